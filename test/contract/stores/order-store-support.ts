import { addMilliseconds } from 'date-fns';
import type { Claim } from '../../../src/acts/claim.ts';
import { addEffects } from '../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { type HistoryEntry, type HistoryHead, nextEntry } from '../../../src/orders/history/history.ts';
import { commonOf, newestTerms, type Order, type OrderState } from '../../../src/orders/order.ts';
import type { KeyValueStore } from '../../../src/service/ports/stores/key-value-store.ts';
import type { OrderChange, OrderStore, StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { changeFor } from '../../../src/service/record-event.ts';
import { REFERENCE_ALPHABET, Reference, type UserId } from '../../../src/values/ids.ts';
import { aDomain, aNewOrder, aPurchase, aSalt, noon, type OrderOptions } from '../../support/builders.ts';
import { orderIn } from '../../support/views/orders.ts';

/** Two handles on the same empty store, each with a connection of its own. */
export interface OrderStoreHandles {
  readonly orders: OrderStore;
  readonly second: OrderStore;
  /** Where the switch that stops all placing stands, for both. */
  readonly settings: KeyValueStore;
  close(): Promise<void>;
}

/** Reaches the store under test from within a test. */
export type Handles = () => OrderStoreHandles;

export const LEASE_MS = 30_000;
/** A moment so long after Monday noon. */
export const after = (milliseconds: number) => addMilliseconds(noon, milliseconds);
const letterAt = (position: number) => REFERENCE_ALPHABET[position] ?? '';
/** References in the alphabet's order: `aaaaaa`, `aaaaab` and so on. */
export const referenceOf = (number: number) =>
  Reference.parse(
    [4, 3, 2, 1, 0].reduce((text, place) => text + letterAt(Math.floor(number / 30 ** place) % 30), letterAt(0)),
  );

export interface InsertionOptions extends OrderOptions {
  /** When its effects are due. */
  readonly dueAt?: readonly Date[];
  /** What it claims; left out, its names. */
  readonly claims?: readonly Claim[];
}

/** What `insert` takes for the order of a number, which has a name of its own. */
export function insertionOf(number: number, options: InsertionOptions = {}) {
  const lines = [{ provider: 'google' as const, domains: [aDomain(`order${number}.com`)] }];
  const {
    order: made,
    event,
    effects,
  } = aNewOrder({
    reference: referenceOf(number),
    purchase: aPurchase({ lines }),
    ...options,
  });
  const intents = options.dueAt?.map((dueAt) => ({ dueAt, task: { type: 'attach_list' as const } })) ?? effects;
  const order: Order = options.claims ? { ...made, claims: [...options.claims] } : made;
  const entry = firstEntry(order, event);
  return { order, effects: addEffects([], intents, 1), entry };
}

/** The entry that begins the history of an order. */
export const firstEntry = (order: Order, event: OrderEvent): HistoryEntry =>
  nextEntry(null, { event, fingerprint: newestTerms(order).fingerprint, at: order.facts.requestedAt, salt: aSalt });

/** The entry that follows in the history of an order. */
export const laterEntry = (order: Order, head: HistoryHead, event: OrderEvent): HistoryEntry =>
  nextEntry(head, { event, fingerprint: newestTerms(order).fingerprint, at: noon, salt: aSalt });

/** An order in another state, with all that states have in common as it was. */
export const asIf = <State extends OrderState>(state: State, order: Order) => {
  const { attempts } = orderIn(state);
  return { ...orderIn(state), ...commonOf(order), attempts };
};

/** Inserts the order of a number and reads it back. */
export async function inserted(
  orders: OrderStore,
  ...parameters: Parameters<typeof insertionOf>
): Promise<StoredOrder> {
  const { order, effects, entry } = insertionOf(...parameters);
  const answer = await orders.insert(order, effects, entry);
  if (!answer.ok) throw new Error(`Refused: ${answer.refusal}`);
  return known(orders, order.facts.reference);
}

/** An order that has to be there. */
export async function known(orders: OrderStore, reference: Reference): Promise<StoredOrder> {
  const stored = await orders.get(reference);
  if (!stored) throw new Error(`There is no order ${reference}`);
  return stored;
}

/** The change that an event makes; effects and lease stay. */
export function changeBy(stored: StoredOrder, event: OrderEvent, now = noon): OrderChange {
  const result = changeFor(stored, event, now, {
    pending: stored.effects,
    lease: stored.lease,
    salt: aSalt,
  });
  if (!result.ok) throw new Error(`Refused: ${result.refusal}`);
  return result.change;
}

/** Somebody says no. */
export const declinedBy = (by: UserId, reason = 'Too dear') => ({ type: 'declined' as const, by, reason });
/** References of stored orders, in their order. */
export const referencesOf = (stored: readonly StoredOrder[]) => stored.map(({ order }) => order.facts.reference);
/** Makes `token-1`, `token-2` and so on. */
export const tokens = () => {
  let count = 0;
  return () => `token-${++count}`;
};
