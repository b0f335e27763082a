import { mailboxesOf } from '../../../acts/act.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { newestTerms, type Order } from '../../../orders/order.ts';
import type { UserId } from '../../../values/ids.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';

/** Among so many of somebody's newest orders the last one of mailboxes is looked for: the others end something. */
const MOST_LOOKED_AT = 5;

/** The order of mailboxes that somebody asked for last, whatever became of it; null when there is none. */
export async function lastOrder({ orders }: { orders: OrderStore }, by: UserId): Promise<Order | null> {
  const newest = await orders.select({ stage: 'all', requestedBy: by }, { offset: 0, limit: MOST_LOOKED_AT });
  return newest.orders.find((order) => mailboxesOf(newestTerms(order).act) !== null) ?? null;
}

/** What was chosen in an order, to be chosen again: not what was typed. */
export function chosenIn(order: Order): Partial<Pick<OrderDraft, 'workspaceId' | 'source' | 'providers'>> {
  const mailboxes = mailboxesOf(newestTerms(order).act);
  if (!mailboxes) return {};
  const { workspace, source, lines } = mailboxes;
  return { workspaceId: workspace.id, source, providers: lines.map(({ provider }) => provider) };
}
