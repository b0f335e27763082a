import { addMinutes } from 'date-fns/addMinutes';
import { namesOf } from '../../acts/act.ts';
import { isFreeByRule } from '../approval/free-by-rule.ts';
import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import { actOf, approvalsOf, type Order, type OrderState } from '../order.ts';
import { nextCardLookAt } from '../schedule.ts';
import { type DrawnAs, type MessageRef, postedAt, type Surface, surfaceOf, withSurface } from '../surface.ts';
import { accept, type Decision, effectAt, refuse } from './decision.ts';
import { isAskedAbout, isSought } from './looks.ts';
import { questionOf } from './settle-resembling.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

/** A card shows so many domains itself; a longer list goes into its thread as a file. */
export const DOMAINS_ON_CARD = 10;

/**
 * The card is in the channel: from now on it can be redrawn, and the requester can be sent a link to it. What happened to
 * the order between the drawing and now is drawn at once: a redraw that came before the card was known drew nothing. A card
 * in the place of one that is gone is linked in the requester's message. From now on it is looked at about once a day, too:
 * one that was deleted is only noticed by drawing it.
 */
export function decideAnnounced(order: Order, event: EventOf<'announced'>, now: Date): Decision {
  if (surfaceOf(order, 'card')) return refuse('does_not_apply');
  const effects: EffectIntent[] = [];
  if (!isRequesterAsked(order)) effects.push(tellRequested(now));
  if (namesOf(actOf(order)).length > DOMAINS_ON_CARD) effects.push(effectAt(now, { type: 'attach_list' }));
  if (order.cardTrouble || !isAsRequested(order)) effects.push(effectAt(now, { type: 'redraw' }));
  if (needsCard(order)) effects.push(effectAt(nextCardLookAt(now), { type: 'look_at_card' }));
  const { cardTrouble: _over, ...rest } = order;
  const { card: ref, drawn } = event;
  const card: Surface = { kind: 'card', ref, ...(drawn && { drawn }) };
  return accept({ ...rest, surfaces: withSurface(order.surfaces, card) }, ...effects);
}

/**
 * The card does not get into the channel; requester and approvers are told why, once for each reason. It stays due. The
 * requester reads it in the message that is redrawn, so that they can withdraw, and need no second one.
 */
export function decideAnnounceFailed(order: Order, event: EventOf<'announce_failed'>, now: Date): Decision {
  if (surfaceOf(order, 'card')) return refuse('does_not_apply');
  const { failure, word = null } = event;
  const told = order.cardTrouble;
  // A channel that nobody may post in and that cannot be asked for a while is still the channel that nobody may post in.
  const isKnown = told?.failure === failure && told.word === word;
  if (isKnown || (failure === 'card_late' && told && told.failure !== null)) return refuse('does_not_apply');
  const trouble = { since: told?.since ?? order.facts.requestedAt, failure, word };
  const hasMessage = surfaceOf(order, 'requester') !== null;
  const own = hasMessage ? effectAt(now, { type: 'tell', to: 'requester', notice: failure }) : tellRequested(now);
  return accept(
    { ...order, cardTrouble: trouble },
    ...(hasMessage || !isRequesterAsked(order) ? [own] : []),
    effectAt(now, { type: 'tell', to: 'approvers', notice: failure }),
    ...(hasMessage ? [effectAt(now, { type: 'redraw' })] : []),
  );
}

/**
 * A card that is gone is posted anew while people need it. Not one that is still there, and on which only numbers would move:
 * each step of a long set-up would post another card.
 */
export function decideCardLost(order: Order, { card, word, isShown }: EventOf<'card_lost'>, now: Date): Decision {
  if (!isToBePostedAnew(order, card, now)) return refuse('does_not_apply');
  const drawn = order.surfaces.find(({ kind }) => kind === 'card')?.drawn;
  if (isShown && drawn !== undefined && drawn === drawnAs(order)) return refuse('does_not_apply');
  const others = order.surfaces.filter(({ kind }) => kind !== 'card');
  return accept(
    {
      ...order,
      surfaces: withSurface(others, { kind: 'former_card', ref: card }),
      cardTrouble: { since: now, failure: null, word },
    },
    effectAt(now, { type: 'announce' }),
    effectAt(now, { type: 'redraw' }),
  );
}

/** What a card says of the order as it stands; null unless it is being set up, and people are asked nothing about it. */
export function drawnAs(order: Order): DrawnAs | null {
  if (order.state !== 'placed' || questionOf(order) !== null) return null;
  const isTwice = order.attempts.some(({ turnedUpAt }) => turnedUpAt !== undefined);
  if (isTwice || (isSought(order) && isAskedAbout(order))) return null;
  return order.progress.isStuck ? 'late' : 'placed';
}

/** Somebody has to act on an order in these states, or waits for it: its card is what they look at. */
const NEEDS_CARD: ReadonlySet<OrderState> = new Set([
  'awaiting_approval',
  'approved',
  'placing',
  'outcome_unknown',
  'payment_pending',
  'placed',
]);

/** Whether people need the card of an order as it stands. */
export const needsCard = (order: Order): boolean => NEEDS_CARD.has(order.state);

/**
 * What is due when people need the card again of an order that needed none: it stands at the vendor after all. One that never
 * came, or was gone by then, is posted, and one that is there is looked at daily again.
 */
export function cardNeededAgain(before: Order, after: Order, now: Date): EffectIntent[] {
  if (needsCard(before) || !needsCard(after)) return [];
  return surfaceOf(after, 'card')
    ? [effectAt(nextCardLookAt(now), { type: 'look_at_card' })]
    : [effectAt(now, { type: 'announce' })];
}

/**
 * Whether a card takes the place of one that is gone, or comes late: what is to stand in its thread waits for it. Not where
 * somebody has to open the channel to the app first.
 */
export function isCardComing(order: Order): boolean {
  const { cardTrouble } = order;
  if (!cardTrouble || !needsCard(order) || surfaceOf(order, 'card')) return false;
  return cardTrouble.failure === null || cardTrouble.failure === 'card_late';
}

/**
 * Whether a card that can be changed no more is posted anew. Not one that was posted within the last minute: where messages
 * can never be edited, or are deleted at once, each new one would cause the next.
 */
export function isToBePostedAnew(order: Order, card: MessageRef, now: Date): boolean {
  const present = surfaceOf(order, 'card');
  const isPresent = present?.ts === card.ts && present.channelId === card.channelId;
  return isPresent && needsCard(order) && addMinutes(postedAt(card), 1) <= now;
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

/** Whether the requester's message is out, or on its way: it came with the first card, or with what kept that back. */
const isRequesterAsked = (order: Order): boolean =>
  surfaceOf(order, 'requester') !== null || order.cardTrouble !== undefined;

const tellRequested = (now: Date): EffectIntent =>
  effectAt(now, { type: 'tell', to: 'requester', notice: 'requested' });

/** Whether nothing that people see has changed since the request. */
function isAsRequested(order: Order): boolean {
  if (isFreeByRule(order)) return order.state === 'approved' && order.hold === null && order.attempts.length === 0;
  return order.state === 'awaiting_approval' && approvalsOf(order).length === 0 && order.change === null;
}
