import type { Cents } from '../../values/money.ts';
import { type Attempt, lacksNumber } from '../attempt.ts';
import { attemptOf, hasAttempt, type Order, type OrderIn } from '../order.ts';

/** The order's number at the vendor, and what the vendor says that it costs a month; each null while not known. */
export function atVendor(order: Order): {
  readonly vendorOrderId: string | null;
  readonly vendorAmountCents: Cents | null;
} {
  if (!hasAttempt(order)) return { vendorOrderId: null, vendorAmountCents: null };
  const { vendorOrderId, vendorAmountCents } = attemptOf(order);
  return { vendorOrderId, vendorAmountCents };
}

/** An order that runs at the vendor, paid or not. */
export type OrderAtVendor = OrderIn<'placed' | 'active' | 'payment_pending'>;

/** Whether the order runs at the vendor, paid or not. */
export function runsAtVendor(order: Order): order is OrderAtVendor {
  return order.state === 'placed' || order.state === 'active' || order.state === 'payment_pending';
}

/** Whether the vendor has the order, and its number there is not known yet. */
export function lacksVendorId(order: Order): order is OrderAtVendor {
  return runsAtVendor(order) && attemptOf(order).vendorOrderId === null;
}

/** Attempts beside the one that the order stands by that are without a number, newest first. */
export function otherAttemptsLookedFor(order: Order): readonly Attempt[] {
  const present = hasAttempt(order) ? order.attempt : null;
  return order.attempts.filter((each) => each.number !== present && lacksNumber(each)).toReversed();
}

/**
 * Calls whose order may stand at the vendor though its number is not known, newest first: each of them, in every state. What
 * became of one says nothing about another.
 */
export function attemptsLookedFor(order: Order): readonly Attempt[] {
  const others = otherAttemptsLookedFor(order);
  switch (order.state) {
    case 'placing':
    case 'outcome_unknown':
    case 'refused':
    case 'placed':
    case 'active':
    case 'payment_pending': {
      const present = attemptOf(order);
      return lacksNumber(present) ? [present, ...others] : others;
    }
    case 'cancelled':
    case 'awaiting_approval':
    case 'approved':
    case 'declined':
    case 'withdrawn':
    case 'expired':
      return others;
  }
}

/** Numbers at the vendor that are known to be the order's, its other attempts' too. */
export const vendorOrderIdsOf = ({ attempts }: Pick<Order, 'attempts'>): readonly string[] =>
  attempts.flatMap(({ vendorOrderId }) => (vendorOrderId === null ? [] : [vendorOrderId]));

/**
 * Whether the order stands at the vendor by its number, and a person had said of another vendor order there that it is
 * another one: should they have been mistaken, people have to hear.
 */
export function doubtsRuledOut(order: Order): order is OrderAtVendor {
  const known = vendorOrderIdsOf(order);
  const isNumbered = runsAtVendor(order) && attemptOf(order).vendorOrderId !== null;
  return isNumbered && order.ruledOut.some((id) => !known.includes(id));
}

/** Whether anything of the order is looked for at the vendor. */
export const isLookedFor = (order: Order): boolean => attemptsLookedFor(order).length > 0 || doubtsRuledOut(order);
