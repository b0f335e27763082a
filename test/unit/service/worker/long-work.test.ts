import { describe, expect, test } from '@jest/globals';
import { addMinutes, addSeconds } from 'date-fns';
import { termsOf } from '../../../../src/orders/order.ts';
import { rateLimiter } from '../../../../src/scaledmail/rate-limiter.ts';
import type { Urgency, Vendor } from '../../../../src/service/ports/vendor.ts';
import { createWorker } from '../../../../src/service/worker/worker.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import { amir, anOrder, aReference, noon } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const approved = { type: 'approved', by: amir, fingerprint: termsOf(anOrder()).fingerprint } as const;
const STEP_MS = 250;

/** Waits that end when the test's clock has moved so far. */
const sleepIn = (world: PlacingWorld) => (ms: number) =>
  new Promise<void>((resolve) => {
    world.timers.after(ms, async () => resolve());
  });

/** Lets time pass, and everything happen that comes with it. */
async function pass(world: PlacingWorld, ms: number, meanwhile: () => Promise<void> = async () => {}) {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    world.moveOn(STEP_MS);
    await world.timers.advance(STEP_MS);
    for (let turns = 0; turns < 20; turns += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    await meanwhile();
  }
}

/** Another process looks for orders whose lease has ended. */
const claimedByAnother = async (world: PlacingWorld) =>
  (await world.store.claimDue(world.now, 30_000, 10, 'another')).length;

describe('an approved order', () => {
  test('whose first read takes 45 seconds is placed by who began it, and taken by nobody else', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      const workspaces: Vendor['workspaces'] = async () => {
        await sleepIn(world)(45_000);
        return world.vendor.workspaces;
      };
      const worker = createWorker({ ...world.deps, vendor: { ...world.vendor.vendor, workspaces } }, () => {});
      expect(await worker.claimAndStart()).toBe(1);
      let taken = 0;
      await pass(world, 50_000, async () => {
        if (world.vendor.paidCalls.length === 0) taken += await claimedByAnother(world);
      });
      await worker.idle();
      expect(taken).toBe(0);
      expect(world.vendor.paidCalls).toHaveLength(1);
      expect((await world.stored(aReference)).order.state).toBe('placed');
    }));

  test('behind a line of 45 seconds goes before it, and is placed within seconds', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      const { reservations, close } = openSqliteStores(null, world.deps.clock);
      const { waitTurn } = rateLimiter({ reservations, clock: world.deps.clock, sleep: sleepIn(world) });
      const behind =
        <Asked extends readonly [...unknown[], Urgency], Answer>(read: (...asked: Asked) => Promise<Answer>) =>
        async (...asked: Asked): Promise<Answer> => {
          const urgency = asked.at(-1);
          await waitTurn('ordinary', urgency === 'person' || urgency === 'background' ? urgency : 'placing');
          return read(...asked);
        };
      const { vendor } = world.vendor;
      const waiting: Partial<Vendor> = {
        workspaces: behind(vendor.workspaces),
        calculate: behind(vendor.calculate),
        orders: behind(vendor.orders),
        takeTurn: async (operation) => {
          await waitTurn('ordinary', 'placing');
          return vendor.takeTurn(operation);
        },
      };
      let served = 0;
      for (let each = 0; each < 180; each += 1) {
        void waitTurn('ordinary', 'person').then(() => {
          served += 1;
        });
      }
      const worker = createWorker({ ...world.deps, vendor: { ...vendor, ...waiting } }, () => {});
      await worker.claimAndStart();
      await pass(world, 5_000);
      expect(world.vendor.paidCalls).toHaveLength(1);
      expect(served).toBeLessThan(25);
      await pass(world, 45_000);
      await worker.idle();
      expect(served).toBe(180);
      await close();
    }));
});

test('work that hangs is left to somebody else after half an hour', () =>
  inWorld(async (world) => {
    await world.withOnly(await world.lived({}, approved), { type: 'place' });
    const workspaces: Vendor['workspaces'] = () => new Promise(() => {});
    const worker = createWorker({ ...world.deps, vendor: { ...world.vendor.vendor, workspaces } }, () => {});
    await worker.claimAndStart();
    for (let minutes = 0; minutes < 29; minutes += 1) {
      for (let each = 0; each < 12; each += 1) {
        world.moveOn(5_000);
        await world.timers.advance(5_000);
      }
      expect(await claimedByAnother(world)).toBe(0);
    }
    for (let each = 0; each < 24; each += 1) {
      world.moveOn(5_000);
      await world.timers.advance(5_000);
    }
    expect(world.now).toEqual(addMinutes(noon, 31));
    expect(await claimedByAnother(world)).toBe(1);
  }));

test('an order that was given back is not taken again by its timer', () =>
  inWorld(async (world) => {
    await world.withOnly(await world.lived({}, approved), { type: 'place' });
    const worker = createWorker(world.deps, () => {});
    await worker.claimAndStart();
    await worker.idle();
    world.moveOn(60_000);
    await world.timers.advance(60_000);
    expect((await world.stored(aReference)).lease).toBeNull();
    expect(world.timers.waiting()).toBe(0);
    expect(addSeconds(noon, 60)).toEqual(world.now);
  }));
