import { openSqliteStores } from '../../src/storage/open-stores.ts';

const clock = { now: () => new Date(0) };

/** A fresh SQLite store in memory; it is as durable as the simulation's world. */
export async function memoryStore() {
  const { orders, close } = openSqliteStores(null, clock);
  return { orders: { ...orders, durabilityProblem: async () => null }, close };
}
