import { describe, expect, test } from '@jest/globals';
import { addDays, addSeconds } from 'date-fns';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import { SlackAsksToWait } from '../../../../src/service/errors.ts';
import type { OrderStore } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import type { WorkerDeps } from '../../../../src/service/worker/worker.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { aDomain, amir, anOrder, aPurchase, aReference, noon, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { notifying, storing, tasks, work } from './worker-steps.ts';

const { fingerprint } = termsOf(anOrder());
const approved: OrderEvent = { type: 'approved', by: amir, fingerprint };
const withdrawn: OrderEvent = { type: 'withdrawn', by: rita, reason: '' };
const list = { type: 'attach_list' } as const;
const DAY_MS = 24 * 60 * 60_000;

describe('due effects', () => {
  test('are performed the longest due first, with those that arise, and the order is given back', () =>
    inWorld(async (world) => {
      await world.lived({});
      expect(await work(world)).toEqual({ claimed: 1, finished: 1 });
      expect(world.sent).toEqual([
        'card awaiting_approval 7f3k2q.1.0 false no pause',
        expect.stringMatching(/^requester requested 7f3k2q\.3\.0\.[0-9a-f]{8} false$/),
      ]);
      expect(await tasks(world)).toEqual(['remind', 'expire', 'look_at_card']);
      expect((await world.stored(aReference)).lease).toBeNull();
      expect(await work(world)).toEqual({ claimed: 0, finished: 0 });
    }));

  test('of the same moment keep their order; an earlier one goes first', () =>
    inWorld(async (world) => {
      const stored = await world.lived({});
      const at = (id: string, dueAt: Date) => ({ id, dueAt, task: list, attempts: 0 });
      const effects = [at('a', noon), at('b', noon), at('c', addSeconds(noon, -2)), at('d', addSeconds(noon, 1))];
      await world.store.replace(stored.version, { ...stored, effects, entry: null });
      await work(world);
      expect(world.sent).toEqual(['c', 'a', 'b'].map((id) => `list 7f3k2q.${id} false`));
      expect((await world.stored(aReference)).effects.map(({ id }) => id)).toEqual(['d']);
    }));

  test('pay an approved order once and keep the answer', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      world.vendor.duringCall = async () => {
        const { lease, order } = await world.stored(aReference);
        expect(order.state).toBe('placing');
        expect(lease).toEqual({ token: 'token-1', until: addSeconds(noon, 100) });
      };
      await work(world);
      expect(world.vendor.paidCalls).toHaveLength(1);
      expect((await world.stored(aReference)).order.state).toBe('placed');
      expect(world.logged).toEqual([]);
    }));

  test('do not pay when a click took the order back just before the intent', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      const vendor = {
        ...world.vendor.vendor,
        workspaces: async () => {
          await recordEvent(world.deps, aReference, { type: 'held', reason: 'paused' });
          await recordEvent(world.deps, aReference, withdrawn);
          return world.vendor.workspaces;
        },
      };
      await work(world, { vendor });
      expect(world.vendor.paidCalls).toEqual([]);
      expect((await world.stored(aReference)).order.state).toBe('withdrawn');
      expect(world.logged).toEqual([]);
    }));

  test('cost one write each, and no read, while nobody else writes', () =>
    inWorld(async (world) => {
      const before = await world.withOnly(await world.lived({}), list, list);
      let reads = 0;
      const get: OrderStore['get'] = async (reference) => {
        reads += 1;
        return world.store.get(reference);
      };
      await work(world, storing(world, { get }));
      expect(world.sent).toHaveLength(2);
      expect(reads).toBe(0);
      // One of the three is the claim; the write of the last effect gives the order back.
      expect(await world.stored(aReference)).toMatchObject({ version: before.version + 3, lease: null });
    }));

  test('that only hold the order lease it for no longer than any other', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      world.pause = { by: amir, at: noon, reason: '' };
      let writes = 0;
      const replace: OrderStore['replace'] = async (version, change) => {
        writes += 1;
        if (writes > 1) throw new Error('died');
        return world.store.replace(version, change);
      };
      await work(world, storing(world, { replace }));
      expect((await world.stored(aReference)).lease?.until).toEqual(addSeconds(noon, 30));
    }));

  test('never leave an approved order without its turn: one whose approval grew old during the reads goes back', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      world.vendor.duringTurn = async () => world.moveOn(7 * DAY_MS);
      await work(world);
      expect(world.vendor.paidCalls).toEqual([]);
      expect((await world.stored(aReference)).order).toMatchObject({
        state: 'awaiting_approval',
        change: { reason: 'approval_too_old' },
      });
    }));

  test('outlived by the order are done all the same', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, withdrawn), { type: 'expire' });
      await work(world);
      expect(await world.stored(aReference)).toMatchObject({ order: { state: 'withdrawn' }, effects: [], lease: null });
    }));
});

describe('placing without room', () => {
  /** Nine orders that are due to be placed, one more than there is room for. */
  const references = Array.from('abcdefghj', (letter) => Reference.parse(`7f3k2${letter}`));
  async function nineApproved(world: PlacingWorld) {
    for (const reference of references) {
      const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain(`${reference}.com`)] }] });
      const options = { reference, purchase };
      await world.lived(options, { type: 'approved', by: amir, fingerprint: termsOf(anOrder(options)).fingerprint });
    }
  }
  const states = async (world: PlacingWorld) =>
    Promise.all(references.map(async (reference) => (await world.stored(reference)).order.state));

  test('is put off, without a lease and without a failure, until there is some', () =>
    inWorld(async (world) => {
      await nineApproved(world);
      await work(world);
      const after = await states(world);
      expect(after.filter((state) => state === 'placed')).toHaveLength(8);
      const waiting = await world.stored(references[after.indexOf('approved')] ?? aReference);
      expect(waiting.lease).toBeNull();
      expect(waiting.effects.filter(({ task }) => task.type === 'place')).toMatchObject([
        { attempts: 0, dueAt: addSeconds(noon, 2) },
      ]);
      const expiry = waiting.effects.find(({ task }) => task.type === 'expire')?.dueAt;
      expect(expiry).toEqual(addDays(noon, 7));
      expect(world.logged).toEqual([]);
      world.now = addSeconds(noon, 2);
      await work(world);
      expect(new Set(await states(world))).toEqual(new Set(['placed']));
      expect(world.vendor.paidCalls).toHaveLength(9);
    }));
});

describe('a lease', () => {
  /** Until when each write leases the order, of a placing whose reads of the vendor take so many seconds each. */
  async function writesOf(world: PlacingWorld, secondsPerRead: number) {
    await world.withOnly(await world.lived({}, approved), { type: 'place' });
    const slow = <Parameters extends unknown[], Result>(read: (...parameters: Parameters) => Promise<Result>) => {
      return async (...parameters: Parameters) => {
        world.now = addSeconds(world.now, secondsPerRead);
        return read(...parameters);
      };
    };
    const { vendor } = world.vendor;
    const leases: (Date | null)[] = [];
    const replace: OrderStore['replace'] = async (version, change) => {
      leases.push(change.lease?.until ?? null);
      return world.store.replace(version, change);
    };
    const replaceWithIntent: OrderStore['replaceWithIntent'] = async (version, change, guard) => {
      leases.push(change.lease?.until ?? null);
      return world.store.replaceWithIntent(version, change, guard);
    };
    await work(world, {
      ...storing(world, { replace, replaceWithIntent }),
      vendor: { ...vendor, workspaces: slow(vendor.workspaces), calculate: slow(vendor.calculate) },
    });
    expect(world.vendor.paidCalls).toHaveLength(1);
    return leases;
  }

  test('is not renewed while the vendor answers soon', () =>
    inWorld(async (world) => {
      expect((await writesOf(world, 1))[0]).toEqual(addSeconds(noon, 102));
    }));

  test('is renewed once it is half over, so that nobody else begins what goes on here', () =>
    inWorld(async (world) => {
      expect((await writesOf(world, 10)).slice(0, 2)).toEqual([addSeconds(noon, 50), addSeconds(noon, 120)]);
    }));

  test('is renewed when just half of it is left', () =>
    inWorld(async (world) => {
      expect((await writesOf(world, 15))[0]).toEqual(addSeconds(noon, 45));
    }));

  test('that was lost during the last read before the intent makes no paid call', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      const { vendor } = world.vendor;
      const orders: WorkerDeps['vendor']['orders'] = async (workspaceId, urgency) => {
        world.now = addSeconds(world.now, 31);
        await world.store.claimDue(world.now, 30_000, 1, 'another');
        return vendor.orders(workspaceId, urgency);
      };
      await work(world, { vendor: { ...vendor, orders } });
      expect(world.vendor.paidCalls).toEqual([]);
      expect(await world.stored(aReference)).toMatchObject({
        order: { state: 'approved' },
        lease: { token: 'another' },
      });
    }));

  test('that was lost ends a message to many in the middle', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), { type: 'tell', to: 'approvers', notice: 'cannot_find' });
      const tellApprover: WorkerDeps['notifier']['tellApprover'] = async (_order, approver) => {
        world.sent.push(approver);
        world.now = addSeconds(world.now, 31);
        await world.store.claimDue(world.now, 30_000, 1, 'another');
      };
      await work(world, notifying(world, { tellApprover }));
      expect(world.sent).toEqual([amir]);
    }));
});

describe('an effect that fails', () => {
  test('stays due, later each time, and the others go on', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list, { type: 'redraw' });
      const attachList = async () => {
        throw new Error('Slack is away');
      };
      await work(world, notifying(world, { attachList }));
      expect(world.sent).toEqual(['redraw awaiting_approval no pause']);
      const [first] = (await world.stored(aReference)).effects;
      expect(first).toMatchObject({ task: list, attempts: 1, dueAt: new Date(noon.getTime() + 750) });
      world.now = new Date(noon.getTime() + 750);
      await work(world, notifying(world, { attachList }));
      const [second] = (await world.stored(aReference)).effects;
      expect(second).toMatchObject({ attempts: 2, dueAt: new Date(world.now.getTime() + 1_500) });
      expect(world.logged).toEqual(
        Array.from({ length: 2 }, () => 'warn: An effect could not be performed; it stays due'),
      );
    }));

  test('is logged with its order and how often it failed', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      world.slackFailure = new Error('Slack is away');
      await work(world);
      const fields = { reference: aReference, effect: 'attach_list', attempts: 1, error: world.slackFailure };
      expect(world.loggedFields).toEqual([fields]);
    }));

  test('is spread by chance', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      world.slackFailure = new Error('Slack is away');
      await work(world, { random: () => 0.5 });
      expect((await world.stored(aReference)).effects[0]?.dueAt).toEqual(new Date(noon.getTime() + 875));
    }));

  test('waits as long as Slack asks for, or longer when it failed often', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      world.slackFailure = new SlackAsksToWait(30_000);
      await work(world);
      const [first] = (await world.stored(aReference)).effects;
      expect(first).toMatchObject({ task: list, attempts: 1, dueAt: addSeconds(noon, 30) });
      world.now = addSeconds(noon, 30);
      world.slackFailure = new SlackAsksToWait(1_000);
      await work(world);
      const [second] = (await world.stored(aReference)).effects;
      expect(second).toMatchObject({ attempts: 2, dueAt: new Date(world.now.getTime() + 1_500) });
    }));

  test('with something to tell is postponed and tells it', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), { type: 'announce' });
      world.announced = { ok: false, failure: 'channel_archived', word: 'is_archived' };
      await work(world);
      expect(world.sent.slice(1).map((words) => words.split(' ').slice(0, 2).join(' '))).toEqual([
        'requester requested',
        'U0AMIR channel_archived',
        'U0BEA channel_archived',
      ]);
      expect(await tasks(world)).toEqual(['announce']);
    }));

  test('is tried once in a turn, even when its time comes again meanwhile', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      let tries = 0;
      const attachList = async () => {
        tries += 1;
        world.moveOn(10_000);
        throw new Error('Slack is away');
      };
      await work(world, notifying(world, { attachList }));
      expect(tries).toBe(1);
    }));
});

describe('a click in the middle', () => {
  test('is kept: the write goes again on what it left', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      const attachList = async () => void (await recordEvent(world.deps, aReference, approved));
      await work(world, notifying(world, { attachList }));
      const { order, effects } = await world.stored(aReference);
      expect(order.state).toBe('placed');
      expect(effects.map(({ task }) => task.type)).not.toContain('attach_list');
      expect(world.vendor.paidCalls).toHaveLength(1);
    }));

  test.each<{ losses: number; performed: boolean }>`
    losses | performed
    ${19}  | ${true}
    ${20}  | ${false}
  `('that comes $losses times in a row: written is $performed', ({ losses, performed }) =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}), list);
      let tries = 0;
      const replace: OrderStore['replace'] = async (version, change) => {
        tries += 1;
        return tries > losses && world.store.replace(version, change);
      };
      await work(world, storing(world, { replace }));
      expect(await tasks(world)).toEqual(performed ? [] : ['attach_list']);
      expect((await world.stored(aReference)).lease).toBeNull();
    }),
  );

  test('that comes before every try to write the intent leaves the order to be placed a little later', () =>
    inWorld(async (world) => {
      await world.withOnly(await world.lived({}, approved), { type: 'place' });
      let losses = 20;
      const replaceWithIntent: OrderStore['replaceWithIntent'] = async (version, change, guard) => {
        losses -= 1;
        return losses < 0 ? world.store.replaceWithIntent(version, change, guard) : 'changed';
      };
      await work(world, storing(world, { replaceWithIntent }));
      expect(world.vendor.paidCalls).toEqual([]);
      expect(await world.stored(aReference)).toMatchObject({ order: { state: 'approved' }, lease: null });
      expect(await tasks(world)).toEqual(['place']);
      world.moveOn(60_000);
      await work(world);
      expect(world.vendor.paidCalls).toHaveLength(1);
      expect((await world.stored(aReference)).order.state).toBe('placed');
    }));
});
