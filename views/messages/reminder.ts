import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { inSentence } from '../card/order-summary.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { localTime } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** A reminder in the card's thread; it mentions those who may decide by the policy in force. */
export function reminderMessage(order: Order, policy: ApprovalPolicy): MessageView {
  const deciders = whoMayDecide(policy, order.facts.requestedBy);
  const until = order.state === 'awaiting_approval' ? `; ends ${localTime(order.expiresAt)}` : '';
  return {
    text: `Still waiting: ${inSentence(order)}. ${deciders}`,
    blocks: [section(`${deciders}, still waiting${until}.`)],
  };
}
