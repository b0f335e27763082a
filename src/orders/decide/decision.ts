import type { EffectIntent, EffectTask } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import type { Order } from '../order.ts';

/** Why an event does not apply to an order as it stands. Each has a sentence for people in the views. */
export type Refusal =
  | 'own_order'
  | 'not_the_requester'
  | 'terms_have_moved'
  | 'approved_by_you_already'
  | 'already_approved'
  | 'already_declined'
  | 'already_withdrawn'
  | 'already_expired'
  | 'too_late_to_withdraw'
  | 'not_expired_yet'
  | 'not_awaiting_placement'
  | 'still_looking'
  | 'does_not_apply';

/**
 * An accepted event that is news goes into the history; one that only says "still so" does not. `event`: what it meant for
 * this order, when that is something else than what came in; the history tells that instead.
 */
export type Decision =
  | {
      readonly ok: true;
      readonly order: Order;
      readonly effects: readonly EffectIntent[];
      readonly isNews: boolean;
      readonly event?: OrderEvent;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });

export const accept = (order: Order, ...effects: readonly EffectIntent[]): Decision => ({
  ok: true,
  order,
  effects,
  isNews: true,
});

/** Accepts an event that meant something else for this order. */
export const acceptAs = (order: Order, event: OrderEvent, ...effects: readonly EffectIntent[]): Decision => ({
  ok: true,
  order,
  effects,
  isNews: true,
  event,
});

/** Accepts what nobody has to read about later: another look in vain, progress that stood still. */
export const carryOn = (order: Order, ...effects: readonly EffectIntent[]): Decision => ({
  ok: true,
  order,
  effects,
  isNews: false,
});

export const effectAt = (dueAt: Date, task: EffectTask): EffectIntent => ({ dueAt, task });
