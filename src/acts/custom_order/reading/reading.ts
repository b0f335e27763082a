import { z } from 'zod';
import type { NamesNaming } from '../custom-order.ts';

/** What a column can hold. */
export const MEANINGS = ['domain', 'first', 'last', 'name', 'redirect', 'alias', 'picture', 'provider'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** What somebody may say of a column of a sheet, for the order form. */
export const ColumnUse = z.enum(['domain', 'name', 'first', 'last', 'redirect', 'picture', 'none']);
export type ColumnUse = z.infer<typeof ColumnUse>;

/** What somebody said of columns, by their number from 0. */
export type ColumnUses = ReadonlyMap<number, ColumnUse>;

/** What was changed in a line, so that it could be read. */
export const CLEANINGS = [
  'address',
  'link',
  'list_mark',
  'dot',
  'capitals',
  'invisible',
  'several',
  'domain_later',
  'last_first',
] as const;
export type Cleaning = (typeof CLEANINGS)[number];

/** One domain of a sheet. `line` counts from 1 in the text as it was typed. What is wrong with the domain is for the rules to say. */
export interface ReadRow {
  readonly line: number;
  readonly domain: string;
  /** Null when nothing is said. */
  readonly naming: NamesNaming | null;
  /** Null when nothing is said, as in the three that follow. */
  readonly redirect: string | null;
  /** The part of an address before the `@`. */
  readonly alias: string | null;
  readonly picture: string | null;
  readonly provider: string | null;
}

/** A line that could not be read; `line` is null for the whole text. The sentence quotes no cell that may be a password. */
export interface UnreadLine {
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
}

/** A column that needs a word of its person: its name, and up to three of its cells that do not look random. */
export interface UnclearColumn {
  /** Its number in the text as it is kept, from 0. */
  readonly index: number;
  /** What it is most likely; null when nobody knows. */
  readonly guess: ColumnUse | null;
  readonly name: string;
  readonly samples: readonly string[];
}

/** A text as it was read. Lines that stand in `problems` have no row. */
export interface Reading {
  readonly rows: readonly ReadRow[];
  /** Names of columns that hold something, and were left out. */
  readonly notUsed: readonly string[];
  /** Names of columns that look like passwords or keys: nothing of them is in any other part of a reading. */
  readonly secrets: readonly string[];
  /** In how many lines what was changed; only what was. */
  readonly cleaned: readonly { readonly what: Cleaning; readonly count: number }[];
  readonly problems: readonly UnreadLine[];
  /** The columns that nobody can tell apart without a word; null when all is clear. */
  readonly question: readonly UnclearColumn[] | null;
  /** The text with nothing but what was used, or may be: the same lines under the same numbers. It reads as the same again. */
  readonly kept: string;
}

/** Most lines, and most UTF-16 units of text, that are read at once. Our own limits. */
export const MAX_LINES = 2_000;
export const MAX_TEXT = 2_000_000;

/** Most cells that are shown of a column that needs a word. */
export const SAMPLES = 3;

/** What the order form has fields for: other columns are left out, by name. */
export const FORM_MEANINGS = ColumnUse.exclude(['none']).options;
export const FORM_COLUMNS: ReadonlySet<Meaning> = new Set(FORM_MEANINGS);

/** What is read of a file: it may say itself which mailboxes a domain gets. */
export const SHEET_COLUMNS: ReadonlySet<Meaning> = new Set<Meaning>([...FORM_COLUMNS, 'provider']);

/** Everything that can be read. */
export const ALL_MEANINGS: ReadonlySet<Meaning> = new Set(MEANINGS);
