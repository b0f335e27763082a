import { isSaidOfDomain, looksLikeAddress, looksRandom } from '../cells/cells.ts';
import { cleanDomain, cleanRedirect } from '../cells/clean-domain.ts';
import { isHidden, nameInCell, namesOf, withoutEmails } from '../cells/person-name.ts';
import { severalDomains } from '../cells/several-domains.ts';
import type { Cleaning, ReadRow, UnreadLine } from '../reading.ts';
import { type DomainFirst, domainFirst, hasNoAddress, isDomainCell, isNoDomain } from './domain-first.ts';
import { ELSEWHERE, type LineRead, NO_DOMAIN, NO_DOMAIN_IN_LINE, OTHER_ENCODING, rowOf } from './line-read.ts';

const HEADING_HELPS = 'Take it out, or write a heading above, such as “Domain, First name, Last name, Redirect”.';

/**
 * Reads one line of a sheet without a heading: a domain, then at most a name, in one cell or two, and a redirect; or
 * these in another order, see `domainFirst`. A line of nothing but domains is read as several, unless they are two in two cells: the second may be a redirect. `hasMark` says
 * whether a list mark stood before it. Cells that look like passwords are empty here already.
 */
export function plainRow(line: number, typed: readonly string[], hasMark: boolean): LineRead {
  if (typed.every((cell) => cell === '')) return null;
  if (typed.some((cell) => cell.includes('\ufffd'))) return { problem: OTHER_ENCODING };
  if (typed[0] === ELSEWHERE) return { problem: NO_DOMAIN };
  const ordered = domainFirst(typed);
  const [first = '', ...rest] = ordered.cells;
  const filled = rest.filter((cell) => cell !== '');
  const done: Cleaning[] = [
    ...(hasMark ? (['list_mark'] as const) : []),
    ...(ordered.place > 0 ? (['domain_later'] as const) : []),
  ];
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
  const problem = problemOf({ ordered, typed }, people, addresses);
  if (problem) return { problem };
  const domain = cleanDomain(first);
  const redirect = cleanRedirect(addresses[0] ?? '');
  const [one = '', two] = people;
  done.push(...domain.done, ...redirect.done);
  if (isHidden(one) || isHidden(two ?? '')) done.push('invisible');
  const { naming, isLastFirst } =
    two === undefined ? nameInCell(one) : { naming: namesOf(one, two), isLastFirst: false };
  if (isLastFirst) done.push('last_first');
  return { rows: [rowOf(line, domain.text, naming, redirect.text)], done };
}

/** The cells of a line as they are read, and as they were typed. */
interface Typed {
  readonly ordered: DomainFirst;
  readonly typed: readonly string[];
}

/** Why the cells after the domain cannot be told apart; null when they can. No cell is quoted but a domain. */
function problemOf(
  { ordered, typed }: Typed,
  people: readonly string[],
  addresses: readonly string[],
): Omit<UnreadLine, 'line'> | null {
  const [first = '', ...rest] = ordered.cells;
  const [second = ''] = rest;
  const hasMore = people.length > 0 && addresses.length === 0;
  if (hasMore && isNoDomain(first)) return NO_DOMAIN_IN_LINE;
  if (isDomainCell(second)) {
    const message = `Is ${cleanDomain(second).text} another domain, or a redirect? Write another domain on a line of its own, and https:// before a redirect.`;
    return { code: 'second_domain', message };
  }
  const unclear =
    people.find((cell) => !mayBeName(cell)) ??
    slipOfAddress(people) ??
    (ordered.place > 0 ? besideDomain(typed, people) : apart(rest, people)) ??
    addresses.find(isOfServer);
  const hasTooMany = addresses.length > 1 || people.length > 2 || people.includes(ELSEWHERE);
  if (hasMore && hasNoAddress(first) && (hasTooMany || unclear !== undefined)) return NO_DOMAIN_IN_LINE;
  if (hasTooMany) {
    return { code: 'too_many_cells', message: `There is more than domain, name and redirect. ${HEADING_HELPS}` };
  }
  if (unclear === undefined) return null;
  const message = `Cell ${typed.indexOf(unclear, ordered.place === 0 ? 1 : 0) + 1} is neither a name nor a redirect. ${HEADING_HELPS}`;
  return { code: 'cell_unclear', message };
}

/** Without a heading, what holds a digit may be anything: a date, a price, a password. */
const mayBeName = (cell: string): boolean =>
  !/[\d@]/.test(withoutEmails(cell) || cell) && !looksRandom(cell) && !isSaidOfDomain(cell);

/** The second of two cells with a name that do not stand side by side: it is a part of an address with a comma, or something else. */
const apart = (rest: readonly string[], [one = '', two]: readonly string[]): string | undefined => {
  if (two === undefined) return undefined;
  return rest.slice(rest.indexOf(one) + 1, rest.lastIndexOf(two)).some((cell) => cell !== '') ? two : undefined;
};

/** A cell after the domain that can be no part of the name before it: that one is whole. */
const besideDomain = (typed: readonly string[], [one = '', two]: readonly string[]): string | undefined =>
  two !== undefined &&
  one.includes(' ') &&
  typed.slice(typed.indexOf(one) + 1, typed.lastIndexOf(two)).some(isDomainCell)
    ? two
    : undefined;

/** A server of a zone, as `ns1.acme.io`: no visitor is sent there. */
const isOfServer = (cell: string): boolean => /^(?:ns|dns|mx|smtp|imap|pop|mail)\d*\.[^/]+\.[^./]+$/i.test(cell);

/**
 * A single word in small letters after a whole name in capitals, as in `Li Wei, acmecom`, is no surname but a slip of a
 * redirect, or a password: it does not go out in everybody's signature.
 */
function slipOfAddress([name = '', last]: readonly string[]): string | undefined {
  return last !== undefined && /^\p{Ll}+$/u.test(last) && /^\p{Lu}\S* .*\p{Lu}/u.test(name) ? last : undefined;
}
