import { HOME_LISTS, type HomeList, type ListPage, type ListPlace } from '../../orders/lists.ts';
import type { Pause } from '../../orders/pause.ts';
import type { AuthorityRefusal } from '../../orders/policy.ts';
import type { UserId } from '../../values/ids.ts';
import { refuseByPolicy } from '../authority.ts';
import { AppError } from '../errors.ts';
import { pauseSwitchIn } from '../pause-switch.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyValueStore } from '../ports/key-value-store.ts';
import type { Log } from '../ports/log.ts';
import type { FindingDeps } from './find-orders.ts';
import { countOf, pageOf, type Reader } from './list-pages.ts';

export interface HomeDeps extends FindingDeps {
  readonly clock: Clock;
  /** Keeps the switch that stops all placing. */
  readonly settings: KeyValueStore;
  readonly log: Log;
}

/** What somebody's Home shows. */
export type HomeContent =
  | { readonly ok: false; readonly refusal: AuthorityRefusal }
  | {
      readonly ok: true;
      readonly mayDecide: boolean;
      /** Whether Slack said who can decide; if not, the reader counts as one who cannot. */
      readonly isRightKnown: boolean;
      readonly counts: Readonly<Record<HomeList, number>>;
      readonly page: ListPage;
      readonly pause: Pause | null;
    };

/**
 * Home of one person. Without a place it begins with what waits for them, or with their own orders. It is there also while
 * Slack does not answer. Throws `StoreUnavailable`.
 */
export const showHome =
  (deps: HomeDeps) =>
  async (by: UserId, place: ListPlace | null): Promise<HomeContent> => {
    const right = await rightOf(deps, by);
    if (right !== null && right !== 'unread' && right !== 'not_an_approver') return { ok: false, refusal: right };
    const reader: Reader = { by, mayDecide: right === null };
    const counts = { to_decide: 0, mine: 0, running: 0 };
    for (const list of HOME_LISTS) counts[list] = await countOf(deps, reader, list);
    const isShown = place !== null && (reader.mayDecide || place.list !== 'to_decide');
    const first: ListPlace = { list: reader.mayDecide ? 'to_decide' : 'mine', offset: 0 };
    const page = await pageOf(deps, reader, isShown ? place : first);
    const pause = await pauseSwitchIn(deps.settings).pause();
    return { ok: true, mayDecide: reader.mayDecide, isRightKnown: right !== 'unread', counts, page, pause };
  };

/** As `refuseByPolicy`; `unread` when Slack does not answer. */
async function rightOf(deps: HomeDeps, by: UserId): Promise<AuthorityRefusal | 'unread' | null> {
  try {
    return await refuseByPolicy(deps, by);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.warn({ error }, 'Home is drawn without knowing who can decide');
    return 'unread';
  }
}
