import { z } from 'zod';
import type { StoredHead } from '../../service/ports/stores/watch-store.ts';
import type { WatchBook, WatchChange } from '../../watch/compare.ts';
import { Finding, isOpen } from '../../watch/finding.ts';
import { NEW_HEAD, WatchHead } from '../../watch/head.ts';
import { type Ended, KnownName, KnownOrder } from '../../watch/known.ts';

/** Kinds of rows that the account watch keeps beside its head. */
export const WATCH_ROWS = ['order', 'name', 'finding'] as const;
export type WatchRowKind = (typeof WATCH_ROWS)[number];

/** A row as it is stored: its kind, its id, and its text. */
export interface WatchRow {
  readonly kind: WatchRowKind;
  readonly id: string;
  readonly content: string;
}

const Head = z.object({ revision: z.int().positive(), head: WatchHead });

/** Reads what `headText` wrote; null is a new one. */
export const headOf = (text: string | null): StoredHead =>
  text === null ? { revision: 0, head: NEW_HEAD } : Head.parse(JSON.parse(text));

/** The head as it is stored after a write. */
export const headText = (revision: number, { head }: Pick<WatchChange, 'head'>): string =>
  JSON.stringify({ revision: revision + 1, head } satisfies z.input<typeof Head>);

const AnyHead = z.looseObject({ revision: z.int().positive() });

/** The text of a head at the next revision, else as it is: whoever is about to write has to read again. */
export function nextRevision(text: string): string {
  const head = AnyHead.parse(JSON.parse(text));
  return JSON.stringify({ ...head, revision: head.revision + 1 });
}

/** The rows that a change writes. */
export const rowsOf = ({ orders = [], names = [], findings = [] }: WatchChange): WatchRow[] => [
  ...orders.map((row) => ({ kind: 'order' as const, id: row.id, content: JSON.stringify(row) })),
  ...names.map((row) => ({ kind: 'name' as const, id: row.name, content: JSON.stringify(row) })),
  ...findings.map((row) => ({ kind: 'finding' as const, id: row.key, content: JSON.stringify(row) })),
];

/** Reads the texts of all orders and names. */
export function bookOf(orders: readonly string[], names: readonly string[]): WatchBook {
  return {
    orders: new Map(orders.map((text) => KnownOrder.parse(JSON.parse(text))).map((row) => [row.id, row])),
    names: new Map(names.map((text) => KnownName.parse(JSON.parse(text))).map((row) => [row.name, row])),
  };
}

/** Reads the text of a finding. */
export const findingOf = (text: string | null): Finding | null =>
  text === null ? null : Finding.parse(JSON.parse(text));

/** Those of the texts of findings that nobody explained so far. */
export const openFindingsOf = (texts: readonly string[]): Finding[] =>
  texts.map((text) => Finding.parse(JSON.parse(text))).filter(isOpen);

/** When orders ended, of the texts of those that were seen to end. */
export const endsOf = (texts: readonly string[]): ReadonlyMap<string, Ended> =>
  new Map(
    texts.flatMap((text) => {
      const { id, ended } = KnownOrder.parse(JSON.parse(text));
      return ended ? [[id, ended] as const] : [];
    }),
  );
