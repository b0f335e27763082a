import { formatCents } from '../src/orders/money.ts';
import type { Terms, TermsChange, TermsChangeReason } from '../src/orders/order.ts';
import { monthly } from './price-text.ts';
import { localTime } from './text.ts';

/** Why the first approval does not count any more. */
const REASONS: Readonly<Record<TermsChangeReason, string>> = {
  price_rose: 'The price rose before the order was placed',
  policy_changed: 'The rules for approvals changed before the order was placed',
  approver_not_entitled: 'Somebody who had approved may not decide any more',
};

/** What changed since an approval, with the old and the new price, and that it has to be approved again. */
export function changeText(change: TermsChange, now: Terms): string {
  const before = change.before.quote.totalCents;
  const after = now.quote.totalCents;
  const price =
    before === after
      ? `The price is still ${monthly(after)}.`
      : `~${monthly(before)}~ → *${monthly(after)}* (${signed(after - before)}).`;
  return `⚠️ *${REASONS[change.reason]}* (${localTime(change.at)}). ${price} Nothing was ordered; it needs a new approval.`;
}

const signed = (cents: number): string => `${cents < 0 ? '−' : '+'}${formatCents(Math.abs(cents))}`;
