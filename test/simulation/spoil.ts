import { nextEntry } from '../../src/orders/history.ts';
import type { Directory, OrderStore, Vendor } from '../../src/service/ports.ts';
import { bea, team } from '../support/builders.ts';
import type { SimulatedVendor } from './simulated-vendor.ts';

/** Takes a guard of the product away, from outside. The simulation has to find out. */
export interface Spoil {
  readonly orders?: (orders: OrderStore) => OrderStore;
  readonly vendor?: (vendor: SimulatedVendor) => Vendor;
  /** People as the worker sees them, when it asks again before placing. */
  readonly directory?: Directory;
  /** A click counts for the terms of now, whatever its person saw. */
  readonly ignoresFingerprint?: boolean;
  readonly hasNoKillSwitch?: boolean;
  readonly hasNoDurabilityCheck?: boolean;
}

/** A store that writes whatever the version, with a log that looks sound: two processes undo each other's work. */
const withoutCompareAndSet = (orders: OrderStore): OrderStore => ({
  ...orders,
  replace: async (_version, change) => {
    const stored = await orders.get(change.order.facts.reference);
    if (!stored) return false;
    const { entry } = change;
    const rechained = entry && nextEntry(stored.head, entry.event, entry.fingerprint, entry.at);
    return orders.replace(stored.version, { ...change, entry: rechained });
  },
  replaceWithIntent: async (_version, change, guard) => {
    const stored = await orders.get(change.order.facts.reference);
    if (!stored) return 'changed';
    const { entry } = change;
    const rechained = entry && nextEntry(stored.head, entry.event, entry.fingerprint, entry.at);
    return orders.replaceWithIntent(stored.version, { ...change, entry: rechained }, guard);
  },
});

/** A store that says it has kept the intent to pay, and has not. */
const withoutIntent = (orders: OrderStore): OrderStore => ({
  ...orders,
  replace: async (version, change) => (change.order.state === 'placing' ? true : orders.replace(version, change)),
  replaceWithIntent: async () => 'written',
});

/** The price as it was at the request, however it moved since. */
const withoutPriceCheck = (vendor: SimulatedVendor): Vendor => ({
  ...vendor,
  calculate: async (...question) => {
    const answer = await vendor.calculate(...question);
    return { ...answer, totalPrice: answer.totalPrice / vendor.priceFactor() };
  },
});

/** Everybody who ever was an approver still is one. */
const withoutAuthorityCheck: Directory = {
  member: async (id) => ({
    id,
    teamId: team,
    realName: id,
    isGuest: false,
    isDeactivated: false,
    isBot: false,
  }),
  groupMembers: async () => [bea],
};

/** Every guard that can be taken away, by name. */
export const SPOILS: Readonly<Record<string, Spoil>> = {
  'the compare-and-set': { orders: withoutCompareAndSet },
  'the intent before the call': { orders: withoutIntent },
  'the fingerprint check': { ignoresFingerprint: true },
  'the price check of the last moment': { vendor: withoutPriceCheck },
  'the authority check of the last moment': { directory: withoutAuthorityCheck },
  'the kill switch': { hasNoKillSwitch: true },
  'the durability check': { hasNoDurabilityCheck: true },
};
