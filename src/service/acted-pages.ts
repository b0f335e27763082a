import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** An answer is tried on for two minutes after it came, and comes within a few. */
const REMEMBERED_MS = 10 * 60 * 1_000;

/** A page of a modal; `hash` is Slack's name of what it shows, undefined where Slack gives none. */
export interface ActedPage {
  readonly id: string;
  readonly hash?: string | undefined;
}

/** Stands for the hash of a page that has none. */
const NAMELESS = '?';

const keyOf = ({ id }: ActedPage): string => `acted:${id}`;

/** Notes that somebody pressed or sent something on a page: the modal shows what they saw, and not what it showed before. */
export const noteActed =
  ({ keyValues }: { keyValues: KeyValueStore }) =>
  (page: ActedPage): Promise<void> =>
    keyValues.set(keyOf(page), page.hash ?? NAMELESS, REMEMBERED_MS);

/**
 * Whether nobody pressed or sent anything in a modal since they did so on this page; of a modal that was only opened, since it
 * was. What a process of ours did not note, it does not know.
 */
export const isActedLast =
  ({ keyValues }: { keyValues: KeyValueStore }) =>
  async (page: ActedPage): Promise<boolean> => {
    const last = await keyValues.get(keyOf(page));
    return last === null || last === page.hash;
  };
