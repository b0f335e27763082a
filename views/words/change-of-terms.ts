import { namesOf, workspaceOf } from '../../src/acts/act.ts';
import { chargedCents, type Worth } from '../../src/acts/worth.ts';
import { nextAttemptNumber } from '../../src/orders/decide/attempts.ts';
import {
  type Change,
  type ChangeReason,
  newestTerms,
  type Order,
  otherAttemptsLookedFor,
} from '../../src/orders/order.ts';
import type { Terms } from '../../src/orders/terms.ts';
import { formatCents } from '../../src/values/money.ts';
import { effectOfOrder, FREE_WORDS } from './effect.ts';
import { amountText, spendText } from './price-text.ts';
import { inline, listed, localTime, type Naming, nameText } from './text.ts';

/** Why the first approval does not count any more. */
const REASONS: Readonly<Record<Exclude<ChangeReason, 'declared_absent'>, string>> = {
  price_rose: 'The price rose before the order was placed',
  policy_changed: 'The rules for approvals changed before it was sent',
  approver_not_entitled: 'Somebody who had approved cannot decide any more',
  workspace_renamed: 'ScaledMail’s workspace was renamed before it was sent',
  target_changed: 'What it ends changed at ScaledMail before it was sent',
  approval_too_old: 'The approval is older than seven days, and counts no longer',
};

/** What changed since an approval, with the old and the new price, and that it has to be approved again. */
export function changeText(order: Order, { reason, before: number, at }: Change, named: Naming): string {
  const now = newestTerms(order);
  const before = order.terms.find((terms) => terms.number === number) ?? now;
  const price = `${priceText(before.worth, now.worth)}${targetChangeText(before, now)}`;
  if (reason === 'declared_absent') return `${sentAgainText(order, at, named)}${price} It needs a new approval.`;
  const name = reason === 'workspace_renamed' ? renamedText(workspaceOf(before.act), workspaceOf(now.act)) : '';
  return `⚠️ *${REASONS[reason]}* (${localTime(at)}).${name}${price} It needs a new approval; nothing is sent before.`;
}

/** The old and the new price, after a space; empty for what charges nothing. */
function priceText(before: Worth, now: Worth): string {
  if (before.effect !== 'spend' || now.effect !== 'spend') return '';
  const [old, present] = [spendText(before), spendText(now)];
  if (old === present) return ` The price is still ${present}.`;
  return ` ~${old}~ → *${present}* (${signed(chargedCents(now) - chargedCents(before))}).`;
}

/** What is another in what an act ends: its amount, and its names. Empty for other acts. */
function targetChangeText(before: Pick<Terms, 'act' | 'worth'>, now: Pick<Terms, 'act' | 'worth'>): string {
  if (now.worth.effect !== 'cancel') return '';
  const [old, present] = [amountText(before.worth) ?? 'no amount', amountText(now.worth) ?? 'no amount'];
  const amount = old === present ? '' : ` ~${old}~ → *${present}*.`;
  return `${amount}${namesText('Now also', namesOf(now.act), namesOf(before.act))}${namesText('No more', namesOf(before.act), namesOf(now.act))}`;
}

/** More names than this are counted. */
const MAX_NAMED = 5;

function namesText(what: string, these: readonly string[], without: readonly string[]): string {
  const names = these.filter((name) => !without.includes(name)).map((name) => inline(name, 253));
  if (names.length === 0) return '';
  const rest = names.length - MAX_NAMED;
  return ` ${what}: ${listed(rest > 0 ? [...names.slice(0, MAX_NAMED), `${rest} more`] : names)}.`;
}

const renamedText = (before: { readonly name: string }, now: { readonly name: string }): string =>
  ` It is *${nameText(now.name)}* now, and was ${nameText(before.name)}.`;

/** That this is another attempt, and on whose word the one before counts as not there. */
function sentAgainText(order: Order, at: Date, named: Naming): string {
  const effect = effectOfOrder(order);
  const attempt = nextAttemptNumber(order);
  const [lost] = otherAttemptsLookedFor(order);
  if (!lost) return `⚠️ *Attempt ${attempt}.*`;
  const who = lost.givenUpBy === undefined ? 'ScaledMail' : named(lost.givenUpBy);
  const word = `${who} says that it is not there (${localTime(lost.givenUpAt ?? at)})`;
  if (effect !== 'spend') {
    const { unchanged, after } = FREE_WORDS[effect];
    const seen = `${who} says that ${unchanged} (${localTime(lost.givenUpAt ?? at)})`;
    return `⚠️ *Attempt ${attempt}: approving sends it again.* Attempt ${lost.number} got no clear answer from ScaledMail, and ${seen}. Should it ${after} before, nothing is sent.`;
  }
  const tag = lost.tag === null ? '' : `, tag \`${inline(lost.tag)}\`,`;
  return `⚠️ *Attempt ${attempt}: approving sends the order again.* Attempt ${lost.number}${tag} got no clear answer from ScaledMail, and ${word}. Should it turn up before, nothing is sent.`;
}

const signed = (cents: number): string => `${cents < 0 ? '−' : '+'}${formatCents(Math.abs(cents))}`;
