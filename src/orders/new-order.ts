import type { Quote } from '../acts/custom_order/quote.ts';
import { effectAt } from './decide/decision.ts';
import type { EffectIntent } from './effect.ts';
import type { OrderEvent } from './event.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Order, OrderFacts } from './order.ts';
import type { ApprovalPolicy } from './policy.ts';
import { expiresAt, remindAt } from './schedule.ts';

/** An order's first moment: the order itself, the event that made it, and what follows from it. */
export interface NewOrder {
  readonly order: Order;
  readonly event: OrderEvent;
  readonly effects: readonly EffectIntent[];
}

/** Makes the order for a checked purchase at a price that the requester has seen. */
export function newOrder(facts: OrderFacts, quote: Quote, policy: ApprovalPolicy): NewOrder {
  const now = facts.requestedAt;
  const attempt = 1;
  const fingerprint = fingerprintOf(facts.reference, facts.purchase, { attempt, quote, policy });
  return {
    order: {
      state: 'awaiting_approval',
      facts,
      terms: { attempt, quote, policy, fingerprint },
      messages: { card: null, requester: null },
      approvals: [],
      expiresAt: expiresAt(now),
      change: null,
    },
    event: { type: 'requested', by: facts.requestedBy, fingerprint, totalCents: quote.totalCents },
    effects: [
      effectAt(now, { type: 'announce' }),
      effectAt(remindAt(now), { type: 'remind' }),
      effectAt(expiresAt(now), { type: 'expire' }),
    ],
  };
}
