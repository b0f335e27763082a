import { isBareDomain, looksLikeAddress, looksRandom } from './cells.ts';
import { cleanDomain, cleanRedirect, shownText } from './clean-domain.ts';
import { type LineRead, OTHER_ENCODING } from './headed-rows.ts';
import { isHidden, namesFrom, namesOf } from './person-name.ts';
import type { Cleaning, ReadRow, UnreadLine } from './reading.ts';

const HEADING_HELPS = 'Take it out, or write a heading above, such as “Domain, First name, Last name, Redirect”.';

/**
 * Reads one line of a sheet without a heading: a domain, then at most a name, in one cell or two, and a redirect. A line of
 * nothing but domains is read as several, unless they are two in two cells: the second may be a redirect. `hasMark` says
 * whether a list mark stood before it. Cells that look like passwords are empty here already.
 */
export function plainRow(line: number, cells: readonly string[], hasMark: boolean): LineRead {
  const [first = '', ...rest] = cells;
  const filled = rest.filter((cell) => cell !== '');
  if (first === '' && filled.length === 0) return null;
  if (cells.some((cell) => cell.includes('\ufffd'))) return { problem: OTHER_ENCODING };
  const done: Cleaning[] = hasMark ? ['list_mark'] : [];
  const several = severalDomains(first, filled);
  if (several) {
    const rows = several.map((word): ReadRow => {
      const domain = cleanDomain(word);
      done.push(...domain.done);
      return rowOf(line, domain.text);
    });
    return { rows, done: [...done, 'several'] };
  }
  const addresses = filled.filter((cell) => looksLikeAddress(cleanRedirect(cell).text));
  const people = addresses.length === 0 ? filled : filled.filter((cell) => !addresses.includes(cell));
  const problem = problemOf(rest, people, addresses);
  if (problem) return { problem };
  const domain = cleanDomain(first);
  const slip = addresses.length === 0 ? slipOfAddress(people) : undefined;
  const redirect = cleanRedirect(addresses[0] ?? slip ?? '');
  const [one = '', two] = slip === undefined ? people : people.slice(0, 1);
  done.push(...domain.done, ...redirect.done);
  if (isHidden(one) || isHidden(two ?? '')) done.push('invisible');
  const naming = two === undefined ? namesFrom(one) : namesOf(one, two);
  return { rows: [rowOf(line, domain.text, naming, redirect.text)], done };
}

const rowOf = (line: number, domain: string, naming: ReadRow['naming'] = null, redirect = ''): ReadRow => ({
  line,
  domain,
  naming,
  redirect: redirect === '' ? null : redirect,
  alias: null,
  picture: null,
  provider: null,
});

/**
 * Words of one cell that all are domains, or three or more cells of one sort that are: all with https:// or none. Null for
 * anything else.
 */
function severalDomains(first: string, rest: readonly string[]): readonly string[] | null {
  const isOneCell = rest.length === 0;
  if (isOneCell ? !first.includes(' ') : rest.length < 2 || !rest.every((cell) => cell.includes('.'))) return null;
  const words = isOneCell ? first.split(/\s+/) : [first, ...rest];
  const isAlike = isOneCell || new Set(words.map((word) => /^https?:/i.test(word))).size === 1;
  return isAlike && words.every((word) => isBareDomain(cleanDomain(word).text)) ? words : null;
}

/** Why the cells after the domain cannot be told apart; null when they can. No cell is quoted but a domain. */
function problemOf(
  rest: readonly string[],
  people: readonly string[],
  addresses: readonly string[],
): Omit<UnreadLine, 'line'> | null {
  const [second = ''] = rest;
  if (second.includes('.') && isBareDomain(shownText(second))) {
    const message = `Is ${cleanDomain(second).text} another domain, or a redirect? Write another domain on a line of its own, and https:// before a redirect.`;
    return { code: 'second_domain', message };
  }
  if (addresses.length > 1 || people.length > 2) {
    return { code: 'too_many_cells', message: `There is more than domain, name and redirect. ${HEADING_HELPS}` };
  }
  const unclear = people.find((cell) => !mayBeName(cell));
  if (unclear === undefined) return null;
  const message = `Cell ${rest.indexOf(unclear) + 2} is neither a name nor a redirect. ${HEADING_HELPS}`;
  return { code: 'cell_unclear', message };
}

/** Without a heading, what holds a digit may be anything: a date, a price, a password. */
const mayBeName = (cell: string): boolean => !/[\d@]/.test(cell) && !looksRandom(cell);

/**
 * A single word in small letters after a whole name in capitals, as in `Li Wei, acmecom`, is no surname: it is taken for
 * the redirect, where the rules find what is wrong with it, instead of going out in everybody's signature.
 */
function slipOfAddress([name = '', last]: readonly string[]): string | undefined {
  return last !== undefined && /^\p{Ll}+$/u.test(last) && /^\p{Lu}\S* .*\p{Lu}/u.test(name) ? last : undefined;
}
