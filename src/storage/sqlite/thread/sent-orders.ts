import type {
  IntentGuard,
  IntentWritten,
  OrderChange,
  OrderClaim,
  OrderStore,
} from '../../../service/ports/stores/order-store.ts';
import type { Reference } from '../../../values/ids.ts';
import { rememberText, textAsRead } from '../../rows/row.ts';

/** Something with an order in it, and the order's text if it is as it was read: it does not survive the way between threads by itself. */
export interface Sent<Value> {
  readonly value: Value;
  readonly text: string | null;
}

type Stored = NonNullable<Awaited<ReturnType<OrderStore['get']>>>;

/** `OrderStore` as it is between threads, so that an order that did not change is still not written out again. */
export interface SentOrders extends Omit<OrderStore, 'get' | 'claimDue' | 'replace' | 'replaceWithIntent'> {
  get(reference: Reference): Promise<Sent<Stored> | null>;
  claimDue(...given: Parameters<OrderStore['claimDue']>): Promise<Sent<OrderClaim>[]>;
  replace(version: number, change: Sent<OrderChange>): Promise<boolean>;
  replaceWithIntent(version: number, change: Sent<OrderChange>, guard: IntentGuard): Promise<IntentWritten>;
}

const send = <Value extends Pick<OrderChange, 'order'>>(value: Value): Sent<Value> => ({
  value,
  text: textAsRead(value.order),
});

function receive<Value extends Pick<OrderChange, 'order'>>({ value, text }: Sent<Value>): Value {
  if (text !== null) rememberText(value.order, text);
  return value;
}

/** The side of the store. */
export function sendOrders(orders: OrderStore): SentOrders {
  return {
    ...orders,
    get: async (reference) => {
      const stored = await orders.get(reference);
      return stored && send(stored);
    },
    claimDue: async (...given) => (await orders.claimDue(...given)).map(send),
    replace: (version, change) => orders.replace(version, receive(change)),
    replaceWithIntent: (version, change, guard) => orders.replaceWithIntent(version, receive(change), guard),
  };
}

/** The side of those who ask. */
export function receiveOrders(orders: SentOrders): OrderStore {
  return {
    ...orders,
    get: async (reference) => {
      const stored = await orders.get(reference);
      return stored && receive(stored);
    },
    claimDue: async (...given) => (await orders.claimDue(...given)).map(receive),
    // Every page of a form asks; most have no name yet, and need not wait for the thread.
    claimed: async (claims) => (claims.length === 0 ? new Map() : orders.claimed(claims)),
    replace: (version, change) => orders.replace(version, send(change)),
    replaceWithIntent: (version, change, guard) => orders.replaceWithIntent(version, send(change), guard),
  };
}
