import { describe, expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { addEffects } from '../../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { nextEntry } from '../../../../src/orders/history/history.ts';
import { newestTerms, termsOf } from '../../../../src/orders/order.ts';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import type { Notifier } from '../../../../src/service/ports/slack/notifier.ts';
import type { OrderStore } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { createWorker } from '../../../../src/service/worker/worker.ts';
import { Reference } from '../../../../src/values/ids.ts';
import {
  aDomain,
  aLine,
  amir,
  aNewOrder,
  anOrder,
  aPurchase,
  aReference,
  aSalt,
  noon,
} from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { notifying, storing, tasks, work } from './worker-steps.ts';

const { fingerprint } = termsOf(anOrder());
const approved: OrderEvent = { type: 'approved', by: amir, fingerprint };
const list = { type: 'attach_list' } as const;

/** Somebody else takes the order over, because the lease ran out. */
async function takenOver(world: PlacingWorld) {
  world.moveOn(30_000);
  return world.store.claimDue(world.now, 30_000, 1, 'theirs');
}

describe('a lease that is another’s now', () => {
  test('stops all writing and performing', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list, { type: 'remind' });
      const attachList = async () => void (await takenOver(world));
      await work(world, notifying(world, { attachList }));
      expect(await tasks(world)).toEqual(['attach_list', 'remind']);
      expect((await world.stored(aReference)).lease?.token).toBe('theirs');
    }));

  test('that was given back already is not mourned', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      const attachList = async () => {
        const [theirs] = await takenOver(world);
        if (theirs) await world.store.replace(theirs.version, { ...theirs, entry: null, lease: null });
      };
      await work(world, notifying(world, { attachList }));
      expect(await tasks(world)).toEqual(['attach_list']);
      expect(world.logged).toEqual([]);
    }));

  test('keeps the paid call from being made', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      const workspaces = async () => {
        await takenOver(world);
        return world.vendor.workspaces;
      };
      await work(world, { vendor: { ...world.vendor.vendor, workspaces } });
      expect(world.vendor.paidCalls).toEqual([]);
      expect((await world.stored(aReference)).order.state).toBe('approved');
    }));

  test('has what was drawn late drawn once more', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), { type: 'redraw' });
      const redraw = async () => {
        const [theirs] = await takenOver(world);
        if (theirs) await world.store.replace(theirs.version, { ...theirs, effects: [], entry: null });
        return { lost: null, isRequesterDrawn: true };
      };
      await work(world, notifying(world, { redraw }));
      expect(await world.stored(aReference)).toMatchObject({
        effects: [{ task: { type: 'redraw' }, dueAt: world.now }],
        lease: { token: 'theirs' },
      });
    }));

  test('asks for no drawing when it was something else that came late', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      const attachList = async () => {
        const [theirs] = await takenOver(world);
        if (theirs) await world.store.replace(theirs.version, { ...theirs, effects: [], entry: null });
      };
      await work(world, notifying(world, { attachList }));
      expect(await tasks(world)).toEqual([]);
    }));
});

describe('an order that was taken over', () => {
  /** A worker claims the order and dies. */
  const abandoned = async (world: PlacingWorld) => {
    await world.store.claimDue(world.now, 30_000, 1, 'of the dead');
    world.moveOn(30_000);
  };

  test('is drawn once more a quarter of an hour later, whatever its holder before was doing', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      await abandoned(world);
      const { version } = await world.stored(aReference);
      await work(world);
      expect((await world.stored(aReference)).effects).toMatchObject([
        { id: `${version + 2}.0`, task: { type: 'redraw_again' }, dueAt: addSeconds(world.now, 900), attempts: 0 },
      ]);
      world.sent.length = 0;
      world.moveOn(899_000);
      await work(world);
      expect(world.sent).toEqual([]);
      world.moveOn(1_000);
      await work(world);
      expect(world.sent).toEqual(['redraw awaiting_approval no pause']);
      expect(await tasks(world)).toEqual([]);
    }));

  test('keeps that drawing when it is drawn for another reason meanwhile', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      await abandoned(world);
      await work(world);
      await recordEvent(world.deps, aReference, { type: 'declined', by: amir, reason: 'No' });
      await work(world);
      expect(await tasks(world)).toEqual(['redraw_again']);
    }));

  test('with nothing due is given back at once', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      const [theirs] = await world.store.claimDue(world.now, 30_000, 1, 'of the dead');
      if (!theirs) throw new Error('The order is due');
      const later = addEffects([], [{ task: list, dueAt: addSeconds(world.now, 3_600) }], theirs.version + 1);
      await world.store.replace(theirs.version, { ...theirs, effects: later, entry: null });
      world.moveOn(30_000);
      expect(await work(world)).toEqual({ claimed: 1, finished: 1 });
      expect((await world.stored(aReference)).lease).toBeNull();
      expect(await tasks(world)).toEqual(['attach_list', 'redraw_again']);
      expect(world.sent).toEqual([]);
      expect(world.logged).toEqual([]);
    }));

  test('twice is drawn once more, after the last time', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), { type: 'watch' });
      await abandoned(world);
      await work(world);
      await world.withOnly(await world.stored(aReference), list, { type: 'redraw_again' });
      await abandoned(world);
      const attachList = async () => Promise.reject(new Error('Slack does not answer'));
      await work(world, notifying(world, { attachList }));
      const again = (await world.stored(aReference)).effects.filter(({ task }) => task.type === 'redraw_again');
      expect(again).toMatchObject([{ dueAt: addSeconds(world.now, 900) }]);
    }));

  test('was given back by its holder before: then it is not drawn again', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      await work(world);
      world.moveOn(30_000);
      await world.withOnly(await world.stored(aReference), list);
      await work(world);
      expect(await tasks(world)).toEqual([]);
    }));
});

describe('a look at a vendor that takes longer than a lease to fail', () => {
  const sent: OrderEvent[] = [
    approved,
    { type: 'placing_started', attempt: anIntent() },
    { type: 'outcome_unclear', reason: 'no_answer', message: null },
  ];

  test.each(['reconcile', 'watch'] as const)('is counted, and nobody else begins it meanwhile: %s', (type) =>
    inWorld(async (world) => {
      const events: OrderEvent[] =
        type === 'watch' ? [...sent, { type: 'vendor_confirmed', vendorOrderId: null }] : sent;
      await world.withOnly(await world.lived({}, ...events), { type });
      let claimedMeanwhile = 0;
      const silent = async () => {
        for (let seconds = 0; seconds < 60; seconds += 5) {
          world.moveOn(5_000);
          await world.timers.advance(5_000);
        }
        claimedMeanwhile += (await world.store.claimDue(world.now, 30_000, 1, 'theirs')).length;
        throw new VendorUnavailable('no answer');
      };
      await work(world, { vendor: { ...world.vendor.vendor, orders: silent, domains: silent } });
      expect(claimedMeanwhile).toBe(0);
      const { order, lease, effects } = await world.stored(aReference);
      expect(lease).toBeNull();
      if (type === 'reconcile') expect(order).toMatchObject({ state: 'outcome_unknown', looks: 1, unread: 'list' });
      else expect(effects.find(({ task }) => task.type === 'watch')?.dueAt).toEqual(addSeconds(world.now, 900));
    }),
  );
});

describe('many orders', () => {
  async function manyOrders(world: PlacingWorld, count: number) {
    const letters = Array.from('abcdefghjkmnpqrstvw');
    const endings = letters.flatMap((first) => letters.map((second) => `${first}${second}`)).slice(0, count);
    for (const ending of endings) {
      const reference = Reference.parse(`aaaa${ending}`);
      const purchase = aPurchase({ lines: [{ ...aLine(), domains: [aDomain(`${ending}.com`)] }] });
      const { order, event, effects } = aNewOrder({ reference, purchase });
      await world.store.insert(
        order,
        addEffects([], effects, 1),
        nextEntry(null, { event, fingerprint: termsOf(order).fingerprint, at: noon, salt: aSalt }),
      );
    }
    return endings.map((ending) => Reference.parse(`aaaa${ending}`));
  }

  test('are worked on sixty-four at once, and the room that one leaves is used', () =>
    inWorld(async (world) => {
      await manyOrders(world, 66);
      let open = () => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      const announce: Notifier['announce'] = async () => {
        await gate;
        return world.announced;
      };
      let claims = 0;
      const claimDue: OrderStore['claimDue'] = async (...claim) => {
        claims += 1;
        return world.store.claimDue(...claim);
      };
      let finished = 0;
      const parts = { ...notifying(world, { announce }), ...storing(world, { claimDue }) };
      const worker = createWorker({ ...world.deps, ...parts }, () => {
        finished += 1;
      });
      expect(await worker.claimAndStart()).toBe(64);
      expect(await worker.claimAndStart()).toBe(0);
      expect([claims, finished]).toEqual([1, 0]);
      open();
      await worker.idle();
      expect(finished).toBe(64);
      expect(await worker.claimAndStart()).toBe(2);
      await worker.idle();
    }));

  test('that wait for answers of the vendor leave room to draw the cards of others', () =>
    inWorld(async (world) => {
      for (const reference of await manyOrders(world, 100)) {
        await world.happen(
          reference,
          (order) => ({ type: 'approved', by: amir, fingerprint: newestTerms(order).fingerprint }),
          (order) => ({ type: 'placing_started', attempt: anIntent({ tag: newestTerms(order).tag, quotedCents: 1 }) }),
          { type: 'vendor_confirmed', vendorOrderId: null },
        );
        await world.withOnly(await world.stored(reference), { type: 'watch' });
      }
      let open = () => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      const silent = async () => {
        await gate;
        throw new VendorUnavailable('no answer');
      };
      const vendor = { ...world.vendor.vendor, orders: silent, domains: silent, domainList: silent };
      const worker = createWorker({ ...world.deps, vendor }, () => {});
      const look = async () => {
        for (let round = 0; round < 10; round += 1) {
          await worker.claimAndStart();
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      await look();
      world.moveOn(1_000);
      await world.lived({});
      await look();
      expect(world.sent).toContainEqual(expect.stringMatching(/^card awaiting_approval/));
      open();
      await worker.idle();
    }));

  test('that are being claimed keep it busy, so that nobody takes it for idle between claim and work', () =>
    inWorld(async (world) => {
      await manyOrders(world, 2);
      const worker = createWorker(world.deps, () => {});
      expect(worker.isBusy()).toBe(false);
      const first = worker.claimAndStart();
      const second = worker.claimAndStart();
      expect(worker.isBusy()).toBe(true);
      await worker.idle();
      expect(worker.isBusy()).toBe(false);
      expect(world.sent).toHaveLength(4);
      expect(await Promise.all([first, second])).toEqual([2, 0]);
    }));

  test('that cannot be claimed leave it idle', () =>
    inWorld(async (world) => {
      const claimDue = async () => Promise.reject(new Error('The store is away'));
      const worker = createWorker({ ...world.deps, ...storing(world, { claimDue }) }, () => {});
      await expect(worker.claimAndStart()).rejects.toThrow('The store is away');
      await worker.idle();
      expect(worker.isBusy()).toBe(false);
    }));

  test('claim with a lease of thirty seconds', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list, list);
      const leases: (Date | undefined)[] = [];
      const attachList = async () => {
        leases.push((await world.stored(aReference)).lease?.until);
        world.moveOn(1_000);
      };
      await work(world, notifying(world, { attachList }));
      // The second one has the lease that the first one's write renewed.
      expect(leases).toEqual([addSeconds(noon, 30), addSeconds(noon, 31)]);
    }));

  test('a store that fails under one leaves it to its lease, and is logged', () =>
    inWorld(async (world) => {
      await world.lived({});
      const replace = async () => {
        throw new Error('the disk is full');
      };
      expect(await work(world, storing(world, { replace }))).toEqual({ claimed: 1, finished: 1 });
      expect(world.loggedFields.at(-1)).toMatchObject({ reference: aReference, error: new Error('the disk is full') });
      expect(world.logged.at(-1)).toBe(
        'error: The store failed while an order was worked on; it is tried again when its lease ends',
      );
    }));
});
