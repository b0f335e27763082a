import { type DomainRecord, domainsOf, type OrderRecord, type VendorData } from './data.ts';

/**
 * The two words that `/domains` and `/mailboxes` are known to use.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export type SetUpStatus = 'In Progress' | 'Active';

/** Whether a domain is ready at `now`. Source: docs/vendor/notes.md, "Life of an order and status words". */
export function domainStatus(domain: DomainRecord, now: Date): SetUpStatus {
  return domain.readyAt !== null && now.getTime() >= Date.parse(domain.readyAt) ? 'Active' : 'In Progress';
}

/** Status of the mailbox at `index`: they are made one after the other while the domain is set up. */
export function mailboxStatus(domain: DomainRecord, index: number, now: Date): SetUpStatus {
  if (domain.readyAt === null) return 'In Progress';
  const startMs = Date.parse(domain.startsAt);
  const spanMs = Date.parse(domain.readyAt) - startMs;
  const readyMs = startMs + (spanMs * (index + 1)) / domain.mailboxes.length;
  return now.getTime() >= readyMs ? 'Active' : 'In Progress';
}

/** When the domain at `index` of `count` is set up: each takes an equal part of `setUpMs`, the last ones may be stuck. */
export function setUpTimes(
  index: number,
  count: number,
  start: Date,
  settings: { readonly setUpMs: number; readonly stuckDomains: number },
): { startsAt: string; readyAt: string | null } {
  const partMs = settings.setUpMs / count;
  const at = (parts: number) => new Date(start.getTime() + Math.round(partMs * parts)).toISOString();
  const isStuck = index >= count - settings.stuckDomains;
  return { startsAt: at(index), readyAt: isStuck ? null : at(index + 1) };
}

function settleDomain(data: VendorData, order: OrderRecord, domain: DomainRecord, now: Date): void {
  const isDue = (change: { appliesAt: string } | null) =>
    change !== null && now.getTime() >= Date.parse(change.appliesAt);
  if (domain.pendingRedirect !== null && isDue(domain.pendingRedirect)) {
    domain.redirect = domain.pendingRedirect.target;
    domain.pendingRedirect = null;
  }
  if (domain.pendingName !== null && isDue(domain.pendingName)) {
    const { name } = domain.pendingName;
    for (const row of data.registrations) {
      if (row.domainId === domain.id) row.domainId = null;
      if (row.workspaceId === order.workspaceId && row.name === name) row.domainId = domain.id;
    }
    domain.name = name;
    domain.pendingName = null;
  }
  settleSender(domain, isDue);
}

/** Mailboxes that are made anew are gone first, for a while. */
function settleSender(domain: DomainRecord, isDue: (change: { readonly appliesAt: string } | null) => boolean): void {
  const { pendingSender: pending } = domain;
  if (pending === null) return;
  if (pending.deletesAt !== null && isDue({ appliesAt: pending.deletesAt })) domain.mailboxes = [];
  if (!isDue(pending)) return;
  domain.mailboxes = pending.mailboxes;
  domain.pendingSender = null;
}

/** Carries out the changes of names, senders and redirects that the vendor's staff have reached by `now`. */
export function settleChanges(data: VendorData, now: Date): void {
  for (const order of data.orders) for (const domain of domainsOf(order)) settleDomain(data, order, domain, now);
}
