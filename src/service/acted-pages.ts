import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { Clock } from './ports/clock.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** An answer is tried on for two minutes after it came, and comes within a few. */
const REMEMBERED_MS = 10 * 60 * 1_000;
/** Pages that the store does not have are remembered here, so many: some megabytes. */
const MOST_UNNOTED = 10_000;

/** A page of a modal; `hash` is Slack's name of what it shows, undefined where Slack gives none. */
export interface ActedPage {
  readonly id: string;
  readonly hash?: string | undefined;
}

/** Which page of each modal was acted on last. */
export interface ActedPages {
  /**
   * Notes that somebody pressed or sent something on a page: the modal shows what they saw, and not what it showed before. Rejects
   * when the store has not noted it; this process knows it all the same.
   */
  noteActed(page: ActedPage): Promise<void>;
  /**
   * Whether nobody pressed or sent anything in a modal since they did so on this page; of a modal that was only opened, since it
   * was. Rejects when that is not known. What another process could not note, this one does not know; nor what another one noted
   * after a page that this one could not.
   */
  isActedLast(page: ActedPage): Promise<boolean>;
}

export interface ActedPagesDeps {
  readonly keyValues: KeyValueStore;
  readonly clock: Clock;
  readonly mostUnnoted?: number;
}

/** Stands for the hash of a page that has none. */
const NAMELESS = '?';

const keyOf = ({ id }: ActedPage): string => `acted:${id}`;

/** In the store, where all processes look; what it has not taken is remembered in this one. */
export function actedPages({ keyValues, clock, mostUnnoted = MOST_UNNOTED }: ActedPagesDeps): ActedPages {
  /** By modal, the oldest first. */
  const unnoted = new Map<string, { readonly hash: string; readonly until: Date }>();
  /** Until then more may have been acted on than could be remembered. */
  let blindUntil = new Date(0);
  const forgetOld = () => {
    const now = clock.now();
    for (const [key, { until }] of unnoted) {
      if (until > now && unnoted.size <= mostUnnoted) return;
      if (until > now) blindUntil = until;
      unnoted.delete(key);
    }
  };
  const lastOf = async (key: string): Promise<string | null> => {
    forgetOld();
    const here = unnoted.get(key);
    if (here) return here.hash;
    if (clock.now() < blindUntil) throw new Error('More pages were acted on than could be noted');
    return keyValues.get(key);
  };
  return {
    noteActed: async (page) => {
      const key = keyOf(page);
      const noting = { hash: page.hash ?? NAMELESS, until: addMilliseconds(clock.now(), REMEMBERED_MS) };
      unnoted.delete(key);
      unnoted.set(key, noting);
      forgetOld();
      await keyValues.set(key, noting.hash, REMEMBERED_MS);
      if (unnoted.get(key) === noting) unnoted.delete(key);
    },
    isActedLast: async (page) => {
      const last = await lastOf(keyOf(page));
      return last === null || last === page.hash;
    },
  };
}
