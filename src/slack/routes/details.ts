import type { ModalView } from '@slack/types';
import { orderDetailsModal } from '../../../views/messages/order-details.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { openOrder, visibleOrder } from './about-order.ts';
import { showModal } from './modal.ts';
import type { ActionCall, ActionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

/** Title of an order's *Details*. */
export const detailsTitle = (reference: Reference): string => `Order ${reference}`;

const drawing =
  ({ useCases }: RouteContext, said?: string): Parameters<typeof openOrder>[3] =>
  async (found) => {
    const usual = await useCases.usualSetUp(found.order);
    const isPaused = (await useCases.pause()) !== null;
    return orderDetailsModal(found, {
      policy: useCases.policy,
      usual,
      isPaused,
      ...(said === undefined ? {} : { said }),
    });
  };

/** *Details*: everything that is known of an order, and what its reader can do with it. */
export const details: ActionRoute = (context, call) => openOrder(context, call, detailsTitle, drawing(context));

/** The same page for somebody who has another one of that order open. */
export const detailsPage = (
  context: RouteContext,
  by: UserId,
  reference: Reference,
  said?: string,
): Promise<ModalView> => visibleOrder(context, by, reference, detailsTitle(reference), drawing(context, said));

/** Draws *Details* anew in the modal that was pressed in; `said` is what the press came to. */
export async function redrawDetails(
  context: RouteContext,
  { payload, userId }: ActionCall,
  reference: Reference,
  said: string,
): Promise<void> {
  if (payload.view) await showModal(context, payload.view.id, await detailsPage(context, userId, reference, said));
}
