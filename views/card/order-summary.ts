import type { KnownBlock } from '@slack/types';
import { type CustomOrder, type DomainSource, domainNames } from '../../src/acts/custom_order/custom-order.ts';
import { DOMAINS_ON_CARD } from '../../src/orders/decide/messages.ts';
import { shortFingerprint } from '../../src/orders/fingerprint.ts';
import type { Order } from '../../src/orders/order.ts';
import { fields, section } from '../blocks.ts';
import { whoMayDecide } from '../words/people.ts';
import { monthly, quoteText } from '../words/price-text.ts';
import { statusOf } from '../words/status.ts';
import { inline, mention } from '../words/text.ts';

/** Where the domains come from, in words. */
export const SOURCE_WORDS: Readonly<Record<DomainSource, string>> = {
  scaledmail: 'Bought through ScaledMail',
  other: 'Held elsewhere',
};

/** Notification text of an order: status, amount, label, reference. */
export function summaryText(order: Order): string {
  const { reference, purchase, requestedBy } = order.facts;
  const { emoji, words } = statusOf(order);
  const amount = monthly(order.terms.quote.totalCents);
  return `${emoji} ${words}: order ${reference} for ${inline(purchase.label)}, ${amount}, requested by ${mention(requestedBy)}`;
}

/** Workspace, source, and the accounts that the vendor will be given, in two columns. */
export function factFields(order: Order): KnownBlock {
  const { purchase } = order.facts;
  return fields([
    ['Workspace', inline(order.terms.workspaceName ?? purchase.workspace.name)],
    ['Domains', sourceText(purchase)],
    ...accountFields(purchase),
  ]);
}

/** `Held elsewhere, at Namecheap`. */
export function sourceText({ source, hosting }: CustomOrder): string {
  return hosting ? `${SOURCE_WORDS[source]}, at ${inline(hosting.provider)}` : SOURCE_WORDS[source];
}

/** Sending tool and coupon, when there are any. Logins are never shown. */
export function accountFields({ sequencer, coupon }: CustomOrder): [string, string][] {
  const pairs: [string, string][] = [];
  if (sequencer) pairs.push(['Sending tool', inline(sequencer.provider)]);
  if (coupon !== undefined) pairs.push(['Coupon', inline(coupon)]);
  return pairs;
}

/** Prices per provider, and the total. */
export const priceSection = (order: Order): KnownBlock => section(quoteText(order.terms.quote));

/** The first domains; where the others are, when there are more. */
export function domainsSection(order: Order): KnownBlock {
  const names = domainNames(order.facts.purchase);
  const shown = names.slice(0, DOMAINS_ON_CARD).map((name) => inline(name, 253));
  const rest = names.length - shown.length;
  const more = rest > 0 ? `\n_and ${rest} more; the whole list is in the thread_` : '';
  return section(`*${names.length === 1 ? 'Domain' : `${names.length} domains`}*\n${shown.join(', ')}${more}`);
}

/** `Order 7f3k2q · fingerprint 1a2b3c4d`. */
export function identityText(order: Order): string {
  return `Order \`${order.facts.reference}\` · fingerprint \`${shortFingerprint(order.terms.fingerprint)}\``;
}

/** `May decide: …`. */
export function decidersText(order: Order): string {
  return `May decide: ${whoMayDecide(order.terms.policy, order.facts.requestedBy)}`;
}
