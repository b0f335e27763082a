import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import type { HoldReason, OrderIn, VendorTrouble, Waiting } from '../order.ts';
import { holdUntil, reminderDueAt } from '../schedule.ts';
import { accept, carryOn, type Decision, effectAt } from './decision.ts';

type Approved = OrderIn<'approved'>;

/** What people did themselves, or are asked about already, needs no reminder. */
const NEEDS_NO_REMINDER: ReadonlySet<HoldReason> = new Set(['paused', 'resembling_order']);

/** How an order is on hold: why, since when, and how often people were reminded of it. */
export interface Held {
  readonly hold: Pick<Approved, 'hold' | 'trouble'> & Waiting;
  /** What people are told because of it. */
  readonly told: readonly EffectIntent[];
}

/**
 * An order that goes on hold, or still is, at `now`. Who can do something about a key that is refused is told at once; of any
 * other hold that nobody caused on purpose, requester and approvers are told after a day, and then at growing distances.
 */
export function heldFor(before: HeldBefore, reason: HoldReason, trouble: VendorTrouble | undefined, now: Date): Held {
  const heldSince = before.heldSince ?? now;
  const given = before.reminders ?? 0;
  const isDue = !NEEDS_NO_REMINDER.has(reason) && now >= reminderDueAt(heldSince, given);
  const isKeyNews = trouble === 'key_refused' && before.trouble !== 'key_refused';
  const reminders = isDue ? given + 1 : given;
  return {
    hold: {
      hold: reason,
      heldSince,
      ...(trouble === undefined ? {} : { trouble }),
      ...(reminders === 0 ? {} : { reminders }),
    },
    told: [
      ...(isDue ? [effectAt(now, { type: 'tell', to: 'requester', notice: 'on_hold' } as const)] : []),
      ...(isDue || isKeyNews ? [effectAt(now, { type: 'tell', to: 'approvers', notice: 'on_hold' } as const)] : []),
    ],
  };
}

/** What is known of the hold that an order was in already; nothing, when it was in none. */
export type HeldBefore = Waiting & { readonly trouble?: VendorTrouble };

/** An order that is not on hold any more. */
export function released({ hold: _hold, trouble: _trouble, heldSince: _since, reminders: _given, ...order }: Approved) {
  return { ...order, hold: null };
}

/** The order stays approved and waits; `place` comes again by itself. */
export function decideHold(order: Approved, event: Extract<OrderEvent, { type: 'held' }>, now: Date): Decision {
  const { hold, told } = heldFor(order.hold === null ? {} : order, event.reason, event.trouble, now);
  const held: Approved = { ...released(order), ...hold };
  const place = effectAt(holdUntil(now), { type: 'place' });
  if (order.hold === event.reason && order.trouble === event.trouble) return carryOn(held, place, ...told);
  return accept(
    held,
    place,
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    ...told,
    ...(event.reason === 'store_went_back'
      ? [effectAt(now, { type: 'tell', to: 'approvers', notice: 'store_went_back' } as const)]
      : []),
  );
}
