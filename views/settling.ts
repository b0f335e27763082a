import type { Order } from '../src/orders/order.ts';
import { statusOf } from './status.ts';
import { inline, localTime } from './text.ts';

/** What a look at the vendor came to: the order as it stands after it. */
export function lookedText(order: Order, now: Date): string {
  if (order.state === 'outcome_unknown') {
    return `We looked just now (${localTime(now)}): order \`${order.facts.reference}\` is not in ScaledMail’s list. We keep looking.`;
  }
  const { emoji, words } = statusOf(order);
  const number =
    'vendorOrderId' in order && order.vendorOrderId !== null ? `, number ${inline(order.vendorOrderId)}` : '';
  return `Found at ScaledMail${number}. Order \`${order.facts.reference}\` now stands at: ${emoji} ${words}.`;
}

/** What came of saying that an order is not at the vendor. */
export function declaredText(order: Order): string {
  switch (order.state) {
    case 'awaiting_approval':
      return `Noted. Order \`${order.facts.reference}\` waits for a new approval, as attempt ${order.terms.attempt}. Nothing is sent before that, and we keep looking for the first one.`;
    case 'refused':
      return `Noted. Order \`${order.facts.reference}\` is given up, and its domain names are free again. Should it turn up after all, you will hear.`;
    default:
      return `We looked once more before believing it, and it is there: order \`${order.facts.reference}\` now stands at: ${statusOf(order).emoji} ${statusOf(order).words}.`;
  }
}

/** Why the vendor order that somebody named is not the one. */
export function notOursText(
  verdict:
    | { readonly refusal: 'no_such_vendor_order' }
    | { readonly refusal: 'other_order'; readonly tag: string | null },
  typed: string,
): string {
  const named = `\`${inline(typed, 60)}\``;
  if (verdict.refusal === 'no_such_vendor_order') return `ScaledMail knows no order ${named} in this workspace.`;
  const why = verdict.tag === null ? 'its domains are not these' : `it has the tag \`${inline(verdict.tag)}\``;
  return `ScaledMail has an order ${named}, but it is another one: ${why}.`;
}
