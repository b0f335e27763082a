import { z } from 'zod';
import { PrewarmedInbox, prewarmedClaims } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import { hasLikelyPrice, priceStock } from '../../../acts/buy_prewarmed/stock.ts';
import { QuoteRefusal } from '../../../acts/custom_order/quote.ts';
import type { Reference } from '../../../values/ids.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { type ShownDeps, shownAnswer } from '../shown-answer.ts';

export interface StockDeps extends ShownDeps {
  readonly vendor: Vendor;
  readonly orders: OrderStore;
}

export type ReadStock =
  | {
      readonly ok: true;
      readonly stock: readonly PrewarmedInbox[];
      /** Which items are in an open order already, with that order. */
      readonly taken: ReadonlyMap<string, Reference>;
      /** When the vendor was asked for it. */
      readonly readAt: Date;
    }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/** The vendor's stock, priced, or why it cannot be. */
const Priced = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), inboxes: z.array(PrewarmedInbox) }),
  z.object({ ok: z.literal(false), refusal: QuoteRefusal }),
]);
type Priced = z.infer<typeof Priced>;

/** What the vendor has in stock, and what of it open orders have: read anew. An item whose price cannot be right is not offered. Throws what vendor reads throw. */
export async function readStock(deps: StockDeps, workspaceId: string): Promise<ReadStock> {
  const readAt = deps.clock.now();
  return withTaken(deps, await pricedStock(deps, workspaceId), readAt);
}

/** The same to choose from, at most a minute old: what is chosen is read anew when it is reviewed. An empty stock is not kept. */
export async function shownStock(deps: StockDeps, workspaceId: string): Promise<ReadStock> {
  const keeps = (priced: Priced) => priced.ok && priced.inboxes.length > 0;
  const kept = { key: `prewarmed:${workspaceId}`, schema: Priced, keeps };
  const { answer, readAt } = await shownAnswer(deps, kept, () => pricedStock(deps, workspaceId));
  return withTaken(deps, answer, readAt);
}

async function pricedStock({ vendor }: StockDeps, workspaceId: string): Promise<Priced> {
  const items = await vendor.prewarmedStock(workspaceId, 'person');
  const priced = priceStock(items.filter(hasLikelyPrice));
  return priced.ok ? { ok: true, inboxes: [...priced.inboxes] } : { ok: false, refusal: priced.refusal };
}

async function withTaken({ orders }: StockDeps, priced: Priced, readAt: Date): Promise<ReadStock> {
  if (!priced.ok) return priced;
  const claimed = await orders.claimed(prewarmedClaims({ inboxes: priced.inboxes }));
  const taken = new Map<string, Reference>();
  for (const inbox of priced.inboxes) {
    const [by] = prewarmedClaims({ inboxes: [inbox] }).flatMap(({ key }) => claimed.get(key) ?? []);
    if (by !== undefined) taken.set(inbox.id, by);
  }
  return { ok: true, stock: priced.inboxes, taken, readAt };
}
