import { isBareDomain, isSaidOfDomain, looksLikeAddress, looksRandom } from '../cells/cells.ts';
import { cleanDomain, cleanRedirect, shownText } from '../cells/clean-domain.ts';
import { isHidden, namesFrom, namesOf } from '../cells/person-name.ts';
import { severalDomains } from '../cells/several-domains.ts';
import type { Cleaning, ReadRow, UnreadLine } from '../reading.ts';
import { ELSEWHERE, type LineRead, NO_DOMAIN, OTHER_ENCODING, rowOf } from './line-read.ts';

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
  if (first === ELSEWHERE) return { problem: NO_DOMAIN };
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
  const redirect = cleanRedirect(addresses[0] ?? '');
  const [one = '', two] = people;
  done.push(...domain.done, ...redirect.done);
  if (isHidden(one) || isHidden(two ?? '')) done.push('invisible');
  const naming = two === undefined ? namesFrom(one) : namesOf(one, two);
  return { rows: [rowOf(line, domain.text, naming, redirect.text)], done };
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
  if (addresses.length > 1 || people.length > 2 || people.includes(ELSEWHERE)) {
    return { code: 'too_many_cells', message: `There is more than domain, name and redirect. ${HEADING_HELPS}` };
  }
  const unclear =
    people.find((cell) => !mayBeName(cell)) ??
    slipOfAddress(people) ??
    apart(rest, people) ??
    addresses.find(isOfServer);
  if (unclear === undefined) return null;
  const message = `Cell ${rest.indexOf(unclear) + 2} is neither a name nor a redirect. ${HEADING_HELPS}`;
  return { code: 'cell_unclear', message };
}

/** Without a heading, what holds a digit may be anything: a date, a price, a password. */
const mayBeName = (cell: string): boolean => !/[\d@]/.test(cell) && !looksRandom(cell) && !isSaidOfDomain(cell);

/** The second of two cells with a name that do not stand side by side: it is a part of an address with a comma, or something else. */
const apart = (rest: readonly string[], [one = '', two]: readonly string[]): string | undefined => {
  if (two === undefined) return undefined;
  return rest.slice(rest.indexOf(one) + 1, rest.lastIndexOf(two)).some((cell) => cell !== '') ? two : undefined;
};

/** A server of a zone, as `ns1.acme.io`: no visitor is sent there. */
const isOfServer = (cell: string): boolean => /^(?:ns|dns|mx|smtp|imap|pop|mail)\d*\.[^/]+\.[^./]+$/i.test(cell);

/**
 * A single word in small letters after a whole name in capitals, as in `Li Wei, acmecom`, is no surname but a slip of a
 * redirect, or a password: it does not go out in everybody's signature.
 */
function slipOfAddress([name = '', last]: readonly string[]): string | undefined {
  return last !== undefined && /^\p{Ll}+$/u.test(last) && /^\p{Lu}\S* .*\p{Lu}/u.test(name) ? last : undefined;
}
