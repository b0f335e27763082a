import { fingerprintOf } from '../../src/orders/approval/fingerprint.ts';
import { nextEntry } from '../../src/orders/history/history.ts';
import { newestTerms, type Order } from '../../src/orders/order.ts';
import { PAUSE_KEY } from '../../src/orders/pause.ts';
import type { OrderStore, StoredOrder } from '../../src/service/ports/stores/order-store.ts';
import { aSalt } from '../support/builders.ts';
import type { Ports } from './port-set.ts';
import type { StoryWorld } from './story-world.ts';

type SpoiledOrders = { readonly orders: OrderStore };

/** A store that writes whatever the version, with a log that looks sound: two processes undo each other's work. */
export const withoutCompareAndSet = ({ orders }: Ports): SpoiledOrders => {
  const newest = async <Answer>(
    change: Parameters<OrderStore['replace']>[1],
    write: (version: number, rechained: typeof change) => Promise<Answer>,
    isGone: Answer,
  ): Promise<Answer> => {
    const stored = await orders.get(change.order.facts.reference);
    if (!stored) return isGone;
    const { entry } = change;
    const rechained = entry && nextEntry(stored.head, { ...entry, salt: aSalt });
    return write(stored.version, { ...change, entry: rechained, head: stored.head });
  };
  return {
    orders: {
      ...orders,
      replace: (_version, change) => newest(change, (...write) => orders.replace(...write), false),
      replaceWithIntent: (_version, change, guard) =>
        newest(change, (...write) => orders.replaceWithIntent(...write, guard), 'changed' as const),
    },
  };
};

/** A store that says it has kept the intent to pay, and has not. */
export const withoutIntent = ({ orders }: Ports): SpoiledOrders => ({
  orders: { ...orders, replaceWithIntent: async () => 'written' },
});

/** A store that writes the intent to pay while placing is paused. */
export const withoutPauseAtIntent = ({ orders }: Ports, { settings }: StoryWorld): SpoiledOrders => ({
  orders: {
    ...orders,
    replaceWithIntent: async (...write) => {
      const pause = await settings.get(PAUSE_KEY);
      if (pause === null) return orders.replaceWithIntent(...write);
      await settings.delete(PAUSE_KEY);
      const written = await orders.replaceWithIntent(...write);
      await settings.set(PAUSE_KEY, pause, null);
      return written;
    },
  },
});

/** A store that counts nothing against the limit of a day. */
export const withoutDayLimit = ({ orders }: Ports): SpoiledOrders => ({
  orders: {
    ...orders,
    replaceWithIntent: (version, change, guard) =>
      orders.replaceWithIntent(version, change, { ...guard, dayLimitCents: Number.MAX_SAFE_INTEGER }),
  },
});

/** A store that is always said to be durable. */
export const withoutDurabilityCheck = ({ orders }: Ports): SpoiledOrders => ({
  orders: { ...orders, durabilityProblem: async () => null },
});

/** A store that hands out orders that are to be placed as something else than they are. */
function handingOut(orders: OrderStore, otherwise: (order: Order, now: Date) => Order): OrderStore {
  const changed = <Stored extends StoredOrder>(stored: Stored, now: Date): Stored =>
    stored.order.state === 'approved' ? { ...stored, order: otherwise(stored.order, now) } : stored;
  return {
    ...orders,
    claimDue: async (now, ...how) => (await orders.claimDue(now, ...how)).map((claim) => changed(claim, now)),
  };
}

/** A store in which every approval looks as if it had just been given. */
export const withoutApprovalAge = ({ orders }: Ports): SpoiledOrders => ({
  orders: handingOut(orders, (order, at) => ({
    ...order,
    approvals: order.approvals.map((each) => ({ ...each, at })),
  })),
});

/** A store that hands out terms for other names, under a fingerprint and approvals that fit them. */
export const withOtherTerms = ({ orders }: Ports): SpoiledOrders => ({
  orders: handingOut(orders, (order) => {
    const newest = newestTerms(order);
    if (newest.act.kind !== 'custom_order') return order;
    const lines = newest.act.lines.map((line) => ({
      ...line,
      domains: line.domains.map((domain) => ({ ...domain, name: `other-${domain.name}` })),
    }));
    const other = { ...newest, act: { ...newest.act, lines } };
    const fingerprint = fingerprintOf(order.facts.reference, other);
    const approvals = order.approvals.map((each) =>
      each.fingerprint === newest.fingerprint ? { ...each, fingerprint } : each,
    );
    return { ...order, approvals, terms: [...order.terms.slice(0, -1), { ...other, fingerprint }] };
  }),
});
