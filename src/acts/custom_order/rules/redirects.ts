import { parse } from 'tldts';
import type { OrderedDomain } from '../custom-order.ts';
import { isWebAddress } from './text.ts';

/** What is wrong with a redirect, as the end of a sentence; null when nothing is. */
export function redirectProblem(redirect: string): { readonly code: string; readonly message: string } | null {
  const address = redirect.trim();
  if (address === '') return { code: 'redirect_empty', message: 'the redirect is empty.' };
  return isWebAddress(completed(address))
    ? null
    : { code: 'redirect_malformed', message: `the redirect “${redirect}” is not a web address.` };
}

type Redirected = Pick<OrderedDomain, 'name' | 'redirect'>;

/**
 * The domains whose redirect leads back to them: at once, or through other domains of the order. Nobody would ever arrive.
 * Answers for each the domains on the way, itself at both ends.
 */
export function circlesOf(domains: readonly Redirected[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map(
    domains.flatMap(({ name, redirect }) => (redirect === undefined ? [] : [[name, hostOf(redirect)]])),
  );
  const circles = new Map<string, readonly string[]>();
  for (const start of next.keys()) {
    const way = [start];
    const seen = new Set<string>();
    let at = next.get(start);
    while (at !== undefined && at !== start && !seen.has(at)) {
      seen.add(at);
      way.push(at);
      at = next.get(at);
    }
    if (at === start) circles.set(start, [...way, start]);
  }
  return circles;
}

const completed = (address: string): string => (/^https?:/i.test(address) ? address : `https://${address}`);

/** The host that a redirect leads to, as a domain of the order would be written: `www.` is the same place. Empty for no address. */
function hostOf(redirect: string): string {
  if (redirectProblem(redirect)) return '';
  const host = new URL(completed(redirect.trim())).hostname.replace(/\.$/, '');
  const bare = host.replace(/^www\./, '');
  return parse(host).domain === bare ? bare : host;
}
