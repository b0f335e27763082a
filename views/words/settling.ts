import { nextAttemptNumber, presentNumber } from '../../src/orders/decide/attempts.ts';
import { isSought, type Sought } from '../../src/orders/decide/looks.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { type Order, termsOf } from '../../src/orders/order.ts';
import { atVendor } from '../../src/orders/standing/at-vendor.ts';
import { orderedTwice } from '../card/ordered-twice.ts';
import { effectOfOrder, FREE_WORDS } from './effect.ts';
import { attemptsBeside } from './order-text.ts';
import { notFoundText, unconfirmedText } from './states/not-found.ts';
import { QUESTION, statusOf } from './states/status.ts';
import { inline, localTime } from './text.ts';

/** `Order 7f3k2q now stands at: 🟢 Placed.` */
function standsAt(order: Order): string {
  const { emoji, words } = statusOf(order);
  return `Order \`${order.facts.reference}\` now stands at: ${emoji} ${words}.`;
}

/** `, number rec9`; empty while it is not known. */
function numberText(order: Order): string {
  const { vendorOrderId } = atVendor(order);
  return vendorOrderId === null ? '' : `, number ${inline(vendorOrderId)}`;
}

/** The warning that an order stands at the vendor twice, as sentences to go on with; empty without one. */
function twiceText(order: Order): string {
  const twice = orderedTwice(order);
  return twice ? ` ⚠️ *${twice.title}.* ${twice.text}` : '';
}

/** That a look found what it was for. */
function foundText(order: Order): string {
  const effect = effectOfOrder(order);
  if (effect === 'spend') return `Found at ScaledMail${numberText(order)}.`;
  return `ScaledMail’s list ${FREE_WORDS[effect].tells}.`;
}

function inVainText(order: Sought): string {
  const effect = effectOfOrder(order);
  return effect === 'spend' ? notFoundText(order.unread) : unconfirmedText(order.unread, effect);
}

/** What a look at the vendor came to: the order as it stands after it. */
export function lookedText(order: Order, now: Date): string {
  if (!isSought(order)) return `${foundText(order)} ${standsAt(order)}${twiceText(order)}`;
  const looked = `Looked just now (${localTime(now)}) for order \`${order.facts.reference}\`.`;
  if (questionOf(order)) return `${looked} ScaledMail has an order that may be this one: its card asks _${QUESTION}_`;
  return `${looked} ${inVainText(order)} This app keeps looking.${twiceText(order)}`;
}

/** What came of naming a vendor order that is this order's, or may be. */
export function namedText(order: Order, vendorOrderId: string): string {
  const named = `\`${inline(vendorOrderId, 60)}\``;
  if (questionOf(order)?.vendorOrderId === vendorOrderId) {
    return `This app cannot open ScaledMail’s order ${named}. The card of order \`${order.facts.reference}\` asks now: _${QUESTION}_`;
  }
  const earlier = attemptsBeside(order).find((attempt) => attempt.vendorOrderId === vendorOrderId);
  if (!earlier) return `Found at ScaledMail${numberText(order)}. ${standsAt(order)}${twiceText(order)}`;
  return `Noted: ScaledMail’s order ${named} is attempt ${earlier.number} of order \`${order.facts.reference}\`.${twiceText(order)}`;
}

/** What came of saying that an order is not at the vendor; `fingerprint` is the one that the person saw. */
export function declaredText(order: Order, fingerprint: string): string {
  const effect = effectOfOrder(order);
  if (effect !== 'spend') return declaredUnchangedText(order, FREE_WORDS[effect].after);
  switch (order.state) {
    case 'awaiting_approval':
      return `Noted. Order \`${order.facts.reference}\` waits for a new approval, as attempt ${nextAttemptNumber(order)}. Nothing is sent before that, and this app keeps looking for the first one.`;
    case 'refused':
      return `Noted. Order \`${order.facts.reference}\` is given up, and its domain names are free again. Should it turn up after all, you will hear.`;
    default:
      return termsOf(order).fingerprint === fingerprint
        ? `This app looked once more before believing it, and it is there. ${standsAt(order)}`
        : `Noted, and nothing is sent again: attempt ${presentNumber(order)} of this order stands at ScaledMail${numberText(order)}. ${standsAt(order)}`;
  }
}

function declaredUnchangedText(order: Order, after: string): string {
  const name = `Order \`${order.facts.reference}\``;
  switch (order.state) {
    case 'awaiting_approval':
      return `Noted. ${name} waits for a new approval, as attempt ${nextAttemptNumber(order)}. Nothing is sent before that, and this app keeps looking.`;
    case 'approved':
      return `Noted. ${name} is sent once more.`;
    case 'refused':
      return `Noted. ${name} is given up. Should it ${after} after all, you will hear.`;
    default:
      return `This app looked once more before believing it. ${foundText(order)} ${standsAt(order)}`;
  }
}

/** What came of saying that the vendor order which was asked about is another one. */
export function ruledOutText(order: Order): string {
  const next = order.state === 'approved' ? 'goes on by itself' : 'is looked for again';
  return `Noted, and not asked about again. Order \`${order.facts.reference}\` ${next}.`;
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
