import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import type { Order, OrderIn } from '../order.ts';
import { LOOKS_BEFORE_REFUSED, nextLookAt } from '../schedule.ts';
import { isLookedFor } from '../standing/at-vendor.ts';
import { knowing, presentAsSent, turnedUpBeside } from './attempts.ts';
import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import { released } from './hold.ts';
import {
  isAskedAbout,
  isSought,
  isTimeToAsk,
  lookOnEffects,
  nextLostLookAt,
  nextSoughtLookAt,
  type Sought,
} from './looks.ts';
import { unclear } from './outcome.ts';

type InVain = Extract<OrderEvent, { type: 'vendor_order_absent' | 'look_incomplete' }>;

/**
 * The order was looked for in vain. Absence is never proof, but for a "no" of the vendor's that leaves no trace; a look that
 * could not read everything proves not even that. After some twenty minutes people are asked, whatever the vendor answers.
 */
export function decideLook(order: Order, event: InVain, now: Date): Decision {
  if (order.state === 'placing') {
    return unclear(order, { type: 'outcome_unclear', reason: 'interrupted', message: null }, now);
  }
  if (order.state === 'approved' && order.question && event.type === 'vendor_order_absent') {
    return questionOver(order, event, now);
  }
  if (!isLookedFor(order)) return refuse('does_not_apply');
  if (isSought(order)) return stillSought(order, event, now);
  const unread = event.type === 'look_incomplete' ? event.unread : null;
  const isAnswered = event.type === 'vendor_order_absent' && order.question !== null;
  const asked = isAnswered ? { ...order, question: null } : order;
  const looked = asked.state === 'refused' ? { ...asked, looks: asked.looks + 1 } : asked;
  const nextAt = nextLostLookAt(looked, now, unread);
  return carryOn(
    looked,
    ...(isAnswered ? [effectAt(now, { type: 'redraw' })] : []),
    ...(nextAt ? [effectAt(nextAt, { type: 'reconcile' })] : []),
  );
}

/** The vendor order that people were asked about is proven to be another's: the order goes on without an answer. */
function questionOver(order: OrderIn<'approved'>, event: InVain, now: Date): Decision {
  return accept(
    { ...released(order), question: null },
    effectAt(now, { type: 'place' }),
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    ...lookOnEffects(order, now),
  );
}

function stillSought(order: Sought, event: InVain, now: Date): Decision {
  const looked = counted(order, event);
  const isBelieved = looked.state === 'outcome_unknown' && isNoBelieved(looked) && event.type === 'vendor_order_absent';
  if (isBelieved) return refusedByVendor(looked, event, now);
  const again = effectAt(nextSoughtLookAt(looked, now), { type: 'reconcile' });
  const redraw = effectAt(now, { type: 'redraw' });
  if (isTimeToAsk(looked)) {
    const note = effectAt(now, { type: 'note', event, at: now });
    return accept(looked, again, redraw, note, effectAt(now, { type: 'tell', to: 'approvers', notice: 'cannot_find' }));
  }
  return carryOn(looked, again, ...(looksOtherwise(order, looked) ? [redraw] : []));
}

/** One look more. A complete one also ends a question: the vendor order that it was about is another's, by proof. */
function counted(order: Sought, event: InVain): Sought {
  const { unread: _before, ...rest } = order;
  const looks = order.looks + 1;
  const full = (known: number | undefined) => known ?? order.looks;
  if (event.type === 'look_incomplete') {
    const { unread } = event;
    return rest.state === 'outcome_unknown'
      ? { ...rest, looks, unread, fullLooks: full(rest.fullLooks) }
      : { ...rest, looks, unread };
  }
  if (rest.state !== 'outcome_unknown' || rest.fullLooks === undefined) return { ...rest, question: null, looks };
  return { ...rest, question: null, looks, fullLooks: rest.fullLooks + 1 };
}

/** Whether the vendor's "no" left no trace often enough. Beside an earlier attempt that stands there, a person decides. */
function isNoBelieved(order: OrderIn<'outcome_unknown'>): boolean {
  const full = order.fullLooks ?? order.looks;
  return (
    order.reason === 'rejected' && full >= LOOKS_BEFORE_REFUSED && turnedUpBeside(order, order.attempt) === undefined
  );
}

/** Whether a card that asks people would say something else now: a question that is over, or what could be read. */
function looksOtherwise(before: Sought, after: Sought): boolean {
  if (before.question !== null && after.question === null) return true;
  return isAskedAbout(after) && (before.unread === undefined) !== (after.unread === undefined);
}

function refusedByVendor(order: OrderIn<'outcome_unknown'>, event: InVain, now: Date): Decision {
  const { looks } = order;
  const sent = presentAsSent(order);
  const attempts = knowing(sent.attempts, sent.attempt, { givenUpAt: now });
  const shown: EffectIntent[] = [effectAt(now, { type: 'redraw' }), effectAt(now, { type: 'note', event, at: now })];
  return accept(
    { ...sent, state: 'refused', attempts, vendorMessage: order.vendorMessage ?? '', refusedAt: now, looks },
    ...shown,
    effectAt(nextLookAt(looks, now), { type: 'reconcile' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'refused' }),
    effectAt(now, { type: 'erase_logins' }),
  );
}
