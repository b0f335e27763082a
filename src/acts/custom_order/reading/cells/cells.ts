import { parseDomainName } from '../../rules/domain-name.ts';
import { isSheetWord } from '../../rules/no-name.ts';
import { nameInCell } from './person-name.ts';

/** Whether a cell is an email address. */
const isEmail = (cell: string): boolean => /^[^\s@/:]+@[^\s@/]+$/.test(cell);

/** Whether a cell is meant as an address: a dot before small letters, as in `acme.com`, but not as in the surname `St.John`. */
export function looksLikeAddress(cell: string): boolean {
  if (/\s/.test(cell) || isEmail(cell)) return false;
  return /^[a-z]+:/i.test(cell) || /\.\p{Ll}{2,}/u.test(cell) || (cell.includes('.') && parseDomainName(cell).ok);
}

/** Whether a cell is a domain and nothing more: no scheme and no path says that it is where something leads to. */
export const isBareDomain = (cell: string): boolean =>
  cell.includes('.') && parseDomainName(cell.replace(/^www\./i, '')).ok;

/** Longest that a person would make up, and shortest that a program makes. */
const SHORTEST_PASSWORD = 8;
const SHORTEST_KEY = 16;

/**
 * Whether a cell looks random, as passwords and keys do: one word, neither address nor date nor number, of three kinds of
 * signs out of small letters, capitals, digits and others; or long, of letters and digits.
 */
export function looksRandom(typed: string): boolean {
  // Most cells are short, or several words: a whole sheet is looked at while somebody waits.
  if (typed.length < SHORTEST_PASSWORD || /(?!\ufeff)\s/.test(typed)) return false;
  const cell = typed.replace(/\p{Cf}/gu, '');
  if (cell.length < SHORTEST_PASSWORD || isEmail(cell) || looksLikeAddress(cell)) return false;
  if (/^[\d.,:/+\-\p{Sc}]*$/u.test(cell) || /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)$/.test(cell)) return false;
  // `Park,Ada` has three kinds of signs, too.
  if (nameInCell(cell).isLastFirst) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\p{M}\p{N}.'’-]/u].filter((kind) => kind.test(cell)).length;
  return kinds >= 3 || (cell.length >= SHORTEST_KEY && /\p{L}/u.test(cell) && /\d/.test(cell));
}

/** What parts the words of a cell: spaces, and what stands between a name and its password. */
const BETWEEN_WORDS = /([\s:=|]+)/;

/** A link of Slack with the address that it leads to as its words, as most are: nothing else is in it. */
const PLAIN_LINK = /^<https?:\/\/[\w./-]+(?:\|[\w-]+(?:\.[\w-]+)+)?>$/;

/** What is an address as a whole, or means to be one. */
const ADDRESS = /^(?:[a-z]+:\/\/|(?:javascript|mailto|data):)\S*$/i;

/**
 * A cell of several words without those that look random and hold a digit, as in `acme.com:Hunter2!` and `Jane Doe (pw Hunter2!)`;
 * the first one stays, and so does an address with whatever is in it. The same cell where there is nothing to take out.
 */
export function withoutRandomWords(cell: string): string {
  if (!/\d/.test(cell) || !BETWEEN_WORDS.test(cell) || PLAIN_LINK.test(cell) || ADDRESS.test(cell)) return cell;
  const [first = '', ...rest] = cell.split(BETWEEN_WORDS);
  const kept = rest.filter((word) => !(/\d/.test(word) && looksRandom(word)));
  if (kept.length === rest.length) return cell;
  const last = kept.findLastIndex((word) => word !== '' && !BETWEEN_WORDS.test(word));
  return [first, ...kept.slice(0, last + 1)].join('');
}

/** Whether a cell looks random, or a word in it. */
export const holdsSecret = (cell: string): boolean => looksRandom(cell) || withoutRandomWords(cell) !== cell;

/** Whether a cell looks random, and has a sign that stands before no `@`. */
export const isNoAlias = (cell: string): boolean => looksRandom(cell) && /[^\p{L}\p{M}\p{N}._'’+-]/u.test(cell);

/** `jane@acme.com` of the domain `acme.com` is the alias `jane`. */
export function localPart(address: string, domain: string): string {
  const at = address.lastIndexOf('@');
  return at > 0 && address.slice(at + 1).toLowerCase() === domain.toLowerCase() ? address.slice(0, at) : address;
}

/** Answers, providers and registrars, where they are the whole cell. */
const WHOLE_WORDS: ReadonlySet<string> = new Set(
  'yes no on off ok n/a tbd google outlook smtp gmail microsoft namecheap godaddy porkbun cloudflare dynadot dnsimple squarespace ionos ovh gandi'.split(
    ' ',
  ),
);

/** Words that programs and registrars say of a domain, and that are in nobody's name. */
const SAID_OF_DOMAINS =
  /\b(?:auto|not set|registration|renew|renewal|renews|privacy|protected|whois|expires|expiring|nameservers?|dns|hosting|hosted|parked|redirect|redirects|forwarding|prohibited|transfer|locked|domain|domains|mailbox|mailboxes|inbox|inboxes|warmup|google workspace|microsoft 365)\b/i;

/** Whether a cell says something of a domain, as sheets of registrars and of providers do: `Auto-renew`, `Google`, `Yes`. */
export const isSaidOfDomain = (cell: string): boolean =>
  isSheetWord(cell) || WHOLE_WORDS.has(cell.trim().toLowerCase()) || SAID_OF_DOMAINS.test(cell);
