import type { Order } from '../../src/orders/order.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { bookViolations } from './audit-books.ts';
import type { Audited, Kept } from './audited.ts';
import type { SimulatedMessage } from './simulated-slack.ts';

/** What every order keeps to, once the dust has settled. */
export function endViolations(audited: Audited, kept: Kept): string[] {
  const { reference } = kept.order.facts;
  const violations = [...bookViolations(audited, kept), ...messageViolations(audited, kept.order)];
  return violations.map((violation) => `${reference}: ${violation}`);
}

/** Whether a message can be changed, as far as anybody was told. */
const isLive = ({ loss, isGivenUp }: SimulatedMessage): boolean => loss === null && !isGivenUp;

/** Somebody has to act on an order in these states, or waits for it. */
const NEEDS_PEOPLE: ReadonlySet<Order['state']> = new Set([
  'awaiting_approval',
  'approved',
  'placing',
  'outcome_unknown',
  'payment_pending',
  'placed',
]);

/**
 * An order that needs people has a card that can be changed, unless nobody was told that it cannot, or only when it was new: a
 * card is not posted anew within its first minute. Nor is one that can only be edited no more, and shows how the order stands.
 */
function cardViolations(order: Order, cards: readonly SimulatedMessage[]): string[] {
  if (!NEEDS_PEOPLE.has(order.state) || cards.length === 0) return [];
  const card = cards.find(({ ref }) => ref.ts === surfaceOf(order, 'card')?.ts);
  if (!card) return ['none of its cards is known to it'];
  const isSeenAsItIs = card.loss === 'edit_window_closed' && card.state === order.state;
  return card.isGivenUpLate && !isSeenAsItIs ? ['its card is lost, and no other is in its place'] : [];
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
  const live = cards.filter(isLive);
  if (live.length > 1 && !mayRepeat) violations.push(`${live.length} cards`);
  if (wentBackAt === 0) violations.push(...cardViolations(order, cards));
  for (const message of messages.filter(({ kind }) => kind === 'card' || kind === 'requested').filter(isLive)) {
    const isDrawn = [surfaceOf(order, 'card'), surfaceOf(order, 'requester')].some((ref) => ref?.ts === message.ref.ts);
    if (message.state !== order.state && (isDrawn || !mayRepeat) && message.drawnAt > wentBackAt)
      violations.push(`the ${message.kind} says ${message.state}`);
  }
  const there = messages.filter(({ loss }) => loss !== 'message_not_found');
  const marks = there.map(({ mark, to }) => `${mark} to ${to}`);
  if (new Set(marks).size !== marks.length && !mayRepeat) violations.push('somebody was told twice');
  const told = messages.filter(({ kind }) => kind === order.state).length;
  const held = slack.held.filter(({ reference, kind }) => reference === order.facts.reference && kind === order.state);
  const isTold = ['declined', 'expired', 'refused', 'active', 'cancelled'].includes(order.state) && cards.length > 0;
  if (isTold && (mayRepeat ? told + held.length < 1 : told !== 1))
    violations.push(`the requester was told ${told} times of the end`);
  return violations;
}
