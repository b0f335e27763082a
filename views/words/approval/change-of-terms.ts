import { type Act, namesBoughtBy, namesOf, workspaceOf, worthAfter } from '../../../src/acts/act.ts';
import { chargedCents, type Worth } from '../../../src/acts/worth.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import { newestTerms, type Order } from '../../../src/orders/order.ts';
import type { Change, ChangeReason } from '../../../src/orders/reasons.ts';
import { otherAttemptsLookedFor } from '../../../src/orders/standing/at-vendor.ts';
import { stepOf, stepsDone } from '../../../src/orders/standing/steps.ts';
import { formatCents } from '../../../src/values/money.ts';
import { buysFirst, effectOfAct, effectOfNextCall, FREE_WORDS, TARGET_CHANGED } from '../effect.ts';
import { amountText, spendText } from '../price-text.ts';
import { inline, listed, localTime, type Naming, nameText } from '../text.ts';

/** What is another than when the order was approved. */
const REASONS: Readonly<Record<Exclude<ChangeReason, 'declared_absent' | 'target_changed'>, string>> = {
  price_rose: '*New price*',
  policy_changed: '*The rules for approvals changed.*',
  approver_not_entitled: '*Somebody who had approved cannot decide any more.*',
  workspace_renamed: '*ScaledMail’s workspace was renamed.*',
  approval_too_old: '*The approval is older than seven days.*',
  sender_not_entitled: '*Whoever sent it may not do so without approval any more.*',
  step_turned_up: '*A part of it turned up at ScaledMail after all.* Please decide on the rest.',
};

/** What changed since an approval, with the old and the new price, and whose approval does not count any more. */
export function changeText(order: Order, { reason, before: number, at }: Change, named: Naming): string {
  const now = newestTerms(order);
  const before = order.terms.find((terms) => terms.number === number) ?? now;
  const done = stepsDone(order);
  const price = `${priceText(leftOf(before, done), leftOf(now, done))}${targetChangeText(before, now)}`;
  if (reason === 'declared_absent') return `${sentAgainText(order, at, named)}${price}`;
  const name = reason === 'workspace_renamed' ? renamedText(workspaceOf(before.act), workspaceOf(now.act)) : '';
  const why = reason === 'target_changed' ? targetReason(before, now) : REASONS[reason];
  return `${why}${name}${price}${lostText(order, before, named)}${isSentAgain(order) ? `\n${sentAgainText(order, at, named)}` : ''}`;
}

/** Whether what is asked about was sent before, and may still turn up: that is said however often the terms move afterwards. */
const isSentAgain = (order: Order): boolean =>
  triesOf(order).some((each) => otherAttemptsLookedFor(order).includes(each));

/** `Amir Haddad’s approval no longer counts.`, after a space; empty when all of them count, or nobody had approved. */
function lostText(order: Order, before: Pick<Terms, 'fingerprint'>, named: Naming): string {
  if (before.fingerprint === newestTerms(order).fingerprint) return '';
  const lost = order.approvals
    .filter(({ fingerprint }) => fingerprint === before.fingerprint)
    .map(({ by }) => named(by));
  if (lost.length === 0) return '';
  if (lost.length === 1) return ` ${lost[0]}’s approval no longer counts.`;
  return ` The approvals of ${listed(lost)} no longer count.`;
}

/** What terms still charge once the first steps are done and paid. */
const leftOf = ({ act, worth }: Compared, done: number): Worth => worthAfter<Act['kind']>(act, worth, done);

/** The old and the new price, after a space; empty for what charges nothing. */
function priceText(before: Worth, now: Worth): string {
  if (before.effect !== 'spend' || now.effect !== 'spend') return '';
  const [old, present] = [spendText(before), spendText(now)];
  if (old === present) return '';
  return ` ~${old}~ → *${present}* (${signed(chargedCents(now) - chargedCents(before))}).`;
}

type Compared = Pick<Terms, 'act' | 'worth'>;

/** What changed there; of what is bought, some may be sold to others, or only be dearer. */
function targetReason(before: Compared, now: Compared): string {
  const isLess = namesOf(before.act).some((name) => !namesOf(now.act).includes(name));
  const effect = isLess && buysFirst(now.act) ? 'buy' : effectOfAct(now.act);
  if (effect !== 'spend') return `*${TARGET_CHANGED[effect]}.*`;
  return isLess ? '*Sold meanwhile.*' : '*New price*';
}

/** What is another in what an act ends or buys: the amount of what ends, and the names. */
function targetChangeText(before: Compared, now: Compared): string {
  const gone = namesText('No more', namesOf(before.act), namesOf(now.act));
  if (now.worth.effect !== 'cancel') return `${boughtText(before, now)}${gone}`;
  const [old, present] = [amountText(before.worth) ?? 'no amount', amountText(now.worth) ?? 'no amount'];
  const amount = old === present ? '' : ` ~${old}~ → *${present}*.`;
  return `${amount}${namesText('Now also', namesOf(now.act), namesOf(before.act))}${gone}`;
}

/** Names that were to be bought, and that it has without buying them now. */
function boughtText(before: Compared, now: Compared): string {
  const had = namesOf<Act['kind']>(now.act);
  const were = namesBoughtBy<Act['kind']>(before.act).filter((name) => had.includes(name));
  return namesText('Bought meanwhile', were, namesBoughtBy<Act['kind']>(now.act));
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
  const effect = effectOfNextCall(order);
  const tries = triesOf(order);
  const again = `*${tryText(tries.length + 1)}*`;
  const [lost] = otherAttemptsLookedFor(order);
  if (!lost) return `${again}.`;
  const who = lost.givenUpBy === undefined ? 'ScaledMail' : named(lost.givenUpBy);
  const before = `the ${ORDINALS[tries.indexOf(lost) + 1] ?? 'one before'}`;
  const when = localTime(lost.givenUpAt ?? at);
  if (effect === 'spend') {
    return `${again}: ${before} is not at ScaledMail, says ${who} (${when}). If it turns up before, nothing is sent.`;
  }
  const { unchanged, after } = FREE_WORDS[effect];
  return `${again}: ${before} got no clear answer, and ${unchanged}, says ${who} (${when}). Should it ${after} before, nothing is sent.`;
}

/** The calls that were made of the step that is asked about; those of the steps before are done. */
function triesOf(order: Order): readonly Attempt[] {
  const step = stepOf(order);
  return order.attempts.filter((each) => each.step === step && each.known !== 'not_sent');
}

const ORDINALS: Readonly<Record<number, string>> = { 1: 'first', 2: 'second', 3: 'third' };

/** `Second try`, in the words of surfaces that people decide on; the audit counts attempts. */
function tryText(attempt: number): string {
  const ordinal = ORDINALS[attempt];
  return ordinal === undefined ? `Try ${attempt}` : `${ordinal.slice(0, 1).toUpperCase()}${ordinal.slice(1)} try`;
}

const signed = (cents: number): string => `${cents < 0 ? '−' : '+'}${formatCents(Math.abs(cents))}`;
