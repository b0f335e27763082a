import { CsvError, parse } from 'csv-parse/sync';

/**
 * Everything that breaks a line in a document or a spreadsheet.
 * Source: Unicode Standard Annex 14 (classes BK, CR, LF, NL).
 */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

export const DELIMITERS = ['\t', ';', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What belongs together in a sheet: one line, or several where a cell in quotes goes on. `line` is where it begins, from 1. */
export interface SheetLine {
  readonly line: number;
  readonly text: string;
  /** How many lines of the text it takes. */
  readonly span: number;
}

/** Most lines that one cell goes on for: a quote that is never closed does not swallow a sheet. */
const MOST_LINES_OF_CELL = 50;
/** After so many that are left open, no line is joined with others any more: each try takes a while. */
const MOST_LEFT_OPEN = 50;

/** The lines of a text, as it numbers them. */
export const linesOfText = (text: string): string[] => text.replace(/^\ufeff/, '').split(LINE_BREAK);

/** Whether a line holds something of a sheet: it is not empty, nor the `sep=;` that Excel writes above a heading. */
export const saysSomething = (line: string): boolean => line.trim() !== '' && !/^sep=.?$/i.test(line.trim());

/**
 * The lines of a text, to be read. Spaces of documents become spaces, rows of a markdown table cells with tabs, and quotes
 * around a cell straight ones: Slack makes them curly.
 */
export const typedLines = (text: string): string[] => linesOfText(text).map(plainly);

/** Lines, joined where a cell in quotes goes on over several, and not where a quote is just left open. */
export function sheetLines(typed: readonly string[]): SheetLine[] {
  const lines: SheetLine[] = [];
  let leftOpen = 0;
  for (let index = 0; index < typed.length; ) {
    const isTried = leftOpen < MOST_LEFT_OPEN && isOpen(typed[index] ?? '');
    const span = isTried ? spanAt(typed, index) : 1;
    if (isTried && span === 1) leftOpen += 1;
    lines.push({ line: index + 1, text: typed.slice(index, index + span).join('\n'), span });
    index += span;
  }
  return lines;
}

/** Pairs of curly quotes around a cell. */
const CURLY = /(^|[\t;,])( *)[“„”]([^“„”]*)[“”]( *)(?=$|[\t;,])/g;

function plainly(line: string): string {
  const spaced = withoutTable(line.replace(/\p{Zs}/gu, ' '));
  return /[“”]/.test(spaced) && !spaced.includes('"') ? spaced.replace(CURLY, '$1$2"$3"$4') : spaced;
}

/** `| acme.com | Ada Park |` of a markdown table as cells, and nothing of the line below its heading. A link keeps its stroke. */
function withoutTable(line: string): string {
  if (!/^ *\|/.test(line)) return line;
  const row = line.trim();
  if (row.length < 3 || !row.endsWith('|')) return line;
  if (/^[|:\- ]+$/.test(row) && row.includes('-')) return '';
  return row
    .slice(1, -1)
    .split(/\|(?![^<>|]*>)/)
    .map((cell) => cell.trim())
    .join('\t');
}

const isOpen = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 1;

/** How many lines the cell takes that is open in one; 1 when it is never closed as a sheet would. */
function spanAt(lines: readonly string[], from: number): number {
  const last = Math.min(lines.length, from + MOST_LINES_OF_CELL);
  for (let end = from + 1; end < last; end += 1) {
    if (!isOpen(lines[end] ?? '')) continue;
    const text = lines.slice(from, end + 1).join('\n');
    return parsed(text, delimiterOf(text), {}) === null ? 1 : end + 1 - from;
  }
  return 1;
}

/** What parts the cells of a line: a tab before a semicolon before a comma, whichever stands outside quotes. */
export function delimiterOf(text: string): Delimiter {
  const outside = text.includes('"') ? text.replace(/"[^"]*"?/g, '') : text;
  return DELIMITERS.find((each) => outside.includes(each)) ?? ',';
}

/**
 * The cells of lines that are parted by the same sign, trimmed. Most lines have no quotes, and a whole sheet is read while
 * somebody waits: the others go through the parser together, and one by one only when one of them is broken.
 */
export function cellsOf(texts: readonly string[], delimiter: Delimiter): string[][] {
  const quoted = texts.filter((text) => text.includes('"'));
  const together = quoted.length === 0 ? [] : parsed(quoted.join('\n'), delimiter, {});
  const rows = together?.length === quoted.length ? together : quoted.map((text) => brokenRow(text, delimiter));
  let next = 0;
  return texts.map((text) => {
    if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
    next += 1;
    return rows[next - 1] ?? [];
  });
}

/** The cells of lines that are each parted by their own sign. */
export function cellsOfEach(texts: readonly string[]): { readonly cells: string[]; readonly delimiter: Delimiter }[] {
  const delimiters = texts.map(delimiterOf);
  const rows = new Map(
    DELIMITERS.map((delimiter) => {
      const alike = texts.filter((_text, index) => delimiters[index] === delimiter);
      return [delimiter, cellsOf(alike, delimiter).values()];
    }),
  );
  return delimiters.map((delimiter) => ({ cells: rows.get(delimiter)?.next().value ?? [], delimiter }));
}

/** A quote inside a cell is a sign like others; one that is never closed is somebody's slip. */
const brokenRow = (text: string, delimiter: Delimiter): string[] =>
  parsed(text, delimiter, { relax_quotes: true })?.[0] ?? text.split(delimiter).map((cell) => cell.trim());

/** Null when the text is no such sheet. A cell that goes on over several lines is put on one. */
function parsed(text: string, delimiter: Delimiter, options: { relax_quotes?: boolean }): string[][] | null {
  try {
    const rows: unknown[] = parse(text, {
      delimiter,
      trim: true,
      relax_column_count: true,
      record_delimiter: '\n',
      ...options,
    });
    return rows.map((row) =>
      Array.isArray(row)
        ? row.map((cell) =>
            String(cell)
              .replace(/\s*\n\s*/g, ' ')
              .trim(),
          )
        : [],
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return null;
  }
}

/** Cells as a line that reads as the same cells. */
export const lineOf = (cells: readonly string[], delimiter: Delimiter): string =>
  cells.map((cell) => (/["“”„\t;,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
