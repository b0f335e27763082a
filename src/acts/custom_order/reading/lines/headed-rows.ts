import { localPart } from '../cells/cells.ts';
import { cleanDomain, cleanRedirect } from '../cells/clean-domain.ts';
import { isHidden, nameInCell, namesOf, visible } from '../cells/person-name.ts';
import { severalDomains } from '../cells/several-domains.ts';
import type { Columns } from '../columns/columns.ts';
import type { Cleaning, Meaning, ReadRow } from '../reading.ts';
import { ELSEWHERE, type LineRead, NO_DOMAIN, OTHER_ENCODING, rowOf } from './line-read.ts';

/** Reads one line of a sheet with a heading of `width` columns: each cell is what its column says. */
export function headedRow(line: number, cells: readonly string[], { at }: Columns, width: number): LineRead {
  if (cells.every((cell) => cell === '')) return null;
  if (cells.slice(width).some((cell) => cell !== '')) {
    const message = 'This line has more cells than the heading. Put a cell with a comma into quotes.';
    return { problem: { code: 'too_many_cells', message } };
  }
  const cellOf = (meaning: Meaning): string => {
    const index = at.get(meaning);
    return index === undefined ? '' : (cells[index] ?? '');
  };
  const used = [...at.keys()].map(cellOf);
  if (cellOf('domain') === ELSEWHERE || used.every((cell) => cell === '')) return { problem: NO_DOMAIN };
  if (used.some((cell) => cell.includes('\ufffd'))) return { problem: OTHER_ENCODING };
  const several = used.filter((cell) => cell !== '').length === 1 ? severalDomains(cellOf('domain'), []) : null;
  if (several) {
    const read = several.map(cleanDomain);
    return { rows: read.map(({ text }) => rowOf(line, text)), done: ['several', ...read.flatMap(({ done }) => done)] };
  }
  const domain = cleanDomain(cellOf('domain'));
  const redirect = cleanRedirect(cellOf('redirect'));
  const { naming, isLastFirst } =
    at.has('first') || at.has('last')
      ? { naming: namesOf(cellOf('first'), cellOf('last')), isLastFirst: false }
      : nameInCell(cellOf('name'));
  const hasHidden = PEOPLE.some((meaning) => isHidden(cellOf(meaning)));
  const row: ReadRow = {
    line,
    domain: domain.text,
    naming,
    redirect: redirect.text || null,
    alias: localPart(cellOf('alias').trim(), domain.text) || null,
    picture: cleanRedirect(cellOf('picture')).text || null,
    provider: visible(cellOf('provider')).toLowerCase() || null,
  };
  const done: Cleaning[] = [...domain.done, ...redirect.done];
  if (hasHidden) done.push('invisible');
  if (isLastFirst) done.push('last_first');
  return { rows: [row], done };
}

const PEOPLE = ['first', 'last', 'name'] as const;
