import type { ModalView } from '@slack/types';
import { orderDetailsModal } from '../../../../views/messages/one-order/order-details.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionCall, ActionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { openOrder, visibleOrder } from './about-order.ts';

/** Title of an order's *Details*. */
export const detailsTitle = (reference: Reference): string => `Order ${reference}`;

/** What is shown beside the order: what the reader did a moment ago, and which of many domains. */
interface Shown {
  readonly said?: string;
  readonly from?: number;
}

const drawing =
  ({ useCases }: RouteContext, shown: Shown = {}): Parameters<typeof openOrder>[3] =>
  async (found) => {
    const usual = await useCases.usualSetUp(found.order);
    const isPaused = (await useCases.pause()) !== null;
    return orderDetailsModal(found, { policy: useCases.policy, usual, isPaused, ...shown });
  };

/** *Details*: everything that is known of an order, and what its reader can do with it. */
export const details: ActionRoute = (context, call) => openOrder(context, call, detailsTitle, drawing(context));

/** Which order, and of many domains the page with that one. */
interface DetailsPage {
  readonly reference: Reference;
  readonly from?: number;
}

/** The same page for somebody who has another one of that order open. */
export const detailsPage = (
  context: RouteContext,
  by: UserId,
  { reference, from = 0 }: DetailsPage,
  said?: string,
): Promise<ModalView> => {
  const shown = { from, ...(said === undefined ? {} : { said }) };
  return visibleOrder(context, by, reference, detailsTitle(reference), drawing(context, shown));
};

/** Draws *Details* anew in the modal that was pressed in; `said` is what the press came to. */
export async function redrawDetails(
  context: RouteContext,
  { payload, userId }: ActionCall,
  reference: Reference,
  said: string,
): Promise<void> {
  if (payload.view) await showModal(context, payload.view.id, await detailsPage(context, userId, { reference }, said));
}
