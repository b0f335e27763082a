import { parseDomainName } from '../../rules/domain-name.ts';
import type { Cleaning } from '../reading.ts';
import { withoutListMark } from './list-marks.ts';

/** A cell that was made a domain, as far as it can be, and what was done for it. */
export interface Cleaned {
  readonly text: string;
  readonly done: readonly Cleaning[];
}

/** `<https://acme.com|acme.com>` as Slack writes a link, and `<acme.com>`. */
const SLACK_LINK = /^<([^<>|\s]+)(?:\|([^<>|]*))?>$/;
/** `[acme.com](https://acme.com)`. */
const MARKDOWN_LINK = /^\[([^[\]]*)\]\(<?([^()\s<>]+)>?\)$/;

/** `*acme.com*` and `` `acme.com` ``: bold, and as code. */
const MARKED_UP = /^(`|\*{1,2}|~{1,2})([^`*~]+)\1$/;

/**
 * A cell as the domain that it means: without scheme, `www.`, a path of `/`, the dot at the end, capitals, and what draws it as
 * a link. Whatever else is wrong stays: a real path, a sub-domain and an email address are for people to look at. A link
 * whose words name another domain than it leads to stays as it is.
 */
export function cleanDomain(cell: string): Cleaned {
  if (isClean(cell)) return { text: cell, done: [] };
  const done: Cleaning[] = [];
  const step = (what: Cleaning, before: string, after: string): string => {
    if (after !== before) done.push(what);
    return after;
  };
  let text = step('invisible', cell, cell.replace(/\p{Cf}/gu, '')).trim();
  text = step('list_mark', text, withoutListMark(text));
  text = step('link', text, targetOf(text.replace(MARKED_UP, '$2')));
  text = step('address', text, withoutAddress(text));
  text = step('dot', text, text.replace(/(?<=[^.])\.$/, ''));
  if (text === text.toLowerCase() || !parseDomainName(text).ok) return { text, done };
  return { text: step('capitals', text, text.toLowerCase()), done };
}

/** Most cells are: a whole sheet is read while somebody waits. */
const isClean = (cell: string): boolean => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(cell) && !cell.startsWith('www.');

/** A cell as the address that it means: where a link leads to, else the cell. */
export function cleanRedirect(cell: string): Cleaned {
  const seen = cell.replace(/\p{Cf}/gu, '').trim();
  const text = SLACK_LINK.exec(seen)?.[1] ?? MARKDOWN_LINK.exec(seen)?.[2] ?? seen;
  const done: Cleaning[] = [];
  if (seen !== cell.trim()) done.push('invisible');
  if (text !== seen) done.push('link');
  return { text, done };
}

/** What of a cell is shown: the words of a link, else the cell. */
export function shownText(cell: string): string {
  const seen = cell.trim();
  return (SLACK_LINK.exec(seen)?.[2] ?? MARKDOWN_LINK.exec(seen)?.[1] ?? cleanRedirect(seen).text).trim();
}

function targetOf(text: string): string {
  const slack = SLACK_LINK.exec(text);
  const markdown = MARKDOWN_LINK.exec(text);
  const target = slack?.[1] ?? markdown?.[2];
  if (target === undefined) return text;
  const label = (slack?.[2] ?? markdown?.[1] ?? '').trim();
  if (target === label || target === `https://${label}` || target === `http://${label}`) return target;
  const named = parseDomainName(withoutAddress(label).toLowerCase());
  const led = parseDomainName(withoutAddress(target).toLowerCase());
  return named.ok && led.ok && named.name !== led.name ? text : target;
}

/** Without scheme, `www.` and a path of `/`, where a domain is left over. */
function withoutAddress(text: string): string {
  const host = text.replace(/^https?:\/\//i, '').replace(/(?<=[^/])\/$/, '');
  const bare = host.replace(/^www\./i, '');
  if (parseDomainName(bare).ok) return bare;
  return host !== text && /^[^/?#@:]+$/.test(host) ? host : text;
}
