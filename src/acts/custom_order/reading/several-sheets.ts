import { looksLikeAddress } from './cells/cells.ts';
import { headingSays } from './columns/headings.ts';
import { cellsOf, delimiterOf, linesOfText, type SheetLine } from './lines/lines.ts';
import { CLEANINGS, type ColumnUses, type Meaning, type Reading } from './reading.ts';

/** A sheet as it was read; `kept` is null where it is kept as it stands. */
export type OneSheet = Omit<Reading, 'kept'> & { readonly kept: string | null };
export type SheetRead = OneSheet & { readonly lines: readonly SheetLine[] };

/** Of a text without anything to read. */
export const EMPTY: Reading = {
  rows: [],
  notUsed: [],
  secrets: [],
  cleaned: [],
  problems: [],
  question: null,
  kept: '',
};

/** The lines of each sheet of a text: a second one begins with a heading of its own. */
export function sheetsIn(lines: readonly SheetLine[]): SheetLine[][] {
  const sheets: SheetLine[][] = [[]];
  for (const line of lines) {
    const before = sheets.at(-1) ?? [];
    const isNext = beginsSheet(line.text) && before.some(({ text }) => text.trim() !== '');
    if (isNext) sheets.push([line]);
    else before.push(line);
  }
  return sheets;
}

/**
 * Whether a line begins another sheet below the first one: it says of each cell what it is, each once; or it heads passwords
 * beside the domains, whatever else it heads: they are no names. Nothing of it can need a word; see `usesBelow`.
 */
export function beginsSheet(text: string): boolean {
  if (!/dom/i.test(text)) return false;
  const [cells = []] = cellsOf([text], delimiterOf(text));
  const says = cells.map(headingSays);
  const meanings = says.flatMap((each) => (each.is === 'known' ? [each.meaning] : []));
  const has = (meaning: Meaning) => meanings.includes(meaning);
  const isHalfName = has('name') && has('first') !== has('last');
  const isTwice = new Set(meanings).size !== meanings.length;
  if (!has('domain') || isHalfName || isTwice) return false;
  if (meanings.length === cells.length) return true;
  return says.some(({ is }) => is === 'secret') && !cells.some(looksLikeAddress);
}

/** What is said of the columns of a sheet below another one, of which nobody is asked: what may mean something is not used. */
export function usesBelow(sheet: readonly SheetLine[]): ColumnUses {
  const [first] = sheet;
  const cells = first ? (headingCells(first.text) ?? []) : [];
  return new Map(cells.flatMap((cell, index) => (headingSays(cell).is === 'maybe' ? [[index, 'none' as const]] : [])));
}

/** The cells of a heading: words that we know, and no address. Null when the line is none. */
export function headingCells(text: string): string[] | null {
  const [cells = []] = cellsOf([text], delimiterOf(text));
  const isKnown = (cell: string) => headingSays(cell).is === 'known';
  return cells.some(isKnown) && !cells.some((cell) => !isKnown(cell) && looksLikeAddress(cell)) ? cells : null;
}

/** All sheets of a text as one, in their order. */
export function together(sheets: readonly SheetRead[], text: string): Reading {
  const [first, ...others] = sheets;
  if (!first) return { ...EMPTY, kept: text };
  const typed = linesOfText(text);
  const asTyped = (lines: readonly SheetLine[]): string[] =>
    lines.flatMap(({ line, span }) => typed.slice(line - 1, line - 1 + span));
  const kept = sheets.every((sheet) => sheet.kept === null)
    ? text
    : sheets.map((sheet) => sheet.kept ?? asTyped(sheet.lines).join('\n')).join('\n');
  if (others.length === 0) return { ...withoutLines(first), kept };
  const counts = sheets.flatMap(({ cleaned }) => cleaned);
  return {
    rows: sheets.flatMap(({ rows }) => rows),
    notUsed: [...new Set(sheets.flatMap(({ notUsed }) => notUsed))],
    secrets: [...new Set(sheets.flatMap(({ secrets }) => secrets))],
    cleaned: CLEANINGS.flatMap((what) => {
      const count = counts.reduce((sum, each) => sum + (each.what === what ? each.count : 0), 0);
      return count > 0 ? [{ what, count }] : [];
    }),
    problems: sheets.flatMap(({ problems }) => problems),
    question: sheets.find(({ question }) => question !== null)?.question ?? null,
    kept,
  };
}

const withoutLines = ({ lines: _, ...read }: SheetRead): OneSheet => read;
