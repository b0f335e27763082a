import type { Act } from '../../src/acts/act.ts';
import { namesOf, targetOf } from '../../src/acts/act.ts';
import { namesToBuy } from '../../src/acts/buy_domains/buy-domains.ts';
import type { OrderEvent } from '../../src/orders/event.ts';
import { actOf, attemptOf, hasAttempt, type Order, type OrderIn } from '../../src/orders/order.ts';
import { atVendor, isLookedFor, runsAtVendor, vendorOrderIdsOf } from '../../src/orders/standing/at-vendor.ts';
import { hasNextStep, stepsDone } from '../../src/orders/standing/steps.ts';
import { type Audited, type Kept, mayMove } from './audited.ts';
import { addressOf, isListedAsEnded, type ShownName, type SimulatedOrder, shownNames } from './simulated-order.ts';
import { type Wanted, wantedIn } from './wanted.ts';
import type { Call } from './witness.ts';

/** States in which nothing more can be waited for, once the world behaves. */
const MAY_END_IN: readonly Order['state'][] = [
  'declined',
  'withdrawn',
  'expired',
  'refused',
  'outcome_unknown',
  'payment_pending',
  'active',
  'cancelled',
];

/** What our state says of the vendor's books; a kind without its row does not compile. */
const BOOKS = {
  custom_order: purchaseViolations,
  cancel_order: endingViolations,
  change_redirect: changeViolations,
  buy_prewarmed: purchaseViolations,
  buy_domains: buyingViolations,
  fill_form: fillingViolations,
  swap_domain: changeViolations,
  fixed_package: purchaseViolations,
  change_sender: changeViolations,
  create_workspace: workspaceViolations,
  buy_and_order: bothViolations,
} satisfies Record<Act['kind'], (audited: Audited, kept: Kept) => string[]>;

/** Our state is what the vendor's books say. */
export const bookViolations = (audited: Audited, kept: Kept): string[] => BOOKS[actOf(kept.order).kind](audited, kept);

/** What we say is bought is registered, and what a call of ours registered is known, or people were asked about it. */
function buyingViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { state } = order;
  const violations: string[] = [];
  const { registered } = audited.vendor;
  const names = namesOf(actOf(order));
  const areListed = names.every((wanted) =>
    registered.some(({ name, listedFrom }) => name === wanted && listedFrom !== null),
  );
  const calls = audited.witness.callsOf(order.facts.reference);
  const hasBought = calls.some(({ did }) => did);
  const isDearer = calls.some(
    (call) => (call.did?.amountCents ?? 0) > (audited.witness.intentOf(call)?.approvedCents ?? 0),
  );
  if (isDearer && !mayMove(audited)) violations.push('dearer than anybody approved');
  // The vendor said yes and lists a part only, or nobody confirmed the card: people are told.
  const isSoldOut = order.state === 'approved' && order.hold === 'sold_out';
  if (!MAY_END_IN.includes(state) && !isSoldOut && !(state === 'placed' && !areListed))
    violations.push(`still ${state} in the end`);
  if (state === 'cancelled') violations.push('cancelled, though nothing of it runs');
  if (state === 'active' && !areListed) violations.push('bought here, but not at the vendor');
  if (hasBought && areListed && state !== 'active' && !canNotKnow(audited, kept))
    violations.push(`bought at the vendor, but ${state} here`);
  return violations;
}

/**
 * Names first: what a call of ours registered is known, or people were asked about it, and mailboxes are ordered only on names
 * that are had. Then the order, which is judged as every other one.
 */
function bothViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { state } = order;
  const act = actOf(order);
  const names = act.kind === 'buy_and_order' ? namesToBuy(act) : [];
  const areListed = names.every((wanted) =>
    audited.vendor.registered.some(({ name, listedFrom }) => name === wanted && listedFrom !== null),
  );
  const isAtLast = hasAttempt(order) ? !hasNextStep(order) : stepsDone(order) > 0;
  const violations: string[] = [];
  if (isAtLast && !areListed) violations.push('ordered on names that are not had');
  // Of a forgotten last call the purchase before it tells nothing.
  const isLast = ({ operation }: Call) => operation !== 'buyDomains';
  if (isAtLast) return [...violations, ...purchaseViolations(audited, kept, isLast)];
  const hasBought = audited.witness
    .callsOf(order.facts.reference)
    .some(({ did, operation }) => did && operation === 'buyDomains');
  const isSoldOut = state === 'approved' && order.hold === 'sold_out';
  if (!MAY_END_IN.includes(state) && !isSoldOut && !(state === 'placed' && !areListed))
    violations.push(`still ${state} in the end`);
  if (hasBought && areListed && !canNotKnow(audited, kept)) violations.push(`bought at the vendor, but ${state} here`);
  return violations;
}

/**
 * What was to end has ended when we say so, and then we say so. Where the vendor said yes and forgot it, the order waits: its
 * lists may show the end of the month only.
 */
function endingViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { state } = order;
  const violations: string[] = [];
  const target = targetOf(actOf(order));
  const hasEnded = audited.vendor.made.some(({ id, end }) => id === target && end);
  const calls = audited.witness.callsOf(order.facts.reference);
  const isWaiting = state === 'placed' && !hasEnded && calls.some(({ answer }) => answer.type === 'confirmed');
  if (!MAY_END_IN.includes(state) && !isWaiting) violations.push(`still ${state} in the end`);
  if (state === 'payment_pending' || state === 'cancelled') violations.push(`${state}, though it charges nothing`);
  if (state === 'active' && !hasEnded) violations.push('done here, but it runs at the vendor');
  const hasDone = calls.some(({ did }) => did);
  const isUntold = hasDone ? !canNotKnow(audited, kept) : state === 'outcome_unknown';
  if (hasEnded && state !== 'active' && isUntold) violations.push(`ended at the vendor, but ${state} here`);
  return violations;
}

/**
 * What was to change has changed when we say so, and then we say so. Where the vendor said yes and forgot it, where other
 * people changed it since, or where the order has ended there, it is never shown: then the order waits.
 */
function changeViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { state } = order;
  const violations: string[] = [];
  const act = actOf(order);
  const target = audited.vendor.made.find(({ id }) => id === targetOf(act));
  const wanted = wantedIn(act);
  const shown = target && !isListedAsEnded(target, audited.nowMs) ? shownNames(target, audited.nowMs) : [];
  const areShown = wanted.every((each) => shown.some((now) => isShownAs(now, each)));
  const calls = audited.witness.callsOf(order.facts.reference);
  const isTaken = calls.some(({ answer }) => answer.type === 'confirmed');
  const isWaiting = !areShown && isTaken && state === 'placed';
  if (!MAY_END_IN.includes(state) && !isWaiting && !isHeldForGood(order)) violations.push(`still ${state} in the end`);
  if (state === 'payment_pending' || state === 'cancelled') violations.push(`${state}, though it charges nothing`);
  const wasTaken = wanted.every(({ before, name, redirect, sender }) =>
    target?.changes.some(
      (each) =>
        each.name === before &&
        (sender === undefined
          ? each.newName === name || each.redirect === redirect
          : nameIn(each.sender ?? '') === nameIn(sender)),
    ),
  );
  if (state === 'active' && !wasTaken) violations.push('done here, but nothing of it is at the vendor');
  const isUntold = calls.some(({ did }) => did) ? !canNotKnow(audited, kept) : state === 'outcome_unknown';
  if (areShown && state !== 'active' && isUntold) violations.push(`changed at the vendor, but ${state} here`);
  return violations;
}

/**
 * A workspace is there when we say so, and then we say so, or people are asked which it is. Where the vendor said yes and made
 * none, the order waits; what somebody said wrongly may hide it.
 */
function workspaceViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { state } = order;
  const violations: string[] = [];
  const act = actOf(order);
  const name = act.kind === 'create_workspace' ? act.name : '';
  const there = audited.vendor.opened.filter((each) => each.name === name);
  const calls = audited.witness.callsOf(order.facts.reference);
  const isWaiting = state === 'placed' && calls.some(({ answer }) => answer.type === 'confirmed');
  const isAsked = order.question !== null;
  if (!MAY_END_IN.includes(state) && !(isWaiting && there.length === 0) && !isAsked && order.ruledOut.length === 0)
    violations.push(`still ${state} in the end`);
  if (state === 'payment_pending' || state === 'cancelled') violations.push(`${state}, though it charges nothing`);
  if (state === 'active' && there.length === 0) violations.push('done here, but it is not at the vendor');
  const isOurs = calls.some(({ did }) => did);
  const isExcused = isAsked || order.ruledOut.length > 0 || canNotKnow(audited, kept);
  if (isOurs && there.length > 0 && state !== 'active' && !isExcused)
    violations.push(`made at the vendor, but ${state} here`);
  return violations;
}

/** The name in a change of a sender. */
const nameIn = (sender: string): string => sender.replace(/^\w+ /, '');

/** Whether the vendor shows what is wanted of a name. */
const isShownAs = (now: ShownName, { name, redirect, sender, not }: Wanted): boolean =>
  now.name === name &&
  (redirect ?? now.redirect) === now.redirect &&
  (sender === undefined || nameIn(sender) === now.sender) &&
  !not?.includes(addressOf(now));

/**
 * A form waits no more when we say that it is done, and then we say so. Where the vendor said yes and forgot it, the order
 * waits. Where the order that was paid has ended, there is no form any more.
 */
function fillingViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { state } = order;
  const violations: string[] = [];
  const form = audited.vendor.forms.find(({ uuid }) => uuid === targetOf(actOf(order)));
  const isFilled = form !== undefined && form.filled !== null;
  const hasEnded = form?.order.end !== null;
  const calls = audited.witness.callsOf(order.facts.reference);
  const isWaiting = state === 'placed' && !isFilled && calls.some(({ answer }) => answer.type === 'confirmed');
  // Nothing is sent any more for what has ended; nor does anybody say that it is done.
  const isHeld = state === 'approved' && hasEnded;
  if (!MAY_END_IN.includes(state) && !isWaiting && !isHeld) violations.push(`still ${state} in the end`);
  if (state === 'payment_pending' || state === 'cancelled') violations.push(`${state}, though it charges nothing`);
  if (state === 'active' && !isFilled && !hasEnded) violations.push('done here, but the form waits at the vendor');
  const isUntold = calls.some(({ did }) => did) ? !canNotKnow(audited, kept) : state === 'outcome_unknown';
  if (isFilled && state !== 'active' && isUntold) violations.push(`filled in at the vendor, but ${state} here`);
  return violations;
}

/** What it changes is not there any more, or other people changed it since: such an order is held until it is withdrawn. */
const isHeldForGood = (order: Order): boolean => order.state === 'approved' && order.hold === 'price_unclear';

/** What was bought is what the vendor has. Somebody's wrong word may hide one order behind another. */
function purchaseViolations(audited: Audited, kept: Kept, isOfOrder: (call: Call) => boolean = () => true): string[] {
  const { order } = kept;
  const made = audited.vendor.made.filter(({ tag }) => tag.includes(order.facts.reference));
  const violations: string[] = [];
  const wrong = wrongWords(audited, order);
  const unseen = audited.witness.callsOf(order.facts.reference).filter((call) => call.unseen.length > 0);
  if (made.length > 1 + wrong + unseen.length) violations.push(`${made.length} orders at the vendor`);
  if (!mayMove(audited) && made.some((each) => isDearer(audited, each)))
    violations.push('dearer than anybody approved');
  const knows = runsAtVendor(order) || order.state === 'cancelled';
  const ours = knows ? orderOf(audited, order, made) : made[0];
  const isUnpaid = order.state === 'placed' && order.progress.isStuck && ours !== undefined && !ours.isCharged;
  // Who said that it is another order hid its end: nobody else can say what became of this one, and people are asked.
  const isHidden = order.state === 'placed' && made.every(({ id, end }) => end && order.ruledOut.includes(id));
  if (!MAY_END_IN.includes(order.state) && !isUnpaid && !isHidden) violations.push(`still ${order.state} in the end`);
  const isUnknowable = canNotKnow(audited, kept, isOfOrder) || (made.every(isUntold) && wrong > 0);
  const areSeconds = made.every(({ id }) => secondsOf(order).includes(id));
  if (ours && !knows && !areSeconds && !isUnknowable) violations.push(`ordered at the vendor, but ${order.state} here`);
  if (!ours && knows) violations.push(`${order.state} here, but not ordered at the vendor`);
  if (order.state === 'active') violations.push(...activeViolations(order, ours, wrong > 0));
  const isKnownToHaveEnded = ours?.end && runsAtVendor(order) && atVendor(order).vendorOrderId === ours.id;
  if (isKnownToHaveEnded) violations.push(`ended at the vendor, but ${order.state} here`);
  if (made.filter((each) => !isUntold(each)).length > 1 && !isAlarmed(audited, order))
    violations.push('two orders at the vendor, and nobody was told');
  return violations;
}

/** How often somebody said wrongly that a call came to nothing, or that the order which it made is another's. */
const wrongWords = ({ witness, vendor }: Audited, { facts: { reference } }: Order): number =>
  witness.written.filter(({ reference: told, entry: { event }, moment }) => {
    if (told !== reference) return false;
    if (event.type === 'ruled_out')
      return vendor.made.some(({ id, tag }) => id === event.vendorOrderId && tag.includes(reference));
    const isOfThese = (call: Call) => witness.intentOf(call)?.entry.fingerprint === fingerprintIn(event);
    return witness.callsOf(reference).some((call) => call.did && call.moment < moment && isOfThese(call));
  }).length;

const fingerprintIn = (event: OrderEvent) => (event.type === 'declared_absent' ? event.fingerprint : null);

/** Vendor orders of other attempts that people were told about while the newest is not settled. */
const secondsOf = (order: Order): readonly string[] => vendorOrderIdsOf(order);

/**
 * Whether the vendor never shows the tag: then only a person can say that it is ours, while the order is looked for. Once it
 * has ended, nobody is asked; and somebody who said that it is another one is believed.
 */
const isUntold = ({ shownTag }: SimulatedOrder): boolean => shownTag === null;
const hasEnded = ({ state }: Order): boolean => ['refused', 'declined', 'withdrawn', 'expired'].includes(state);

/** Whether approvers and requester were told that two orders stand at the vendor. A store that went back cannot know both. */
function isAlarmed({ slack, witness }: Audited, { facts }: Order): boolean {
  const told = slack.messages.filter(
    ({ kind, reference }) => kind === 'ordered_twice' && reference === facts.reference,
  );
  return witness.wentBackAt > 0 || new Set(told.map(({ to }) => to === facts.requestedBy)).size === 2;
}

const isDearer = ({ witness }: Audited, { tag, amountCents }: SimulatedOrder): boolean =>
  !witness.intents.some(
    ({ attempt, approvedCents, reference }) =>
      (attempt.tag === tag || (attempt.tag === null && tag.endsWith(reference))) && amountCents <= approvedCents,
  );

/**
 * The vendor order that an order is about. After the store went back, the attempt that it knows may be an earlier one; and
 * of an order whose tag the vendor never shows, only a person can say.
 */
function orderOf(
  { witness }: Audited,
  order: OrderIn<'active' | 'payment_pending' | 'placed' | 'cancelled'>,
  made: readonly SimulatedOrder[],
): SimulatedOrder | undefined {
  const { vendorOrderId, tag: ours } = attemptOf(order);
  const named = made.find(({ id }) => id === vendorOrderId);
  if (named && (witness.wentBackAt > 0 || named.shownTag === null)) return named;
  // Of an order without a tag of ours nothing else tells which of several it is.
  return ours === null ? (named ?? made[0]) : made.find(({ tag }) => tag === ours);
}

/**
 * Whether nothing could tell that its call did something: the store went back to before its call, and people then ended it
 * without an approval, so that no call came up before which it would have been looked for. As long as an earlier attempt is
 * looked for, a forgotten one is found with it, and asked about.
 */
function canNotKnow(audited: Audited, { order }: Kept, isAbout: (call: Call) => boolean = () => true): boolean {
  const { reference } = order.facts;
  const calls = audited.witness.callsOf(reference).filter((call) => call.did && isAbout(call));
  if (calls.some((call) => !audited.witness.isForgotten(call))) return false;
  return hasEnded(order) && !isLookedFor(order);
}

/** Somebody's wrong word may keep the number of an order unknown for ever, when the vendor does not show its tag. */
function activeViolations(
  order: OrderIn<'active'>,
  ours: SimulatedOrder | undefined,
  isWronglyRuledOut: boolean,
): string[] {
  const { vendorOrderId } = attemptOf(order);
  const violations: string[] = [];
  const mayBeUnknown = isWronglyRuledOut && ours?.shownTag === null && vendorOrderId === null;
  if (ours && vendorOrderId !== ours.id && !mayBeUnknown) violations.push('wrong vendor order');
  if (!ours?.isCharged) violations.push('active, but never charged');
  return violations;
}
