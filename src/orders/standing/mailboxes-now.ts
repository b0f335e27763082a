import { mailboxesOf } from '../../acts/act.ts';
import type { CustomOrder, Naming, OrderedDomain } from '../../acts/custom_order/custom-order.ts';
import { actOf, type Order } from '../order.ts';
import type { DomainChanged } from '../progress.ts';

/** The mailboxes of an order as they are now: as asked for, with the names, redirects and senders that its domains have since. */
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
  const { name = domain.name, redirect = asked ?? '', sender } = change;
  const naming = sender ? namingWith(domain.naming, sender) : domain.naming;
  return { ...rest, name, naming, ...(redirect === '' ? {} : { redirect }) };
}

/** How mailboxes are named that have another sender: ready-made addresses stay, or the vendor made them anew from the name. */
export function namingWith(naming: Naming, sender: NonNullable<DomainChanged['sender']>): Naming {
  const { firstName, lastName, keepsAddresses } = sender;
  if (naming.form === 'names' || !keepsAddresses) return { form: 'names', firstName, lastName };
  return { ...naming, aliases: naming.aliases.map((alias) => ({ ...alias, firstName, lastName })) };
}

/** The name that a domain was ordered under, by the one that it has now; null when the order has no such domain. */
export function orderedName(order: Order, name: string): string | null {
  const asked = mailboxesOf(actOf(order))?.lines.flatMap(({ domains }) => domains) ?? [];
  const now = mailboxesNow(order)?.lines.flatMap(({ domains }) => domains) ?? [];
  const index = now.findIndex((domain) => domain.name === name);
  return asked[index]?.name ?? null;
}
