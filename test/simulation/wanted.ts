import type { Act } from '../../src/acts/act.ts';

/** What the vendor shows of a name once an act is applied. */
export interface Wanted {
  readonly before: string;
  readonly name: string;
  readonly redirect?: string;
  /** How far its sender becomes which other one, such as `name_only Zoë Neil`. */
  readonly sender?: string;
  /** Addresses of before, where they are to become others. */
  readonly not?: readonly string[];
}

/** What the vendor shows once an act is applied, of each name that it changes; nothing for acts that change none. */
export function wantedIn(act: Act): Wanted[] {
  if (act.kind === 'swap_domain') return [{ before: act.from, name: act.to }];
  if (act.kind === 'change_sender') {
    const { mode, to } = act;
    const sender = `${mode} ${to.firstName} ${to.lastName}`;
    return act.changes.map(({ domain, addresses }) => ({
      before: domain,
      name: domain,
      sender,
      ...(mode === 'name_and_alias' && { not: addresses }),
    }));
  }
  if (act.kind !== 'change_redirect') return [];
  return act.changes.map(({ domain, to }) => ({ before: domain, name: domain, redirect: to }));
}
