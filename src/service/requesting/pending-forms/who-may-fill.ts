import { ownsName } from '../../../acts/claim.ts';
import type { HeldForm } from '../../../acts/fill_form/held-form.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import { vendorOrderIdsOf } from '../../../orders/standing/at-vendor.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseByPolicy, refuseToAsk } from '../../authority.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';

export interface FormRightsDeps extends AskingDeps {
  readonly orders: OrderStore;
}

/** What is known of a form when it is asked whose it is. */
export type FormOfOrder = Pick<HeldForm, 'vendorOrderId' | 'names'>;

/** The order of ours that paid for a form; null when there is none that is open. */
export async function orderThatPaid(orders: OrderStore, { vendorOrderId, names }: FormOfOrder): Promise<Order | null> {
  for (const owner of new Set((await orders.claimed(names.map(ownsName))).values())) {
    const order = (await orders.get(owner))?.order;
    if (order && vendorOrderIdsOf(order).includes(vendorOrderId)) return order;
  }
  return null;
}

/** Null when somebody may ask to fill in a form: who can decide, and who asked for the order that paid for it. Throws `SlackUnavailable`. */
export async function refuseToFill(
  deps: FormRightsDeps,
  by: UserId,
  form: FormOfOrder,
): Promise<AuthorityRefusal | null> {
  const paid = await orderThatPaid(deps.orders, form);
  return paid?.facts.requestedBy === by ? refuseToAsk(deps, by) : refuseByPolicy(deps, by);
}
