import type { KnownBlock, SectionBlock } from '@slack/types';
import { namesOf } from '../../src/acts/act.ts';
import { DOMAINS_ON_CARD } from '../../src/orders/decide/messages.ts';
import { shortFingerprint } from '../../src/orders/fingerprint.ts';
import { actOf, type Order, termsOf } from '../../src/orders/order.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import { factsOf } from '../acts/act-views.ts';
import { fields, plainSection, section } from '../blocks.ts';
import { followsText, titleText } from '../words/order-text.ts';
import { whoMayDecide } from '../words/people.ts';
import { worthText } from '../words/price-text.ts';
import { statusOf } from '../words/status.ts';
import { escapeText, inline, mention } from '../words/text.ts';

/** Notification text of an order: status, title, reference, who asked. */
export function summaryText(order: Order): string {
  const { reference, requestedBy } = order.facts;
  const { emoji, words } = statusOf(order);
  return `${emoji} ${words}: ${escapeText(titleText(order))}, order ${reference}, requested by ${mention(requestedBy)}`;
}

/** The title of an order, as a paragraph: nothing in it is marked up. */
export const titleSection = (order: Order): SectionBlock => plainSection(titleText(order));

/** What the order is made of, in two columns. */
export const factFields = (order: Order): KnownBlock => fields(factsOf(actOf(order)));

/** Prices per provider, and the total. */
export const priceSection = (order: Order): KnownBlock => section(worthText(termsOf(order).worth));

/** The first domains; where the others are, when there are more. Nothing for an act without names. */
export function domainsBlocks(order: Order): KnownBlock[] {
  const names = namesOf(actOf(order));
  if (names.length === 0) return [];
  const shown = names.slice(0, DOMAINS_ON_CARD).map((name) => inline(name, 253));
  const rest = names.length - shown.length;
  const more = rest > 0 ? `\n_and ${rest} more; the whole list is in the thread_` : '';
  return [section(`*${names.length === 1 ? 'Domain' : `${names.length} domains`}*\n${shown.join(', ')}${more}`)];
}

/** `Order 7f3k2q · fingerprint 1a2b3c4d`, and the order that it follows. */
export function identityText(order: Order): string {
  const { reference, follows } = order.facts;
  const before = followsText(follows);
  const parts = [
    `Order \`${reference}\``,
    ...(before === null ? [] : [before]),
    `fingerprint \`${shortFingerprint(termsOf(order).fingerprint)}\``,
  ];
  return parts.join(' · ');
}

/** `May decide: …`, by the policy in force. */
export function decidersText(order: Order, policy: ApprovalPolicy): string {
  return `May decide: ${whoMayDecide(policy, order.facts.requestedBy)}`;
}
