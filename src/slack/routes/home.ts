import { homeView } from '../../../views/home/home.ts';
import type { UserId } from '../../values/ids.ts';
import type { RouteContext } from './route-context.ts';

const RECENT_ORDERS = 15;

/** Draws the Home tab of one person: their orders, or all orders for people who can decide. */
export async function publishHome(context: RouteContext, userId: UserId): Promise<void> {
  const { channelId } = context;
  const found = await context.useCases.listOrders(userId, RECENT_ORDERS);
  const view = homeView(
    found.ok
      ? { orders: found.orders, scope: found.scope, mayDecide: found.scope === 'all', channelId }
      : { orders: [], scope: 'own', mayDecide: false, channelId },
  );
  await context.clients.web.views.publish({ user_id: userId, view });
}
