import { namesOf } from '../../acts/act.ts';
import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import { actOf, approvalsOf, type Order } from '../order.ts';
import { surfaceOf, withSurface } from '../surface.ts';
import { accept, type Decision, effectAt, refuse } from './decision.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

/** A card shows so many domains itself; a longer list goes into its thread as a file. */
export const DOMAINS_ON_CARD = 10;

/**
 * The card is in the channel: from now on it can be redrawn, and the requester can be sent a link to it. What happened to
 * the order between the drawing and now is drawn at once: a redraw that came before the card was known drew nothing.
 */
export function decideAnnounced(order: Order, event: EventOf<'announced'>, now: Date): Decision {
  if (surfaceOf(order, 'card')) return refuse('does_not_apply');
  const effects: EffectIntent[] = [effectAt(now, { type: 'tell', to: 'requester', notice: 'requested' })];
  if (namesOf(actOf(order)).length > DOMAINS_ON_CARD) effects.push(effectAt(now, { type: 'attach_list' }));
  if (!isAsRequested(order)) effects.push(effectAt(now, { type: 'redraw' }));
  return accept({ ...order, surfaces: withSurface(order.surfaces, { kind: 'card', ref: event.card }) }, ...effects);
}

/** Somebody has to fix the channel; requester and approvers are told how. The card stays due. */
export function decideAnnounceFailed(order: Order, event: EventOf<'announce_failed'>, now: Date): Decision {
  if (surfaceOf(order, 'card')) return refuse('does_not_apply');
  return accept(
    order,
    effectAt(now, { type: 'tell', to: 'requester', notice: event.failure }),
    effectAt(now, { type: 'tell', to: 'approvers', notice: event.failure }),
  );
}

/** The requester's message is out; it was drawn a moment ago, so it is brought up to date once more. */
export function decideRequesterTold(order: Order, event: EventOf<'requester_told'>, now: Date): Decision {
  if (surfaceOf(order, 'requester')) return refuse('does_not_apply');
  const message = { kind: 'requester', person: order.facts.requestedBy, ref: event.message } as const;
  return accept(
    { ...order, surfaces: withSurface(order.surfaces, message) },
    ...(isAsRequested(order) ? [] : [effectAt(now, { type: 'redraw' })]),
  );
}

/** Whether nothing that people see has changed since the request. */
function isAsRequested(order: Order): boolean {
  return order.state === 'awaiting_approval' && approvalsOf(order).length === 0 && order.change === null;
}
