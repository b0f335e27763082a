import type { Act } from '../../src/acts/act.ts';

/** What the vendor shows once an act is applied, of each name that it changes; nothing for acts that change none. */
export function wantedIn(act: Act): { readonly before: string; readonly name: string; readonly redirect?: string }[] {
  if (act.kind === 'swap_domain') return [{ before: act.from, name: act.to }];
  if (act.kind !== 'change_redirect') return [];
  return act.changes.map(({ domain, to }) => ({ before: domain, name: domain, redirect: to }));
}
