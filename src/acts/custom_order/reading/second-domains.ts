import { cleanDomain } from './cells/clean-domain.ts';
import { withoutListMark } from './cells/list-marks.ts';
import { domainFirst } from './lines/domain-first.ts';
import { cellsOf, delimiterOf, lineOf, linesOfText } from './lines/lines.ts';
import type { ColumnUse } from './reading.ts';

/** What a second domain in a line can be. */
export const SECOND_USES = ['redirect', 'domain', 'none'] as const satisfies readonly ColumnUse[];
type SecondUse = (typeof SECOND_USES)[number];
const isSecondUse = (use: ColumnUse): use is SecondUse => SECOND_USES.some((each) => each === use);

/**
 * A text in which second domains, in the `lines` that have one, are what their person said: redirects; domains of their own,
 * which go to the end with the same sender, so that all lines keep their numbers; or nothing. As it is for another answer.
 */
export function withSecondDomains(text: string, lines: readonly number[], use: ColumnUse): string {
  if (!isSecondUse(use)) return text;
  const all = linesOfText(text);
  const added: string[] = [];
  for (const line of lines) {
    const typed = withoutListMark(all[line - 1] ?? '');
    const delimiter = delimiterOf(typed);
    const [cells = []] = cellsOf([typed], delimiter);
    const [first = '', second = '', ...rest] = domainFirst(cells).cells;
    const name = cleanDomain(second).text;
    if (use === 'redirect') {
      all[line - 1] = lineOf([first, ...rest.filter((cell) => cell !== ''), `https://${name}`], delimiter);
    } else {
      all[line - 1] = lineOf([first, ...rest], delimiter);
      if (use === 'domain') added.push(lineOf([name, ...rest], delimiter));
    }
  }
  return [...(added.length === 0 ? all : withoutEmptyEnd(all)), ...added].join('\n');
}

function withoutEmptyEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}
