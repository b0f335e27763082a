import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import type { OrderIn, Waiting } from '../order.ts';
import type { HoldReason, VendorTrouble } from '../reasons.ts';
import { holdUntil, reminderDueAt, remindersWith } from '../schedule.ts';
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
  const isKeyRefused = trouble === 'key_refused';
  const isKeyNews = isKeyRefused && !before.isKeyTold;
  const reminders = isDue ? remindersWith(heldSince, given, now) : given;
  return {
    hold: {
      hold: reason,
      heldSince,
      ...(trouble === undefined ? {} : { trouble }),
      ...(reminders === 0 ? {} : { reminders }),
      ...(isKeyRefused || before.isKeyTold ? { isKeyTold: true } : {}),
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
export function released(approved: Approved) {
  const { hold: _hold, trouble: _trouble, heldSince: _since, reminders: _given, isKeyTold: _told, ...order } = approved;
  return { ...order, hold: null };
}

/** The vendor cannot be used just now. In an outage these take turns within minutes, and each is news for nobody. */
const VENDOR_AWAY: ReadonlySet<HoldReason> = new Set(['vendor_unreachable', 'vendor_busy', 'orders_unread']);

/** Whether a hold is the one that people know already: of a vendor that is away only a refused key is something else. */
function isKnownHold(order: Approved, reason: HoldReason, trouble: VendorTrouble | undefined): boolean {
  if (order.hold === null) return false;
  const isAwayStill = VENDOR_AWAY.has(order.hold) && VENDOR_AWAY.has(reason);
  if (!isAwayStill) return order.hold === reason;
  return trouble !== 'key_refused' || order.isKeyTold === true;
}

/** The order stays approved and waits; `place` comes again by itself. */
export function decideHold(order: Approved, event: Extract<OrderEvent, { type: 'held' }>, now: Date): Decision {
  // A pause is no trouble: what waits after it waits anew.
  const before = order.hold === 'paused' && event.reason !== 'paused' ? {} : order;
  const { hold, told } = heldFor(before, event.reason, event.trouble, now);
  const held: Approved = { ...released(order), ...hold };
  const place = effectAt(holdUntil(now), { type: 'place' });
  if (isKnownHold(order, event.reason, event.trouble)) {
    const isDrawnSo = order.hold === event.reason && order.trouble === event.trouble;
    return carryOn(held, place, ...(isDrawnSo ? [] : [effectAt(now, { type: 'redraw' } as const)]), ...told);
  }
  return accept(
    held,
    place,
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    ...told,
    ...(event.reason === 'store_went_back'
      ? [effectAt(now, { type: 'tell', to: 'approvers', notice: 'store_went_back' } as const)]
      : []),
    // Nothing brings it back but luck: who asked is to look for something else.
    ...(event.reason === 'sold_out'
      ? [effectAt(now, { type: 'tell', to: 'requester', notice: 'on_hold' } as const)]
      : []),
  );
}
