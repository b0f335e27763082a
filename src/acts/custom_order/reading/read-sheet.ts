import { holdsSecret, looksRandom, withoutRandomWords } from './cells/cells.ts';
import { withoutListMark } from './cells/list-marks.ts';
import { columnsOf } from './columns/columns.ts';
import { headingAsSaid } from './columns/headings.ts';
import { domainFirst } from './lines/domain-first.ts';
import { gathered, keptText, type ReadLine } from './lines/gathered.ts';
import { headedRow } from './lines/headed-rows.ts';
import { ELSEWHERE, type LineRead, NO_DOMAIN } from './lines/line-read.ts';
import {
  cellsOf,
  cellsOfEach,
  delimiterOf,
  lineOf,
  type SheetLine,
  saysSomething,
  sheetLines,
  typedLines,
} from './lines/lines.ts';
import { plainRow } from './lines/plain-rows.ts';
import { isNoSheet, MAX_LINE, NO_SHEET } from './no-sheet.ts';
import { ALL_MEANINGS, type ColumnUses, MAX_LINES, MAX_TEXT, type Meaning, type Reading, SAMPLES } from './reading.ts';
import {
  beginsSheet,
  EMPTY,
  headingCells,
  type OneSheet,
  type SheetRead,
  sheetsIn,
  together,
  usesBelow,
} from './several-sheets.ts';

/**
 * Reads what people paste: a sheet with a heading, in any order of columns, or one domain a line with name and redirect;
 * several below one another, where each further one has a heading.
 * Never fails, and is never unsure in silence: what cannot be told apart is a problem with its line. Only meanings that are
 * `wanted` are read. `uses` is what its person said of columns below a heading; what is kept is headed accordingly. Source: docs/vendor/notes.md, "Rules of a custom order" (what can be ordered).
 */
export function readSheet(
  text: string,
  wanted: ReadonlySet<Meaning> = ALL_MEANINGS,
  uses: ColumnUses = NOTHING_SAID,
): Reading {
  if (text.length > MAX_TEXT) return refusedSheet('too_large', 'The sheet is larger than 2 MB. Split it into several.');
  const typed = typedLines(text);
  if (isNoSheet(text, typed)) return refusedSheet('too_large', NO_SHEET);
  const lines = sheetLines(typed);
  const filled = lines.filter((line) => line.text.trim() !== '');
  if (filled.length > MAX_LINES) {
    const message = `These are ${filled.length} lines; at most ${MAX_LINES} are read at once. Split them into several orders.`;
    return refusedSheet('too_many_lines', message);
  }
  const parts = sheetsIn(lines).map((sheet, index) => readOne(sheet, wanted, index === 0 ? uses : usesBelow(sheet)));
  return together(parts, text);
}

const NOTHING_SAID: ColumnUses = new Map();

function readOne(lines: readonly SheetLine[], wanted: ReadonlySet<Meaning>, uses: ColumnUses): SheetRead {
  const first = lines.find(({ text }) => saysSomething(text));
  if (!first) return { ...EMPTY, kept: null, lines };
  const heading = headingCells(first.text);
  const isHeaded = heading !== null && heading.length > 1;
  const read = isHeaded
    ? headedSheet({ heading, lines, first, wanted, uses })
    : plainSheet(lines, heading ? first : null);
  return { ...read, lines };
}

const refusedSheet = (code: string, message: string): Reading => ({
  ...EMPTY,
  problems: [{ line: null, code, message }],
});

/** The heading of a sheet with several columns; null when the first line that says something is none. */
export function headingOf(text: string): string[] | null {
  // Beyond this, no sheet is read anyway.
  const first = typedLines(text.slice(0, MAX_LINE)).find(saysSomething);
  const heading = first === undefined ? null : headingCells(first);
  return heading && heading.length > 1 ? heading : null;
}

interface Headed {
  readonly heading: readonly string[];
  readonly lines: readonly SheetLine[];
  readonly first: SheetLine;
  readonly wanted: ReadonlySet<Meaning>;
  readonly uses: ColumnUses;
}

function headedSheet({ heading, lines, first, wanted, uses }: Headed): OneSheet {
  const delimiter = delimiterOf(first.text);
  // A list that was exported page by page repeats its heading.
  const isRepeated = ({ text: typed }: SheetLine) => typed.trim() === first.text.trim();
  const below = lines.filter(({ line, text: typed }) => line > first.line && typed.trim() !== '');
  const body = below.filter((line) => !isRepeated(line));
  const rows = cellsOf(
    body.map((line) => line.text),
    delimiter,
  );
  const columns = columnsOf(heading, rows, wanted, uses);
  const { notUsed, secrets, kept, unclear } = columns;
  const isAllKept =
    uses.size === 0 &&
    notUsed.length === 0 &&
    secrets.length === 0 &&
    lines.every(({ span }) => span === 1) &&
    !rows.some((cells) => cells.slice(heading.length).some(holdsSecret));
  // Without the columns that are left out, it would head what stands below.
  const isHeadingOnceKept = (cells: readonly string[]): boolean =>
    !isAllKept &&
    !unclear &&
    kept.some((index) => /dom/i.test(cells[index] ?? '')) &&
    beginsSheet(
      lineOf(
        kept.map((index) => cells[index] ?? ''),
        delimiter,
      ),
    );
  const open = (cell: string, index: number) => (columns.emptied.has(index) && holdsSecret(cell) ? '' : cell);
  const keptCells = (cells: readonly string[]): string => {
    const used = kept.map((index) => open(cells[index] ?? '', index));
    const isFilled = cells.some((cell) => cell !== '');
    // What stands in the wrong place may be a password: that there is too much has to do.
    if (cells.slice(heading.length).some((cell) => cell !== '')) {
      return lineOf([...used.map((cell, place) => (kept[place] === 0 ? cell : '')), ELSEWHERE], delimiter);
    }
    const isElsewhere = isFilled && !unclear && used.every((cell) => cell === '');
    return lineOf(
      isElsewhere || isHeadingOnceKept(cells)
        ? kept.map((index) => (index === columns.at.get('domain') ? ELSEWHERE : ''))
        : used,
      delimiter,
    );
  };
  const texts = new Map(body.map((line, index) => [line, keptCells(rows[index] ?? [])]));
  for (const line of below.filter(isRepeated)) texts.set(line, '');
  const said = kept.map((index) => headingAsSaid(heading[index] ?? '', uses.get(index)));
  texts.set(first, lineOf(said, delimiter));
  const reading = {
    notUsed,
    secrets,
    kept: isAllKept ? null : keptText(lines, texts),
    question: unclear?.columns ?? null,
  };
  if (unclear) {
    const problem = { line: first.line, code: 'column_unclear', message: unclear.message };
    return { ...EMPTY, ...reading, problems: [problem] };
  }
  const read = body.map(({ line }, index) => ({
    line,
    read: isHeadingOnceKept(rows[index] ?? [])
      ? { problem: NO_DOMAIN }
      : headedRow(line, rows[index] ?? [], columns, heading.length),
  }));
  return { ...reading, ...gathered(read) };
}

/** Lines without a heading; `heading` is one that heads the domains alone, and says nothing. */
function plainSheet(lines: readonly SheetLine[], heading: SheetLine | null): OneSheet {
  const secretCells = new Set<number>();
  const texts = new Map<SheetLine, string>();
  const body = lines.filter((line) => line !== heading);
  const unmarked = body.map((line) => withoutListMark(line.text));
  const cut = cellsOfEach(unmarked);
  const read = body.map((line, index): ReadLine => {
    const { cells, delimiter } = cut[index] ?? { cells: [], delimiter: ',' };
    const { place: domainAt } = domainFirst(cells);
    const open = cells.map((cell, place) => (place !== domainAt && looksRandom(cell) ? '' : withoutRandomWords(cell)));
    const hidden = cells.flatMap((cell, place) => (cell === open[place] ? [] : [place]));
    for (const place of hidden) secretCells.add(place);
    const kept = lineOf(open, delimiter);
    // Without what is hidden it would head what stands below, or be nothing, so that the next line heads the rest.
    if (hidden.length > 0 && (open.every((cell) => cell === '') || headingCells(kept) !== null)) {
      texts.set(line, ELSEWHERE);
      return { line: line.line, read: { problem: NO_DOMAIN } };
    }
    if (hidden.length > 0 || line.span > 1) texts.set(line, kept);
    return { line: line.line, read: plainRow(line.line, open, unmarked[index] !== line.text) };
  });
  const secrets = [...secretCells].toSorted((left, right) => left - right).map((index) => `column ${index + 1}`);
  return {
    notUsed: [],
    secrets,
    kept: texts.size === 0 ? null : keptText(lines, texts),
    question: secondDomains(read, lines),
    ...gathered(read),
  };
}

/** The cells that are another domain or a redirect, as a column that needs a word. */
function secondDomains(read: readonly ReadLine[], lines: readonly SheetLine[]): Reading['question'] {
  const unsure = new Set(read.flatMap(({ line, read: one }) => (isSecondDomain(one) ? [line] : [])));
  const samples = lines
    .filter(({ line }) => unsure.has(line))
    .slice(0, SAMPLES)
    .map(({ text }) => secondDomainIn(text));
  return samples.length === 0 ? null : [{ index: 1, name: 'column 2', samples, guess: null }];
}

function secondDomainIn(typed: string): string {
  const text = withoutListMark(typed);
  const [cells = []] = cellsOf([text], delimiterOf(text));
  return domainFirst(cells).cells[1] ?? '';
}

const isSecondDomain = (read: LineRead): boolean =>
  read !== null && 'problem' in read && read.problem.code === 'second_domain';
