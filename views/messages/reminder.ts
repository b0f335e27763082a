import type { Order } from '../../src/orders/order.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import { section } from '../blocks.ts';
import { inSentence, titleSection } from '../card/order-summary.ts';
import { whoMayDecide } from '../words/people.ts';
import { localTime, type Naming } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** A reminder in the card's thread; it mentions those who may decide by the policy in force. */
export function reminderMessage(order: Order, policy: ApprovalPolicy, named: Naming): MessageView {
  const { requestedBy } = order.facts;
  const deciders = whoMayDecide(policy, requestedBy);
  const until = order.state === 'awaiting_approval' ? ` It stays open until ${localTime(order.expiresAt)}.` : '';
  const text = `⏰ ${deciders}: this order of ${named(requestedBy)} still waits for a decision.${until}`;
  return { text: `Still waiting: ${inSentence(order)}. ${deciders}`, blocks: [titleSection(order), section(text)] };
}
