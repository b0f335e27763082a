import { headingSays } from './columns/headings.ts';
import { cellsOf, delimiterOf, linesOfText } from './lines/lines.ts';
import { readSheet } from './read-sheet.ts';

/** A text with domains as lines of their own at its end, in the column in which its heading has them. Those in it stay as they are. */
export function withNames(text: string, names: readonly string[]): string {
  const here = new Set(readSheet(text).rows.map(({ domain }) => domain));
  const missing = [...new Set(names)].filter((name) => !here.has(name));
  const before = cellsBeforeDomain(text);
  const lines = missing.map((name) => `${before}${name}`);
  return [...(text.trim() === '' ? [] : [text.replace(/\s+$/, '')]), ...lines].join('\n');
}

/** The empty cells before that of the domain; nothing without a heading. */
function cellsBeforeDomain(text: string): string {
  const first = linesOfText(text).find((line) => line.trim() !== '') ?? '';
  const delimiter = delimiterOf(first);
  const [cells = []] = cellsOf([first], delimiter);
  const at = cells.findIndex((cell) => {
    const says = headingSays(cell);
    return says.is === 'known' && says.meaning === 'domain';
  });
  return delimiter.repeat(Math.max(0, at));
}
