import { ownsName } from '../../acts/claim.ts';
import type { OrderedDomain } from '../../acts/custom_order/custom-order.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import type { OrderEvent } from '../event.ts';
import type { Order } from '../order.ts';
import type { DomainChanged } from '../progress.ts';
import { mailboxesNow, namingWith, orderedName } from '../standing/mailboxes-now.ts';
import { accept, type Decision, effectAt, refuse } from './decision.ts';

type Changed = Extract<OrderEvent, { type: 'domains_changed' }>;

/**
 * Another order of ours changed domains of this one at the vendor: from now on it has them under their new names, which it
 * owns, and with their new redirects and senders. What is so already is no news.
 */
export function decideDomainsChanged(order: Order, event: Changed, now: Date): Decision {
  if (order.state !== 'placed' && order.state !== 'active') return refuse('does_not_apply');
  const before = mailboxesNow(order)?.lines.flatMap(({ domains }) => domains) ?? [];
  const news = event.changes.filter((change) => {
    const known = before.find((each) => each.name === change.domain);
    return known && isNews(known, change);
  });
  if (news.length === 0) return refuse('does_not_apply');
  const changed = news.reduce<readonly DomainChanged[]>(
    (all, each) => withChange(order, all, each),
    order.changed ?? [],
  );
  const renamed = new Map(news.flatMap(({ domain, name }) => (name === undefined ? [] : [[domain, name] as const])));
  const claims = order.claims.map((claim) => {
    const name = claim.mode === 'owns' ? renamed.get(claim.key.replace(/^name:/, '')) : undefined;
    return name === undefined ? claim : ownsName(name);
  });
  return accept(
    { ...order, changed: [...changed], claims },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
  );
}

const isNews = (known: OrderedDomain, { name, redirect, sender }: Changed['changes'][number]): boolean =>
  (name ?? known.name) !== known.name ||
  (redirect ?? known.redirect ?? '') !== (known.redirect ?? '') ||
  (sender !== undefined && canonicalJson(namingWith(known.naming, sender)) !== canonicalJson(known.naming));

/** Changes are kept by the name that the domain was ordered under, one a domain. */
function withChange(
  order: Order,
  all: readonly DomainChanged[],
  { domain, ...to }: Changed['changes'][number],
): readonly DomainChanged[] {
  const ordered = orderedName(order, domain) ?? domain;
  const earlier = all.find((each) => each.domain === ordered);
  // Addresses that were made anew once are not those of the order any more, whatever changes later.
  const keepsAddresses = to.sender?.keepsAddresses === true && earlier?.sender?.keepsAddresses !== false;
  const sender = to.sender ? { sender: { ...to.sender, keepsAddresses } } : {};
  return [...all.filter((each) => each !== earlier), { ...earlier, domain: ordered, ...to, ...sender }];
}
