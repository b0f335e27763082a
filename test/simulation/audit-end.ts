import type { Order } from '../../src/orders/order.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { bookViolations } from './audit-books.ts';
import type { Audited, Kept } from './audited.ts';

/** What every order keeps to, once the dust has settled. */
export function endViolations(audited: Audited, kept: Kept): string[] {
  const { reference } = kept.order.facts;
  const violations = [...bookViolations(audited, kept), ...messageViolations(audited, kept.order)];
  return violations.map((violation) => `${reference}: ${violation}`);
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
  const isTold = ['declined', 'expired', 'refused', 'active', 'cancelled'].includes(order.state) && cards.length > 0;
  if (isTold && (mayRepeat ? told + held.length < 1 : told !== 1))
    violations.push(`the requester was told ${told} times of the end`);
  return violations;
}
