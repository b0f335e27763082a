import type { KnownBlock, SectionBlock } from '@slack/types';
import { mailboxesOf } from '../../src/acts/act.ts';
import { shortFingerprint } from '../../src/orders/approval/fingerprint.ts';
import { isFreeByRule } from '../../src/orders/approval/free-by-rule.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { actOf, type Order, termsOf } from '../../src/orders/order.ts';
import { factsOf } from '../acts/act-views.ts';
import { fields, plainSection, section } from '../blocks.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { charges, effectOfOrder } from '../words/effect.ts';
import { followsText, titleText } from '../words/order-text.ts';
import { beforeText, worthText } from '../words/price-text.ts';
import { nothingDoneText } from '../words/states/state-parts.ts';
import { statusOf } from '../words/states/status.ts';
import { escapeText, type Naming } from '../words/text.ts';

/** What an order is called in a sentence of a notification: `$121.00 / month for Acme, spring campaign`. Escaped. */
export const inSentence = (order: Order): string =>
  escapeText(titleText(order).replace(' · ', charges(effectOfOrder(order)) ? ' for ' : ', '));

/** Notification text of an order: what it asks for or how it stands, the verb early. */
export function summaryText(order: Order, named: Naming): string {
  const { words } = statusOf(order);
  switch (order.state) {
    case 'awaiting_approval':
      return `${named(order.facts.requestedBy)} asks: ${inSentence(order)}.`;
    case 'declined':
    case 'withdrawn':
      return `${words} by ${named(order.by)}: ${inSentence(order)}. ${nothingDoneText(order, named)}`;
    case 'approved':
      if (isFreeByRule(order) && order.hold === null)
        return `Free by rule: ${named(order.facts.requestedBy)} changes ${inSentence(order).replace(/^Free, /, '')}.`;
      return `${words}: ${inSentence(order)}.`;
    default:
      return `${words}: ${inSentence(order)}.`;
  }
}

/** The title of an order, as a paragraph: nothing in it is marked up. */
export const titleSection = (order: Order): SectionBlock => plainSection(titleText(order));

/** What the order is made of, in two columns. */
export const factFields = (order: Order): KnownBlock => fields(factsOf(actOf(order)));

/** Prices per provider, and the total. */
export const priceSection = (order: Order): KnownBlock =>
  section(worthText(termsOf(order).worth, beforeText(mailboxesOf(actOf(order)) ?? {})));

/** What the grey line of an order ends with: the order that it follows, and its reference. */
export function identityParts(order: Order): string[] {
  const before = followsText(order.facts.follows);
  return [...(before === null ? [] : [before]), `\`${order.facts.reference}\``];
}

/** `Order 7f3k2q`, and the order that it follows. */
export function identityText(order: Order): string {
  const before = followsText(order.facts.follows);
  return [`Order \`${order.facts.reference}\``, ...(before === null ? [] : [before])].join(' · ');
}

/** The name of what people approve; it stands in *Details* and in the audit. */
export const fingerprintText = (order: Order): string =>
  `fingerprint \`${shortFingerprint(termsOf(order).fingerprint)}\``;

/** `Who can decide: …`, by the policy in force. */
export function decidersText(order: Order, policy: ApprovalPolicy): string {
  return `Who can decide: ${whoMayDecide(policy, order.facts.requestedBy)}`;
}
