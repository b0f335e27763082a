import { type PrewarmedInbox, prewarmedClaims } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import { hasLikelyPrice, priceStock } from '../../../acts/buy_prewarmed/stock.ts';
import type { QuoteRefusal } from '../../../acts/custom_order/quote.ts';
import type { Reference } from '../../../values/ids.ts';
import type { OrderStore } from '../../ports/order-store.ts';
import type { Vendor } from '../../ports/vendor.ts';

export interface StockDeps {
  readonly vendor: Vendor;
  readonly orders: OrderStore;
}

export type ReadStock =
  | {
      readonly ok: true;
      readonly stock: readonly PrewarmedInbox[];
      /** Which items are in an open order already, with that order. */
      readonly taken: ReadonlyMap<string, Reference>;
    }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/** What the vendor has in stock, and what of it open orders have. An item whose price cannot be right is not offered. Throws what vendor reads throw. */
export async function readStock({ vendor, orders }: StockDeps, workspaceId: string): Promise<ReadStock> {
  const items = await vendor.prewarmedStock(workspaceId, 'person');
  const priced = priceStock(items.filter(hasLikelyPrice));
  if (!priced.ok) return priced;
  const claimed = await orders.claimed(prewarmedClaims({ inboxes: [...priced.inboxes] }));
  const taken = new Map<string, Reference>();
  for (const inbox of priced.inboxes) {
    const [by] = prewarmedClaims({ inboxes: [inbox] }).flatMap(({ key }) => claimed.get(key) ?? []);
    if (by !== undefined) taken.set(inbox.id, by);
  }
  return { ok: true, stock: priced.inboxes, taken };
}
