import { workspaceOf } from '../../acts/act.ts';
import { endedAt } from '../../orders/history/archivable.ts';
import type { Stub } from '../../orders/history/stub.ts';
import { actOf, type Order, termsOf } from '../../orders/order.ts';
import { oursOf } from '../../watch/ours.ts';
import type { StoredOrder } from '../ports/stores/order-store.ts';

/** What is left of an order that ended: what it explains at the vendor, and where the rest of it is. */
export function stubOf({ order, head }: StoredOrder, { at, file }: { readonly at: Date; readonly file: string }): Stub {
  const { reference, account, requestedBy, requestedAt } = order.facts;
  const ours = oursOf([order]);
  return {
    form: 1,
    ...{ reference, account, requestedBy, requestedAt, head, file, archivedAt: at },
    workspaceId: workspaceOf(actOf(order)).id,
    act: actOf(order).kind,
    state: order.state,
    endedAt: endedAt(order) ?? at,
    chargedCents: chargedBy(order),
    tags: [...new Set(order.attempts.flatMap(({ tag }) => tag ?? []))],
    made: [...ours.made].map(([vendorOrderId, { monthCents, mayBeCheaper }]) => ({
      ...{ vendorOrderId, monthCents, mayBeCheaper },
    })),
    ended: [...ours.ended].map(([vendorOrderId, sentAt]) => ({ vendorOrderId, sentAt }))[0] ?? null,
    names: [...ours.names],
    renewals: [...ours.renewals].map(([name, renewalCents]) => ({ name, renewalCents })),
    fingerprint: termsOf(order).fingerprint,
  };
}

/** What the calls that are proven to have happened charged at once. */
const chargedBy = (order: Order): number =>
  order.attempts
    .filter(({ known, answer }) => known === 'proven' && answer !== 'not_charged')
    .reduce((sum, attempt) => sum + (attempt.quotedCents ?? 0), 0);
