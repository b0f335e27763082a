import { attemptOf, isLookedFor, type Order, type OrderIn, vendorOrderIdsOf } from '../../src/orders/order.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import type { Audited, Kept } from './audited.ts';
import type { SimulatedOrder } from './simulated-order.ts';

/** States in which nothing more can be waited for, once the world behaves. */
const MAY_END_IN: readonly Order['state'][] = [
  'declined',
  'withdrawn',
  'expired',
  'refused',
  'outcome_unknown',
  'payment_pending',
  'active',
];

/** What every order keeps to, once the dust has settled. */
export function endViolations(audited: Audited, kept: Kept): string[] {
  const { order } = kept;
  const { reference } = order.facts;
  const made = audited.vendor.made.filter(({ tag }) => tag.includes(reference));
  const messages = messageViolations(audited, order);
  return [...bookViolations(audited, kept, made), ...messages].map((violation) => `${reference}: ${violation}`);
}

/** Our state is what the vendor's books say. Somebody's wrong word may hide one order behind another. */
function bookViolations(audited: Audited, kept: Kept, made: readonly SimulatedOrder[]): string[] {
  const { order } = kept;
  const violations: string[] = [];
  const wrong = audited.wronglyDeclared.filter((reference) => reference === order.facts.reference).length;
  const unseen = audited.witness.calls.filter(
    (call) => call.unseen.length > 0 && call.tag.includes(order.facts.reference),
  );
  if (made.length > 1 + wrong + unseen.length) violations.push(`${made.length} orders at the vendor`);
  if (!mayMove(audited) && made.some((each) => isDearer(audited, each)))
    violations.push('dearer than anybody approved');
  const knows = order.state === 'active' || order.state === 'payment_pending' || order.state === 'placed';
  const ours = knows ? orderOf(audited, order, made) : made[0];
  const isUnpaid = order.state === 'placed' && order.progress.isStuck && ours !== undefined && !ours.isCharged;
  if (!MAY_END_IN.includes(order.state) && !isUnpaid) violations.push(`still ${order.state} in the end`);
  const isUnknowable = canNotKnow(audited, kept) || (made.every(isUntold) && wrong > 0);
  const areSeconds = made.every(({ id }) => secondsOf(order).includes(id));
  if (ours && !knows && !areSeconds && !isUnknowable) violations.push(`ordered at the vendor, but ${order.state} here`);
  if (!ours && knows) violations.push(`${order.state} here, but not ordered at the vendor`);
  if (order.state === 'active') violations.push(...activeViolations(order, ours, wrong > 0));
  if (made.filter((each) => !isUntold(each)).length > 1 && !isAlarmed(audited, order))
    violations.push('two orders at the vendor, and nobody was told');
  return violations;
}

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

/** Whether a price may move between the last look at it and the call. */
const mayMove = ({ kind }: Audited): boolean => kind.hasPauses || kind.isInterrupted;

const isDearer = ({ witness }: Audited, { tag, amountCents }: SimulatedOrder): boolean =>
  !witness.intents.some(({ attempt, approvedCents }) => attempt.tag === tag && amountCents <= approvedCents);

/**
 * The vendor order that an order is about. After the store went back, the attempt that it knows may be an earlier one; and
 * of an order whose tag the vendor never shows, only a person can say.
 */
function orderOf(
  { witness }: Audited,
  order: OrderIn<'active' | 'payment_pending' | 'placed'>,
  made: readonly SimulatedOrder[],
): SimulatedOrder | undefined {
  const { vendorOrderId, tag: ours } = attemptOf(order);
  const named = made.find(({ id }) => id === vendorOrderId);
  if (named && (witness.wentBackAt > 0 || named.shownTag === null)) return named;
  return made.find(({ tag }) => tag === ours);
}

/**
 * Whether nothing could tell that the order was made: the store went back to before its call, and people then ended it
 * without an approval, so that no call came up before which it would have been looked for. As long as an earlier attempt is
 * looked for, a forgotten one is found with it, and asked about.
 */
function canNotKnow(audited: Audited, { order }: Kept): boolean {
  const { reference } = order.facts;
  const calls = audited.witness.calls.filter(({ tag, made }) => made && tag.includes(reference));
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

/**
 * Everybody was told once, and every card and message shows the truth. Two kinds of stories allow a little more. A process
 * that stood still for longer than its lease may post what another has posted meanwhile. A store that went back has
 * forgotten what it told, and of messages posted since it does not even know that they are there: people are told again,
 * messages stay that nobody redraws, and what nothing happens to is not redrawn.
 */
function messageViolations({ slack, witness, kind }: Audited, order: Order): string[] {
  const violations: string[] = [];
  const { wentBackAt } = witness;
  const mayRepeat = kind.hasPauses || wentBackAt > 0;
  const messages = slack.messages.filter((message) => message.reference === order.facts.reference);
  const cards = messages.filter(({ kind }) => kind === 'card');
  if (cards.length > 1 && !mayRepeat) violations.push(`${cards.length} cards`);
  for (const message of messages.filter(({ kind }) => kind === 'card' || kind === 'requested')) {
    const isDrawn = [surfaceOf(order, 'card'), surfaceOf(order, 'requester')].some((ref) => ref?.ts === message.ref.ts);
    if (message.state !== order.state && (isDrawn || !mayRepeat) && message.drawnAt > wentBackAt)
      violations.push(`the ${message.kind} says ${message.state}`);
  }
  const marks = messages.map(({ mark, to }) => `${mark} to ${to}`);
  if (new Set(marks).size !== marks.length && !mayRepeat) violations.push('somebody was told twice');
  const told = messages.filter(({ kind }) => kind === order.state).length;
  const held = slack.held.filter(({ reference, kind }) => reference === order.facts.reference && kind === order.state);
  const isTold = ['declined', 'expired', 'refused', 'active'].includes(order.state) && cards.length > 0;
  if (isTold && (mayRepeat ? told + held.length < 1 : told !== 1))
    violations.push(`the requester was told ${told} times of the end`);
  return violations;
}
