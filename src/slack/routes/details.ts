import { orderDetailsModal } from '../../../views/messages/order-details.ts';
import type { Reference } from '../../values/ids.ts';
import { openOrder, visibleOrder } from './about-order.ts';
import { showModal } from './modal.ts';
import type { ActionCall, ActionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

const titleOf = (reference: Reference): string => `Order ${reference}`;

/** *Details*: everything that is known of an order, and what its reader can do with it. */
export const details: ActionRoute = (context, call) =>
  openOrder(context, call, titleOf, (found) => orderDetailsModal(found, { policy: context.useCases.policy }));

/** Draws *Details* anew in the modal that was pressed in; `said` is what the press came to. */
export async function redrawDetails(
  context: RouteContext,
  { payload, userId }: ActionCall,
  reference: Reference,
  said: string,
): Promise<void> {
  if (!payload.view) return;
  const view = await visibleOrder(context, userId, reference, titleOf(reference), (found) =>
    orderDetailsModal(found, { policy: context.useCases.policy, said }),
  );
  await showModal(context, payload.view.id, view);
}
