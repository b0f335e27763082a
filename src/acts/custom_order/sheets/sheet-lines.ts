import type { EmailProvider } from '../custom-order.ts';
import { columnsOf } from '../reading/columns/columns.ts';
import { headingAsSaid } from '../reading/columns/headings.ts';
import { ELSEWHERE } from '../reading/lines/line-read.ts';
import {
  cellsOf,
  delimiterOf,
  lineOf,
  type SheetLine,
  saysSomething,
  sheetLines,
  typedLines,
} from '../reading/lines/lines.ts';
import { FORM_MEANINGS, type Meaning, SHEET_COLUMNS } from '../reading/reading.ts';
import { headingCells, sheetsIn } from '../reading/several-sheets.ts';
import { namedProvider } from './named-provider.ts';

/** A line of a sheet as it is added to a provider's text. */
export interface PlaceableLine {
  /** Where it stands in the sheet, from 1. */
  readonly line: number;
  /** The heading that its cells stand below. */
  readonly heading: string;
  readonly text: string;
  /** Which mailboxes it names; null when it names none, or others. */
  readonly provider: EmailProvider | null;
  /** What its provider cell holds. */
  readonly named: string;
}

/** Above lines that say by themselves what their cells are: a domain, then at most a name and a redirect. */
export const PLAIN_HEADING = 'Domain';

/** The lines of a sheet whose columns are clear, without its headings and empty lines. */
export const sheetLinesOf = (text: string): PlaceableLine[] =>
  sheetsIn(sheetLines(typedLines(text))).flatMap((lines) => {
    const filled = lines.filter(({ text: typed }) => saysSomething(typed));
    const [first, ...body] = filled;
    if (!first) return [];
    const heading = headingCells(first.text);
    if (heading && heading.length > 1) return headedLines(heading, delimiterOf(first.text), body);
    return (heading ? body : filled).map(({ line, text: typed }) => ({
      line,
      heading: PLAIN_HEADING,
      text: typed,
      provider: null,
      named: '',
    }));
  });

function headedLines(
  heading: readonly string[],
  delimiter: ReturnType<typeof delimiterOf>,
  body: readonly SheetLine[],
): PlaceableLine[] {
  const rows = cellsOf(
    body.map(({ text }) => text),
    delimiter,
  );
  const { at } = columnsOf(heading, rows, SHEET_COLUMNS);
  const columns = FORM_MEANINGS.filter((meaning) => at.has(meaning));
  const head = lineOf(
    columns.map((meaning) => headingAsSaid('', meaning)),
    ',',
  );
  return body.map(({ line }, index) => {
    const cells = rows[index] ?? [];
    const cellOf = (meaning: Meaning) => cells[at.get(meaning) ?? -1] ?? '';
    const hasMore = cells.slice(heading.length).some((cell) => cell !== '');
    const placed = [...columns.map(cellOf), ...(hasMore ? [ELSEWHERE] : [])];
    const named = cellOf('provider');
    return { line, heading: head, text: lineOf(placed, ','), provider: namedProvider(named), named };
  });
}
