import type { ModalView } from '@slack/types';
import { orderDetailsModal } from '../../../views/messages/order-details.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { openOrder, visibleOrder } from './about-order.ts';
import { showModal } from './modal.ts';
import type { ActionCall, ActionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

export const titleOf = (reference: Reference): string => `Order ${reference}`;

/** *Details*: everything that is known of an order, and what its reader can do with it. */
export const details: ActionRoute = (context, call) =>
  openOrder(context, call, titleOf, (found) => orderDetailsModal(found, { policy: context.useCases.policy }));

/** *Details* as somebody sees them now; `said` is what they did a moment ago. */
export const detailsPage = (
  context: RouteContext,
  by: UserId,
  reference: Reference,
  said?: string,
): Promise<ModalView> =>
  visibleOrder(context, by, reference, titleOf(reference), (found) =>
    orderDetailsModal(found, { policy: context.useCases.policy, ...(said === undefined ? {} : { said }) }),
  );

/** Draws *Details* anew in the modal that was pressed in; `said` is what the press came to. */
export async function redrawDetails(
  context: RouteContext,
  { payload, userId }: ActionCall,
  reference: Reference,
  said: string,
): Promise<void> {
  if (payload.view) await showModal(context, payload.view.id, await detailsPage(context, userId, reference, said));
}
