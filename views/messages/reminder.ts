import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { whoMayDecide } from '../words/people.ts';
import { monthly } from '../words/price-text.ts';
import { inline, localTime, mention } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** A reminder in the card's thread; it mentions those who may decide. */
export function reminderMessage(order: Order): MessageView {
  const { purchase, requestedBy } = order.facts;
  const deciders = whoMayDecide(order.terms.policy, requestedBy);
  const amount = monthly(order.terms.quote.totalCents);
  const until = order.state === 'awaiting_approval' ? ` It stays open until ${localTime(order.expiresAt)}.` : '';
  const text = `⏰ ${deciders}: the order of ${mention(requestedBy)} for ${inline(purchase.label)} (${amount}) still waits for a decision.${until}`;
  return { text, blocks: [section(text)] };
}
