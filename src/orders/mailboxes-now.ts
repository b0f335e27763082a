import { mailboxesOf } from '../acts/act.ts';
import type { CustomOrder, OrderedDomain } from '../acts/custom_order/custom-order.ts';
import { actOf, type DomainChanged, type Order } from './order.ts';

/** The mailboxes of an order as they are now: as asked for, with the names and redirects that its domains have since. */
export function mailboxesNow(order: Order): CustomOrder | null {
  const asked = mailboxesOf(actOf(order));
  if (!asked || !order.changed) return asked;
  const changes = new Map(order.changed.map((change) => [change.domain, change]));
  const now = (domain: OrderedDomain): OrderedDomain => withChange(domain, changes.get(domain.name));
  return { ...asked, lines: asked.lines.map((line) => ({ ...line, domains: line.domains.map(now) })) };
}

function withChange(domain: OrderedDomain, change: DomainChanged | undefined): OrderedDomain {
  if (!change) return domain;
  const { redirect: asked, ...rest } = domain;
  const { name = domain.name, redirect = asked ?? '' } = change;
  return { ...rest, name, ...(redirect === '' ? {} : { redirect }) };
}

/** The name that a domain was ordered under, by the one that it has now; null when the order has no such domain. */
export function orderedName(order: Order, name: string): string | null {
  const asked = mailboxesOf(actOf(order))?.lines.flatMap(({ domains }) => domains) ?? [];
  const now = mailboxesNow(order)?.lines.flatMap(({ domains }) => domains) ?? [];
  const index = now.findIndex((domain) => domain.name === name);
  return asked[index]?.name ?? null;
}
