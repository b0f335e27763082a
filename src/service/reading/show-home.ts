import type { OrderDraft } from '../../acts/custom_order/form/draft.ts';
import type { WaitingForm } from '../../acts/fill_form/waiting-form.ts';
import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { Pause } from '../../orders/pause.ts';
import {
  HOME_LISTS,
  type HomeList,
  type ListPage,
  type ListPlace,
  type RunningChoices,
} from '../../orders/standing/lists.ts';
import type { UserId } from '../../values/ids.ts';
import { unreadSince } from '../../watch/head.ts';
import { viewerOf } from '../authority.ts';
import type { SlackUnavailable } from '../errors.ts';
import { pauseSwitchIn } from '../pause-switch.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';
import { formsForHome, type HomeFormsDeps } from '../requesting/pending-forms/waiting-forms.ts';
import { type UnfinishedDeps, unfinishedOf } from '../requesting/sending/unfinished-drafts.ts';
import type { FindingDeps } from './find-orders.ts';
import { countOf, pageOf, type Reader } from './list-pages.ts';
import type { RunningOrders } from './running-orders.ts';

export interface HomeDeps extends FindingDeps, UnfinishedDeps, HomeFormsDeps {
  readonly clock: Clock;
  /** Keeps the switch that stops all placing. */
  readonly settings: KeyValueStore;
  readonly watch: Pick<WatchStore, 'head'>;
  readonly running: RunningOrders;
}

/** What somebody's Home shows. */
export type HomeContent =
  | { readonly ok: false; readonly refusal: AuthorityRefusal }
  | {
      readonly ok: true;
      readonly mayDecide: boolean;
      /** Why Slack did not say whether the reader can decide; they count as one who cannot then. Null when it did. */
      readonly unread: SlackUnavailable | null;
      /** How much stands in each list; among their own is what they did not send, and what waits for names. */
      readonly counts: Readonly<Record<HomeList, number>>;
      readonly page: ListPage;
      /** What the person typed and did not send: beside the first page of their own orders, empty elsewhere. */
      readonly drafts: readonly OrderDraft[];
      /** Paid domains that wait for names: at the same place, for people who can decide. */
      readonly forms: readonly WaitingForm[];
      /** By what the orders that run can be chosen, where these are shown; null elsewhere. */
      readonly running: RunningChoices | null;
      readonly pause: Pause | null;
      /** Whether new workspaces can be asked for: the operator said where. */
      readonly takesWorkspaces: boolean;
      /** Since when the account was not read, for those who can decide; null when it was within the last day. */
      readonly accountUnreadSince: Date | null;
    };

/**
 * Home of one person. Without a place it begins with what waits for them, or with their own orders. It is there also while
 * Slack does not answer. Throws `StoreUnavailable`.
 */
export const showHome =
  (deps: HomeDeps) =>
  async (by: UserId, place: ListPlace | null): Promise<HomeContent> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const reader: Reader = { by, mayDecide: viewer.scope === 'all' };
    const counts = { to_decide: 0, mine: 0, running: 0 };
    for (const list of HOME_LISTS) counts[list] = await countOf(deps, reader, list);
    const isShown = place !== null && (reader.mayDecide || place.list !== 'to_decide');
    const first: ListPlace = { list: reader.mayDecide ? 'to_decide' : 'mine', offset: 0 };
    const shownPlace = isShown ? place : first;
    const { filter } = shownPlace;
    const isRunning = shownPlace.list === 'running';
    const page =
      isRunning && filter
        ? await deps.running.page(reader, shownPlace, filter)
        : await pageOf(deps, reader, shownPlace);
    const running = isRunning ? await deps.running.choices(reader, filter ?? {}) : null;
    const pause = await pauseSwitchIn(deps.settings).pause();
    const isOfMine = page.list === 'mine' && page.offset === 0;
    const allDrafts = await unfinishedOf(deps, by, Number.POSITIVE_INFINITY);
    const allForms = reader.mayDecide ? await formsForHome(deps) : [];
    counts.mine += allDrafts.length + allForms.length;
    const [drafts, forms] = isOfMine ? [allDrafts, allForms] : [[], []];
    const accountUnreadSince = reader.mayDecide ? unreadSince((await deps.watch.head()).head, deps.clock.now()) : null;
    const takesWorkspaces = deps.vendor.workspacePath() !== null;
    const shown = { counts, page, drafts, forms, running, pause, takesWorkspaces, accountUnreadSince };
    return { ok: true, mayDecide: reader.mayDecide, unread: viewer.unread, ...shown };
  };
