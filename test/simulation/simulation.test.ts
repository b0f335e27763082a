import { expect, test } from '@jest/globals';
import { nextEntry } from '../../src/orders/history.ts';
import { TeamId } from '../../src/orders/ids.ts';
import type { OrderStore } from '../../src/service/ports.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { startRedis } from '../support/redis-server.ts';
import { type SimulatedRun, simulate } from './simulate.ts';
import { memoryStore } from './stores.ts';

/** Bounded for CI; `npm run simulate -- --runs 100000` goes further. */
const RUNS_ON_SQLITE = 150;
const RUNS_ON_REDIS = 15;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Lives stories until one breaks a promise; answers the broken one, or null. */
async function firstBroken(runs: number, live: (seed: number) => Promise<SimulatedRun>): Promise<SimulatedRun | null> {
  for (let seed = 1; seed <= runs; seed += 1) {
    const run = await live(seed);
    if (run.violations.length > 0) return run;
  }
  return null;
}

test(`${RUNS_ON_SQLITE} random stories on SQLite keep every promise`, async () => {
  expect(
    await firstBroken(RUNS_ON_SQLITE, (seed) => simulate({ seed, openStore: memoryStore, hasPauses: seed % 2 === 0 })),
  ).toBeNull();
});

test(`${RUNS_ON_REDIS} random stories on a real Redis keep every promise`, async () => {
  const redis = await startRedis();
  const open = (seed: number) => async () =>
    openStores({
      store: { kind: 'redis', url: redis.url, operatorSaysDurable: false },
      teamId: TeamId.parse(`T0RUN${seed}`),
      clock: { now: () => new Date(0) },
      log: silent,
    });
  try {
    expect(
      await firstBroken(RUNS_ON_REDIS, (seed) => simulate({ seed, openStore: open(seed), hasPauses: false })),
    ).toBeNull();
  } finally {
    await redis.stop();
  }
});

test('the same seed tells the same story', async () => {
  const [first, second] = [
    await simulate({ seed: 7, openStore: memoryStore }),
    await simulate({ seed: 7, openStore: memoryStore }),
  ];
  expect(second).toEqual(first);
});

/** A store that writes whatever the version, with a log that looks sound: two processes undo each other's work. */
function withoutCompareAndSet(orders: OrderStore): OrderStore {
  return {
    ...orders,
    replace: async (_version, change) => {
      const stored = await orders.get(change.order.facts.reference);
      if (!stored) return false;
      const { entry } = change;
      const rechained = entry && nextEntry(stored.head, entry.event, entry.fingerprint, entry.at);
      return orders.replace(stored.version, { ...change, entry: rechained });
    },
  };
}

test('without the compare-and-set, the simulation finds a broken promise', async () => {
  const broken = await firstBroken(100, (seed) =>
    simulate({ seed, openStore: memoryStore, spoil: withoutCompareAndSet }),
  );
  expect(broken?.violations.join()).toMatch(/./);
});
