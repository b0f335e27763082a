import type { CancelOrder } from '../../../src/acts/cancel_order/cancel-order.ts';
import { cancelWorth } from '../../../src/acts/cancel_order/cancel-order.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { newOrder } from '../../../src/orders/new-order.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import type { Warrant } from '../../../src/orders/warrant/warrant.ts';
import { amir, aPolicy, aReference, inState, noon, rita, team } from '../builders.ts';
import { aWarrant } from '../warrants.ts';

/** What a cancel call asks for. */
export interface CancelCall {
  readonly workspaceId: string;
  readonly vendorOrderId: string;
}

/** A warrant of `now` for a cancel call that Rita asked for and Amir approved. */
export function aCancelWarrant({ workspaceId, vendorOrderId }: CancelCall, now = noon): Warrant {
  const act: CancelOrder = {
    kind: 'cancel_order',
    workspace: { id: workspaceId, name: 'Northwind Outbound' },
    vendorOrderId,
    label: 'Acme',
    names: ['getnorthwind.com'],
    mailboxes: 2,
    monthCents: 700,
    createdAt: now,
    reason: 'Not needed any more',
  };
  const worth = cancelWorth(act);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: now };
  const requirement = requirementFor({ act, worth, requester: rita }, aPolicy());
  const { order } = newOrder(facts, { act, worth, requirement });
  const { fingerprint } = newestTerms(order);
  const approved = decide(order, { type: 'approved', by: amir, fingerprint }, now);
  if (!approved.ok) throw new Error(`Approving: ${approved.refusal}`);
  return aWarrant(inState(approved.order, 'approved'), { now });
}
