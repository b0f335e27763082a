import type { Terms, TermsChange, TermsChangeReason } from '../../src/orders/order.ts';
import { formatCents } from '../../src/values/money.ts';
import { monthly } from './price-text.ts';
import { inline, localTime, mention } from './text.ts';

/** Why the first approval does not count any more. */
const REASONS: Readonly<Record<Exclude<TermsChangeReason, 'declared_absent'>, string>> = {
  price_rose: 'The price rose before the order was placed',
  policy_changed: 'The rules for approvals changed before the order was placed',
  approver_not_entitled: 'Somebody who had approved may not decide any more',
  workspace_renamed: 'ScaledMail’s workspace was renamed before the order was placed',
  approval_too_old: 'The approval is older than seven days, and counts no longer',
};

/** What changed since an approval, with the old and the new price, and that it has to be approved again. */
export function changeText(change: TermsChange, now: Terms): string {
  const before = change.before.quote.totalCents;
  const after = now.quote.totalCents;
  const price =
    before === after
      ? `The price is still ${monthly(after)}.`
      : `~${monthly(before)}~ → *${monthly(after)}* (${signed(after - before)}).`;
  if (change.reason === 'declared_absent') return `${sentAgainText(now)} ${price} It needs a new approval.`;
  if (change.reason === 'workspace_renamed') {
    const name = `It is *${inline(now.workspaceName ?? '')}* now`;
    const was = change.before.workspaceName === undefined ? '' : `, and was ${inline(change.before.workspaceName)}`;
    return `⚠️ *${REASONS.workspace_renamed}* (${localTime(change.at)}). ${name}${was}. ${price} It needs a new approval; nothing is sent before.`;
  }
  return `⚠️ *${REASONS[change.reason]}* (${localTime(change.at)}). ${price} It needs a new approval; nothing is sent before.`;
}

/** That this is another attempt, and on whose word the one before counts as not there. */
function sentAgainText({ attempt, lostAttempts = [] }: Terms): string {
  const lost = lostAttempts.at(-1);
  if (!lost) return `⚠️ *Attempt ${attempt}.*`;
  const who = lost.declaredAbsentBy === undefined ? 'ScaledMail' : mention(lost.declaredAbsentBy);
  const word = `${who} says that it is not there (${localTime(lost.declaredAbsentAt)})`;
  return `⚠️ *Attempt ${attempt}: approving sends the order again.* Attempt ${lost.attempt.number}, tag \`${inline(lost.attempt.tag)}\`, got no clear answer from ScaledMail, and ${word}. Should it turn up before, nothing is sent.`;
}

const signed = (cents: number): string => `${cents < 0 ? '−' : '+'}${formatCents(Math.abs(cents))}`;
