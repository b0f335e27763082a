import { circlesOf, redirectProblem } from '../custom_order/rules/redirects.ts';
import type { RedirectChange } from './change-redirect.ts';
import { isSameRedirect } from './same-redirect.ts';

/** What is wrong with a change of redirects, as sentences by field. */
export interface RedirectProblems {
  readonly redirect?: string;
  /** About domains that were ticked beside the first. */
  readonly also?: string;
}

/**
 * Why domains cannot lead to what was typed: it is no address, it leads back to them, or they have it already. The first change
 * is of the domain that was chosen, the others were ticked. Pure.
 */
export function redirectProblems(changes: readonly RedirectChange[]): RedirectProblems {
  const [first, ...others] = changes;
  if (!first) return {};
  const malformed = first.to === '' ? null : redirectProblem(first.to);
  if (malformed)
    return { redirect: `This is not a web address, such as https://acme.com. Empty takes the redirect away.` };
  const circling = [...circlesOf(changes.map(({ domain: name, to: redirect }) => ({ name, redirect }))).keys()];
  if (circling.length > 0) return { redirect: `It leads back to ${circling.join(', ')}, so nobody would ever arrive.` };
  const has = ({ from, to }: RedirectChange) => isSameRedirect(from, to);
  const also = others.filter(has).map(({ domain }) => domain);
  return {
    ...(has(first) ? { redirect: already(first) } : {}),
    ...(also.length > 0 ? { also: alsoAlready(also, first.to) } : {}),
  };
}

const already = ({ domain, to }: RedirectChange): string =>
  to === ''
    ? `${domain} has no redirect, so there is nothing to take away. Type where it is to lead.`
    : `${domain} leads there already. Type another address, or leave it empty to take the redirect away.`;

function alsoAlready(names: readonly string[], to: string): string {
  const has = names.length === 1 ? 'has' : 'have';
  const what = to === '' ? 'no redirect' : 'that redirect already';
  return `${names.join(', ')} ${has} ${what}: please leave ${names.length === 1 ? 'it' : 'them'} out.`;
}
