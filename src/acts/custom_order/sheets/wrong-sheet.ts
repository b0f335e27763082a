import type { OrderDraft } from '../form/draft.ts';
import type { Problem } from '../problem.ts';
import { domainFirst } from '../reading/lines/domain-first.ts';
import { cellsOf, cellsOfEach, delimiterOf, saysSomething, sheetLines, typedLines } from '../reading/lines/lines.ts';
import { headingCells, sheetsIn } from '../reading/several-sheets.ts';
import { domainsField } from '../rules/check-order.ts';
import { PLAIN_HEADING } from './sheet-lines.ts';

/** The sheet that was added last, as it was but for columns that are not used, with one column more. */
export interface WrongSheet {
  readonly name: string;
  /** With the heading, all of one width. */
  readonly rows: readonly (readonly string[])[];
  /** How many lines are wrong, of how many. */
  readonly wrong: number;
  readonly lines: number;
}

/** What heads the column that says what is wrong. */
export const WRONG_HEADING = 'What is wrong';

/** The added sheet with what is wrong beside each of its lines; null when none of them has a problem, or it was told before. */
export function wrongSheet({ added }: OrderDraft, problems: readonly Problem[]): WrongSheet | null {
  if (!added) return null;
  const wrongAt = new Map(
    added.lines.flatMap(([line, provider, place]) => {
      const own = problems.filter(({ field, line: at }) => at === place && field === domainsField(provider));
      return own.length === 0 ? [] : [[line, own.map(({ message }) => message).join(' ')] as const];
    }),
  );
  if (wrongAt.size === 0) return null;
  const parts = cellsOfSheet(added.text);
  const width = Math.max(...parts.map(({ cells }) => cells.length));
  const [first] = parts;
  const isHeaded = first?.isHeading === true;
  const rows = (isHeaded ? parts : [{ line: 0, cells: [PLAIN_HEADING], isHeading: true }, ...parts]).map(
    ({ line, cells, isHeading }) => [
      ...cells,
      ...Array.from({ length: width - cells.length }, () => ''),
      isHeading ? WRONG_HEADING : (wrongAt.get(line) ?? ''),
    ],
  );
  return { name: added.name, rows, wrong: wrongAt.size, lines: added.lines.length };
}

interface CellsOfLine {
  readonly line: number;
  readonly cells: readonly string[];
  readonly isHeading: boolean;
}

const cellsOfSheet = (text: string): CellsOfLine[] =>
  sheetsIn(sheetLines(typedLines(text))).flatMap((all) => {
    const lines = all.filter((line) => saysSomething(line.text));
    const texts = lines.map((line) => line.text);
    const heading = headingCells(texts[0] ?? '');
    const isHeaded = heading !== null && heading.length > 1;
    const cells = isHeaded
      ? cellsOf(texts, delimiterOf(texts[0] ?? ''))
      : cellsOfEach(texts).map((each) => domainFirst(each.cells).cells);
    return lines.map(({ line }, index) => ({
      line,
      cells: cells[index] ?? [],
      isHeading: heading !== null && index === 0,
    }));
  });
