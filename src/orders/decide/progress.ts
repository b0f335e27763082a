import { effectOf, lasts, namesOf, openHoursOf, stepsOf } from '../../acts/act.ts';
import { askedOfPeople } from '../approval/free-by-rule.ts';
import type { Attempt } from '../attempt.ts';
import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import { actOf, attemptOf, commonOf, hasEnoughApprovals, newestTerms, type Order, type OrderIn } from '../order.ts';
import type { Progress } from '../progress.ts';
import {
  expiresAt,
  mayAskToConfirmUntil,
  nextReadAt,
  nextTurnAt,
  nextWatchAt,
  nextWatchOfActiveAt,
  remindAt,
  reminderDueAt,
  remindersWith,
  stuckAfter,
  unknownAfter,
} from '../schedule.ts';
import { otherAttemptsLookedFor, runsAtVendor } from '../standing/at-vendor.ts';
import { isHeldLong, missingOf } from '../standing/late.ts';
import { hasNextStep } from '../standing/steps.ts';
import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import { lookOnEffects } from './looks.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

/** The vendor's lists were read: so many of the order's names work now. */
export function decideProgress(order: Order, event: EventOf<'progress_seen'>, now: Date): Decision {
  if (order.state === 'active') return carryOn(order, ...watchOfActive(order, now));
  if (order.state === 'payment_pending') return decidePendingProgress(order, event, now);
  if (order.state !== 'placed') return refuse('does_not_apply');
  const names = namesOf(actOf(order));
  const ready = names.filter((name) => event.ready.includes(name));
  // An act without names is not seen to work by its names.
  const { isDone = names.length > 0 && ready.length === names.length } = event;
  if (isDone) return working(order, event, ready, now);
  const unread = names.filter((name) => event.unread?.includes(name) && !ready.includes(name));
  return progressed(order, event, { ready, ...(unread.length > 0 && { unread }), ...foundIn(event) }, now);
}

/**
 * How far the vendor is could not be read. What was ready before still counts; that nobody knows how far it is, is told in
 * time all the same.
 */
export function decideWatchFailed(order: Order, event: EventOf<'watch_failed'>, now: Date): Decision {
  if (!runsAtVendor(order)) return refuse('does_not_apply');
  if (order.state === 'payment_pending') return stillUnpaid(order, event, now);
  if (order.state !== 'placed') return carryOn(order, effectAt(nextWatchAt(now), { type: 'watch' }));
  const { ready, unread } = order.progress;
  const known = { ready, ...(unread && { unread }), ...foundIn(order.progress) };
  return progressed(order, event, { ...known, isUnread: true }, now);
}

type Found = Pick<Progress, 'lacking' | 'silent' | 'short'>;

/** What is missing by name, as progress keeps it. */
const foundIn = ({ lacking, silent, short }: Found): Found => ({
  ...(lacking && { lacking }),
  ...(silent !== undefined && { silent }),
  ...(short && { short }),
});

type Seen = Pick<Progress, 'ready' | 'unread' | 'isUnread'> & Found;
type Looked = EventOf<'progress_seen' | 'watch_failed'>;

/** When it is looked at again: soon, while something waits for its turn, or failed and is asked for again. */
function lookAgainAt(order: Order, event: Looked, now: Date): Date {
  // What follows waits for it.
  if (hasNextStep(order)) return nextTurnAt(now);
  if (event.type !== 'progress_seen') return nextWatchAt(now);
  if (event.isToGoOn) return nextTurnAt(now);
  return event.readAgainAt ? nextReadAt(event.readAgainAt, now) : nextWatchAt(now);
}

const watchAfter = (order: Order, event: Looked, now: Date): EffectIntent =>
  effectAt(lookAgainAt(order, event, now), { type: 'watch' });

/** Draws what changed; that it takes longer than usual, or that nobody knows how far it is, is told once. */
function progressed(placed: OrderIn<'placed'>, event: Looked, seen: Seen, now: Date): Decision {
  const order = afterFirstDay(placed, now);
  const before = order.progress;
  const isChanged = seen.ready.join() !== before.ready.join();
  const isStuck = before.isStuck || isLate(order, seen, now);
  const isUnknown = before.isUnknown || (!isStuck && isUnknownSoLate(order, event, seen, now));
  const progress: Progress = {
    ...seen,
    changedAt: isChanged ? now : before.changedAt,
    isStuck,
    ...(isUnknown && { isUnknown }),
    ...(isHeldLong(order, seen.lacking ?? [], now) && { isHeldLong: true }),
  };
  const watch = watchAfter(order, event, now);
  const redraw = effectAt(now, { type: 'redraw' });
  // What changes something that is there already is in nobody's way while only our own look holds it back.
  const isDoneThere = event.type === 'progress_seen' && event.isDoneThere === true && !lasts(actOf(order));
  const next = { ...order, progress, ...(isDoneThere && { claims: [] }) };
  const news = isStuck && !before.isStuck ? 'stuck' : isUnknown && !before.isUnknown ? 'progress_unknown' : null;
  if (news !== null) {
    const note = effectAt(now, { type: 'note', event, at: now });
    return accept(next, watch, redraw, note, effectAt(now, { type: 'tell', to: 'requester', notice: news }));
  }
  if (isChanged) return accept(next, watch, redraw);
  const isDrawnAnew = order !== placed || isReadOtherwise(before, progress);
  return carryOn(next, watch, ...(isDrawnAnew ? [redraw] : []));
}

/**
 * Whether something that was read is not ready though it should be. What was not read is unknown, never late; nor is what only
 * our own look misses something of.
 */
function isLate(order: OrderIn<'placed'>, seen: Seen, now: Date): boolean {
  if (seen.isUnread || now < stuckAfter(order.placedAt, effectOf(actOf(order)))) return false;
  const isReadWhole = (seen.unread ?? []).length === 0 && (seen.lacking ?? []).length === 0;
  return isReadWhole || missingOf(namesOf(actOf(order)), seen).length > 0;
}

/**
 * Whether it should be done long ago, and nobody can tell how far it is. What is read in a minute may tell: it waits for its
 * turn, or failed for the first time.
 */
function isUnknownSoLate(order: OrderIn<'placed'>, event: Looked, { unread, isUnread }: Seen, now: Date): boolean {
  const isWaiting = !hasNextStep(order) && lookAgainAt(order, event, now) <= nextTurnAt(now);
  const isUnknown = isUnread === true || unread !== undefined;
  return isUnknown && !isWaiting && now >= unknownAfter(order.placedAt, effectOf(actOf(order)));
}

/** Whether a card says something else now of what could be read: how many are unread, and when it is late which are not. */
function isReadOtherwise(before: Progress, now: Progress): boolean {
  if (before.unread?.length !== now.unread?.length) return true;
  if (JSON.stringify(before.lacking) !== JSON.stringify(now.lacking)) return true;
  return now.isStuck && (before.isUnread !== now.isUnread || before.unread?.join() !== now.unread?.join());
}

/** A working order is only watched for its end, and attempts of it that were given up are looked for as often. */
function watchOfActive(order: OrderIn<'active'>, now: Date): EffectIntent[] {
  if (!lasts(actOf(order))) return [];
  const watch = effectAt(nextWatchOfActiveAt(now), { type: 'watch' });
  const hasLost = otherAttemptsLookedFor(order).length > 0;
  return [watch, ...(hasLost ? [effectAt(now, { type: 'reconcile' })] : [])];
}

/** A domain that works is the first sign that the vendor was paid; the lists do not show payment itself. */
function decidePendingProgress(
  order: OrderIn<'payment_pending'>,
  event: EventOf<'progress_seen'>,
  now: Date,
): Decision {
  // Names of the steps before say nothing of this one.
  if (stepsOf(actOf(order)) > 1 ? event.isDone !== true : event.ready.length === 0) {
    return stillUnpaid(order, event, now);
  }
  const { vendorMessage: _charged, reminders: _given, ...made } = order;
  const progress = { ready: [], changedAt: now, isStuck: false };
  const placed: OrderIn<'placed'> = { ...made, state: 'placed', placedAt: now, progress };
  const decision = decideProgress(placed, event, now);
  if (!decision.ok) return decision;
  const effects = [effectAt(now, { type: 'tell', to: 'requester', notice: 'placed' } as const)];
  return accept(decision.order, ...decision.effects, ...effects);
}

/** Nobody confirmed the card, as far as can be seen: people are reminded after a day, and then at growing distances. */
function stillUnpaid(order: OrderIn<'payment_pending'>, event: Looked, now: Date): Decision {
  const watch = watchAfter(order, event, now);
  const reminders = order.reminders ?? 0;
  if (now < reminderDueAt(attemptOf(order).startedAt, reminders)) return carryOn(order, watch);
  return carryOn(
    { ...order, reminders: remindersWith(attemptOf(order).startedAt, reminders, now) },
    watch,
    effectAt(now, { type: 'tell', to: 'approvers', notice: 'payment_reminder' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'payment_reminder' }),
  );
}

/** The order without the word that billing may still ask to confirm the card, once it is a day old. */
function afterFirstDay(order: OrderIn<'placed'>, now: Date): OrderIn<'placed'> {
  return order.mayAskToConfirm && now >= mayAskToConfirmUntil(order.placedAt) ? withoutConfirming(order) : order;
}

const withoutConfirming = ({ mayAskToConfirm: _may, ...order }: OrderIn<'placed'>): OrderIn<'placed'> => order;

/**
 * A step is proven to be done, and the next one follows under the same approval, through the whole warrant again. One that was
 * done without an approval, by somebody else or by a call that the store forgot, brings no other; nor does one that had been
 * given up, so that the order was over or went on otherwise, or one whose card was not charged: people decide on the rest.
 */
function nextStep(order: OrderIn<'placed'>, now: Date): Decision {
  const redraw = effectAt(now, { type: 'redraw' });
  if (hasEnoughApprovals(order) && isSettled(attemptOf(order))) {
    return accept({ ...commonOf(order), state: 'approved', hold: null }, redraw, effectAt(now, { type: 'place' }));
  }
  const openHours = openHoursOf(actOf(order));
  const until = expiresAt(now, openHours);
  const change = { reason: 'step_turned_up', before: newestTerms(order).number, at: now } as const;
  return accept(
    {
      ...commonOf(order),
      state: 'awaiting_approval',
      asked: askedOfPeople(order.asked),
      expiresAt: until,
      change,
    },
    redraw,
    effectAt(now, { type: 'tell', to: 'requester', notice: 'terms_changed' }),
    effectAt(now, { type: 'tell', to: 'approvers', notice: 'terms_changed' }),
    effectAt(remindAt(now, openHours), { type: 'remind' }),
    effectAt(until, { type: 'expire' }),
  );
}

const isSettled = ({ givenUpAt, answer }: Attempt): boolean => givenUpAt === undefined && answer !== 'not_charged';

function working(order: OrderIn<'placed'>, event: EventOf<'progress_seen'>, ready: string[], now: Date): Decision {
  if (hasNextStep(order)) return nextStep(order, now);
  const progress = { ready, changedAt: now, isStuck: false, ...foundIn(event) };
  return accept(
    { ...withoutConfirming(order), state: 'active', progress, activeAt: now },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'active' }),
    // What goes on is watched for its end; what does not is done, and others of ours may have to know.
    ...(lasts(actOf(order))
      ? [effectAt(now, { type: 'hand_over' }), effectAt(nextWatchOfActiveAt(now), { type: 'watch' })]
      : [effectAt(now, { type: 'conclude' })]),
  );
}

/** The subscription ended at the vendor, whoever ended it. */
export function decideVendorCancelled(order: Order, event: EventOf<'vendor_cancelled'>, now: Date): Decision {
  if (order.state === 'cancelled') return endedBy(order, event, now);
  if (!runsAtVendor(order) || !lasts(actOf(order))) return refuse('does_not_apply');
  const placement =
    order.state === 'payment_pending'
      ? { placedAt: now, progress: { ready: [], changedAt: now, isStuck: false } }
      : { placedAt: order.placedAt, progress: order.progress };
  const { attempt, looks } = order;
  const by = event.by === undefined ? {} : { cancelledBy: event.by };
  const cancelled: Order = {
    ...commonOf(order),
    state: 'cancelled',
    attempt,
    ...placement,
    looks,
    cancelledAt: now,
    ...by,
  };
  return accept(
    cancelled,
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'cancelled' }),
    ...lookOnEffects(cancelled, now),
  );
}

/** The list told that it ended before the order that ended it did: now it is known who wanted that. */
function endedBy(order: OrderIn<'cancelled'>, event: EventOf<'vendor_cancelled'>, now: Date): Decision {
  if (event.by === undefined || order.cancelledBy !== undefined) return refuse('does_not_apply');
  return accept(
    { ...order, cancelledBy: event.by },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
  );
}
