import { DELIMITERS } from './lines/lines.ts';
import { MAX_LINES } from './reading.ts';

/** Longer than any line of a sheet: what is, is something else. */
export const MAX_LINE = 20_000;
/** A row may go on over so many lines as a rule. */
const MOST_LINES_OF_ROW = 5;
/** Most signs between cells: those of a sheet of the most lines with a hundred columns. */
const MOST_CELLS = 100 * MAX_LINES;

/** What a text is told that is none. */
export const NO_SHEET = 'This is too long for a list of domains. At most 2,000 lines are read at once.';

/** Whether a text, by itself and in lines, is nothing that could be read while others wait: no list of domains is like that. */
export function isNoSheet(text: string, lines: readonly string[]): boolean {
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const count = lines.filter((line) => line.trim() !== '').length;
  return longest > MAX_LINE || count > MOST_LINES_OF_ROW * MAX_LINES || hasTooManyCells(text);
}

function hasTooManyCells(text: string): boolean {
  if (text.length <= MOST_CELLS) return false;
  let count = 0;
  for (const sign of DELIMITERS) {
    for (let at = text.indexOf(sign); at !== -1 && count <= MOST_CELLS; at = text.indexOf(sign, at + 1)) count += 1;
  }
  return count > MOST_CELLS;
}
