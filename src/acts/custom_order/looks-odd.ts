import { getDomain } from 'tldts';
import { slipsBetween } from '../../values/nearest-name.ts';
import type { CustomOrder, OrderedDomain } from './custom-order.ts';

/** A site that domains lead to, and how many of them. */
export interface RedirectSite {
  readonly site: string;
  readonly count: number;
}

/** A sender whose name does not look like one, at the first domain that has it. */
export interface OddSender {
  readonly sender: string;
  readonly domain: string;
}

/** Domains that lack what others of the order have: a cell may have been left empty. */
export interface Lacking {
  readonly what: 'redirect' | 'picture';
  /** Those without it, as they are ordered. */
  readonly domains: readonly string[];
  /** How many there are in all. */
  readonly of: number;
}

/** What of an order may not be meant, though nothing forbids it. */
export interface Oddities {
  readonly senders: readonly OddSender[];
  /** All sites, the commonest first, when there are several; none otherwise. */
  readonly sites: readonly RedirectSite[];
  /** Two of these sites that one letter tells apart, the commoner first; null when no two are so close. */
  readonly almostSame: readonly [commoner: string, rarer: string] | null;
  /** What some domains have and others lack, at most once each. */
  readonly lacking: readonly Lacking[];
}

/**
 * Looks an order over for what is allowed, but often a slip: senders with digits, of one word twice, in small letters, like an
 * address, or like more than one name; redirects to several sites; domains without a redirect or a picture among others that
 * have one. Our own rule: it never refuses anything.
 */
export function oddities({ lines }: Pick<CustomOrder, 'lines'>): Oddities {
  const domains = lines.flatMap((line) => line.domains);
  const sites = sitesOf(domains);
  return {
    senders: oddSenders(domains),
    sites: sites.length > 1 ? sites : [],
    almostSame: closest(sites.map(({ site }) => site)),
    lacking: [
      ...lackedBy(domains, 'redirect', ({ redirect }) => redirect !== undefined),
      ...lackedBy(domains, 'picture', hasPicture),
    ],
  };
}

function lackedBy(
  domains: readonly OrderedDomain[],
  what: Lacking['what'],
  hasIt: (domain: OrderedDomain) => boolean,
): Lacking[] {
  const without = domains.filter((domain) => !hasIt(domain));
  if (without.length === 0 || without.length === domains.length) return [];
  return [{ what, domains: without.map(({ name }) => name), of: domains.length }];
}

const hasPicture = ({ profilePicture, naming }: OrderedDomain): boolean =>
  profilePicture !== undefined ||
  (naming.form === 'aliases' && naming.aliases.some((alias) => alias.profilePicture !== undefined));

function oddSenders(domains: readonly OrderedDomain[]): OddSender[] {
  const found = new Map<string, OddSender>();
  for (const { name, naming } of domains) {
    for (const { firstName, lastName } of naming.form === 'names' ? [naming] : naming.aliases) {
      const sender = `${firstName} ${lastName}`;
      if (isOdd(firstName, lastName) && !found.has(sender)) found.set(sender, { sender, domain: name });
    }
  }
  return [...found.values()];
}

/** Signs that join people or add to a name, emoji, a dash on its own, and the words of companies and departments. */
const MORE_THAN_A_NAME =
  /[()&+#*!?_]|\p{Extended_Pictographic}|(?:^|\s)[-–—]+(?:\s|$)|(?:^|\s)(?:and|und|et)\s|(?:^|\s)(?:inc|llc|ltd|gmbh|corp|plc|team|sales|support|marketing|campaign)\.?(?:\s|$)/iu;

/** Letters that look like others, among those of another script. */
const isOfTwoScripts = (part: string): boolean =>
  /\p{Script=Latin}/u.test(part) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(part);

function isOdd(firstName: string, lastName: string): boolean {
  const isOneWord = firstName.toLowerCase() === lastName.toLowerCase();
  const isSmall = [firstName, lastName].every((part) => /^\p{Ll}/u.test(part));
  return isOneWord || isSmall || isOfSeveral(firstName, lastName) || [firstName, lastName].some(isOddPart);
}

const isOddPart = (part: string): boolean =>
  /\d/.test(part) || /@|\w\.\w{2}/.test(part) || MORE_THAN_A_NAME.test(part) || isOfTwoScripts(part);

/** Whether two people, or one and something else, may stand in the two cells of a name: both hold whole names. */
function isOfSeveral(firstName: string, lastName: string): boolean {
  const [first, last] = [firstName.split(' '), lastName.split(' ')];
  return (
    first.length > 2 || (first.length > 1 && last.length > 1 && /^\p{Lu}/u.test(lastName) && !/^St\. /.test(lastName))
  );
}

function sitesOf(domains: readonly OrderedDomain[]): RedirectSite[] {
  const counts = new Map<string, number>();
  for (const { redirect } of domains) {
    if (redirect === undefined) continue;
    const site = siteOf(redirect);
    counts.set(site, (counts.get(site) ?? 0) + 1);
  }
  return [...counts].map(([site, count]) => ({ site, count })).toSorted((left, right) => right.count - left.count);
}

/** The registered part of a link’s host: `www.acme.com` and `acme.com/a` are one site. The link itself where it has none. */
const siteOf = (redirect: string): string => getDomain(redirect) ?? redirect;

/** Of so many sites, the commonest, a slip is looked for. Our own limit: a card is drawn while people wait. */
const MOST_COMPARED = 5;

function closest(sites: readonly string[]): [string, string] | null {
  for (const [index, commoner] of sites.slice(0, MOST_COMPARED).entries()) {
    const rarer = sites.slice(index + 1).find((other) => isOneLetterOff(commoner, other));
    if (rarer !== undefined) return [commoner, rarer];
  }
  return null;
}

/** Whether one letter more, less, other or at another place makes one text of the other. */
const isOneLetterOff = (left: string, right: string): boolean =>
  Math.abs(left.length - right.length) <= 1 && slipsBetween(left, right) === 1;
