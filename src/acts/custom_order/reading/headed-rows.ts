import { cleanDomain, cleanRedirect } from './clean-domain.ts';
import type { Columns } from './columns.ts';
import { isHidden, namesFrom, namesOf, visible } from './person-name.ts';
import type { Cleaning, Meaning, ReadRow, UnreadLine } from './reading.ts';

/** What became of a line: rows with what was done to read it, or why it has none; null for a line without anything. */
export type LineRead =
  | { readonly rows: readonly ReadRow[]; readonly done: readonly Cleaning[] }
  | { readonly problem: Omit<UnreadLine, 'line'> }
  | null;

/** What U+FFFD means: the file was saved in one encoding and read in another. */
export const OTHER_ENCODING = {
  code: 'other_encoding',
  message: 'Some characters cannot be read: the sheet was saved in another encoding. Save it as CSV UTF-8.',
} as const;

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
  if ([...at.keys()].some((meaning) => cellOf(meaning).includes('\ufffd'))) return { problem: OTHER_ENCODING };
  const domain = cleanDomain(cellOf('domain'));
  const redirect = cleanRedirect(cellOf('redirect'));
  const naming =
    at.has('first') || at.has('last') ? namesOf(cellOf('first'), cellOf('last')) : namesFrom(cellOf('name'));
  const hasHidden = PEOPLE.some((meaning) => isHidden(cellOf(meaning)));
  const row: ReadRow = {
    line,
    domain: domain.text,
    naming,
    redirect: redirect.text || null,
    alias: localPart(cellOf('alias'), domain.text) || null,
    picture: cleanRedirect(cellOf('picture')).text || null,
    provider: visible(cellOf('provider')).toLowerCase() || null,
  };
  return { rows: [row], done: [...domain.done, ...redirect.done, ...(hasHidden ? ['invisible' as const] : [])] };
}

const PEOPLE = ['first', 'last', 'name'] as const;

/** `jane@acme.com` of the domain `acme.com` is the alias `jane`. */
function localPart(cell: string, domain: string): string {
  const address = cell.trim();
  const at = address.lastIndexOf('@');
  return at > 0 && address.slice(at + 1).toLowerCase() === domain ? address.slice(0, at) : address;
}
