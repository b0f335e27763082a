import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMilliseconds, addSeconds, subHours } from 'date-fns';
import type { OrderedDomain } from '../../../../src/acts/custom_order/custom-order.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import { pausePlacing } from '../../../../src/service/deciding/pause-placing.ts';
import { VendorFault, VendorUnavailable } from '../../../../src/service/errors.ts';
import { anothersIn } from '../../../../src/service/placing/looking/own-trace.ts';
import { reconcileOrder } from '../../../../src/service/placing/looking/reconcile-order.ts';
import { type Claim, placeOrder } from '../../../../src/service/placing/place-order.ts';
import { freshTraceReads } from '../../../../src/service/placing/vendor-lists.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { orderedTwice } from '../../../../views/card/ordered-twice.ts';
import { amir, anOrder, aPurchase, aReference, bea, inState, noon, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from './placing-world.ts';

const keep = async () => true;
const reason = 'The card is being replaced';

async function approved(world: PlacingWorld, reference: string = aReference): Promise<StoredOrder> {
  const purchase = aPurchase({ lines: [{ provider: 'google', domains: namesFor(reference) }] });
  const { fingerprint } = termsOf(anOrder({ reference, purchase }));
  return world.lived({ reference, purchase }, { type: 'approved', by: amir, fingerprint });
}
const namesFor = (reference: string) =>
  [1, 2].map((number) => ({
    name: `get${reference}${number}.com`,
    naming: { form: 'names' as const, firstName: 'Ada', lastName: 'Park' },
  }));

/** Places an order as a worker does, and answers what was written. */
async function place(world: PlacingWorld, stored: StoredOrder, changes: Partial<Claim> = {}): Promise<OrderEvent[]> {
  const events: OrderEvent[] = [];
  const { reference } = stored.order.facts;
  const record = async (event: OrderEvent) => {
    events.push(event);
    return (await recordEvent(world.deps, reference, event)).ok;
  };
  const begin: Claim['begin'] = async (event, guard) => {
    const begun = await world.begin(event, guard);
    if (begun === 'written') events.push(event);
    return begun;
  };
  await placeOrder(world.deps)(await world.stored(reference), { record, begin, keep, ...changes });
  return events;
}
const types = (events: readonly OrderEvent[]) => events.map(({ type }) => type);

describe('a store that forgot that it had paid', () => {
  const names = namesFor(aReference).map(({ name }) => name);

  test.each(['acme-7f3k2q', 'ACME-7F3K2Q', ' acme-7f3k2q '])(
    'finds its order with the tag “%s” and pays no more',
    (tag) =>
      inWorld(async (world) => {
        const order = await approved(world);
        world.vendor.stands('recFirst', { tag, domainNames: names });
        expect(await place(world, order)).toEqual([
          { type: 'vendor_order_found', vendorOrderId: 'recFirst', amountCents: 1_400, attempt: 1 },
        ]);
        expect(world.vendor.paidCalls).toEqual([]);
      }),
  );

  test.each([true, false])('says so when it was withdrawn in that very moment (still its own: %s)', (isOwn) =>
    inWorld(async (world) => {
      const order = await approved(world);
      await recordEvent(world.deps, aReference, { type: 'held', reason: 'vendor_unreachable' });
      world.vendor.stands('recFirst', { tag: 'acme-7f3k2q', domainNames: names });
      world.vendor.duringTurn = async () => {
        await recordEvent(world.deps, aReference, { type: 'withdrawn', by: rita, reason: '' });
      };
      await place(world, order, isOwn ? {} : { record: async () => false });
      const { order: after, effects } = await world.stored(aReference);
      expect(after).toMatchObject({ state: 'placed', attempt: 1, attempts: [{ vendorOrderId: 'recFirst' }] });
      expect(effects.map(({ task }) => task)).toContainEqual({ type: 'tell', to: 'requester', notice: 'placed' });
      expect(world.vendor.paidCalls).toEqual([]);
    }),
  );

  test('asks about an order with one of its names and another tag, and pays nothing meanwhile', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recHand', { tag: 'by hand', domainNames: ['other.com', 'GET7F3K2Q2.com'] });
      const resembling = {
        vendorOrderId: 'recHand',
        tag: 'by hand',
        amountCents: 1_400,
        createdAt: null,
        names: ['get7f3k2q2.com'],
      };
      expect(await place(world, order)).toEqual([{ type: 'resembling_found', resembling }]);
      world.vendor.rows.length = 0;
      expect(await place(world, order)).toEqual([{ type: 'resembling_found', resembling }]);
      expect((await world.stored(aReference)).order).toMatchObject({ state: 'approved', hold: 'resembling_order' });
      expect(world.vendor.paidCalls).toEqual([]);
      await recordEvent(world.deps, aReference, { type: 'ruled_out', by: bea, vendorOrderId: 'recHand' });
      expect(types(await place(world, order))).toEqual(['placing_started', 'vendor_confirmed']);
    }));

  test.each([true, false])(
    'hears of it when the order that a person ruled out was its own (number known: %s)',
    (isNumbered) =>
      inWorld(async (world) => {
        const order = await approved(world);
        world.vendor.stands('recHand', { tag: 'by hand', domainNames: names });
        await place(world, order);
        await recordEvent(world.deps, aReference, { type: 'ruled_out', by: bea, vendorOrderId: 'recHand' });
        expect(types(await place(world, order))).toEqual(['placing_started', 'vendor_confirmed']);
        const look = async () => {
          const { order: now } = await world.stored(aReference);
          const event = await reconcileOrder(freshTraceReads(world.vendor.vendor), now, anothersIn(world.store));
          if (event) await recordEvent(world.deps, aReference, event);
        };
        world.vendor.stands('recNew', { tag: 'acme-7f3k2q', domainNames: names });
        if (isNumbered) {
          await look();
          expect((await world.stored(aReference)).order).toMatchObject({
            state: 'placed',
            attempts: [{ vendorOrderId: 'recNew' }],
          });
          await look();
          expect((await world.stored(aReference)).order.attempts).toHaveLength(1);
        }
        world.vendor.stands('recHand', { tag: 'acme-7f3k2q', domainNames: names });
        world.vendor.rows.pop();
        await look();
        const { order: after, effects } = await world.stored(aReference);
        expect(orderedTwice(after)?.title).toBe('Ordered twice');
        const tells = effects.flatMap(({ task }) => (task.type === 'tell' ? [`${task.to} ${task.notice}`] : []));
        expect(tells).toEqual(expect.arrayContaining(['approvers ordered_twice', 'requester ordered_twice']));
        await look();
        expect((await world.stored(aReference)).effects).toEqual(effects);
      }),
  );

  test.each<{ made: string; createdAt: Date | null; looks: number }>`
    made                       | createdAt              | looks
    ${'48 hours before'}       | ${subHours(noon, 48)}  | ${1}
    ${'more than that before'} | ${subHours(noon, 49)}  | ${0}
    ${'at an unknown moment'}  | ${null}                | ${1}
    ${'later'}                 | ${addHours(noon, 100)} | ${1}
  `('opens an order made $made the request $looks times', ({ createdAt, looks }) =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recOther', { tag: 'other-xxxxxx', domainNames: ['other.com'] });
      world.vendor.rows[0] = { id: 'recOther', amountCents: 1, status: 'Active', createdAt };
      expect(types(await place(world, order))).toEqual(['placing_started', 'vendor_confirmed']);
      expect(world.vendor.reads.filter((read) => read.startsWith('details'))).toHaveLength(looks);
    }),
  );
});

describe('a vendor order that cannot be opened', () => {
  test('may be this one: people are asked, and their no lets the order go on', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recOdd', { tag: 'other-xxxxxx' });
      world.vendor.detailsFailure = new VendorFault('odd');
      expect(await place(world, order)).toMatchObject([
        { type: 'resembling_found', resembling: { vendorOrderId: 'recOdd', tag: null, names: [] } },
      ]);
      await recordEvent(world.deps, aReference, { type: 'ruled_out', by: bea, vendorOrderId: 'recOdd' });
      expect(types(await place(world, order))).toEqual(['placing_started', 'vendor_confirmed']);
    }));

  test('because the vendor does not answer lets the order wait', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.stands('recOdd', { tag: 'other-xxxxxx' });
      world.vendor.detailsFailure = new VendorUnavailable('500');
      expect(await place(world, order)).toMatchObject([{ type: 'held', reason: 'vendor_unreachable' }]);
    }));
});

describe('while the vendor is read', () => {
  test('a pause that was confirmed meanwhile stops the call', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.duringTurn = async () => {
        world.pause = { by: bea, at: noon, reason };
      };
      expect(await place(world, order)).toEqual([{ type: 'held', reason: 'paused' }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('an approver who lost the right meanwhile stops the call', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.vendor.duringTurn = async () => void world.people.delete(amir);
      expect(await place(world, order)).toMatchObject([
        { type: 'approvals_insufficient', reason: 'approver_not_entitled', without: [amir] },
      ]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('a pause at the very last moment is seen by the write of the intent itself', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      const begin: Claim['begin'] = async (event, guard) => {
        expect(await pausePlacing({ ...world.deps, orders: world.store })(bea, reason)).toMatchObject({ ok: true });
        return world.begin(event, guard);
      };
      expect(await place(world, order, { begin })).toEqual([{ type: 'held', reason: 'paused' }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('a turn that was long in coming is followed by a fresh look, and a long look by a fresh turn', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      let waits = 0;
      world.vendor.duringTurn = async () => {
        waits += 1;
        world.moveOn(waits === 1 ? 300_000 : 0);
      };
      world.vendor.stands('recOld', { tag: 'other-xxxxxx', domainNames: ['other.com'] });
      const slow: Claim['keep'] = async () => {
        if (world.vendor.reads.at(-1)?.startsWith('orders')) world.moveOn(6_000);
        return true;
      };
      expect(types(await place(world, order, { keep: slow }))).toEqual(['placing_started', 'vendor_confirmed']);
      expect(world.vendor.reads.slice(2)).toEqual([
        'turn createCustomOrder',
        'orders recNorthwind placing',
        'details recNorthwind recOld placing',
        'turn createCustomOrder',
      ]);
    }));
});

describe('right before the request leaves', () => {
  test.each<{ what: string; happen: (world: PlacingWorld) => void }>`
    what                         | happen
    ${'the machine slept'}       | ${(world: PlacingWorld) => world.moveOn(20_001)}
    ${'the process stood still'} | ${(world: PlacingWorld) => Object.assign(world, { monotonicAheadMs: 20_001 })}
    ${'the clock was set back'}  | ${(world: PlacingWorld) => world.moveOn(-1)}
  `('$what: the call is not begun, surely, and its turn comes again', ({ happen }) =>
    inWorld(async (world) => {
      const order = await approved(world);
      const begin: Claim['begin'] = async (event, guard) => {
        const begun = await world.begin(event, guard);
        happen(world);
        return begun;
      };
      expect(await place(world, order, { begin })).toMatchObject([
        { type: 'not_sent', reason: 'too_late', attempt: 1 },
      ]);
      expect(world.vendor.paidCalls).toEqual([]);
      expect((await world.stored(aReference)).order).toMatchObject({ state: 'approved', hold: null });
    }),
  );
});

const redirectedToEvil = (domain: OrderedDomain): OrderedDomain => ({ ...domain, redirect: 'evil.com' });

describe('what is sent', () => {
  test('is what was approved: a changed row is not sent, and the operator is told', () =>
    inWorld(async (world) => {
      const order = inState((await approved(world)).order, 'approved');
      const lines = [{ provider: 'google' as const, domains: namesFor(aReference).map(redirectedToEvil) }];
      const terms = order.terms.map((each) => ({ ...each, act: { ...each.act, lines } }));
      const changed = { ...order, terms };
      const stored = await world.stored(aReference);
      await world.store.replace(stored.version, { ...stored, order: changed, entry: null });
      expect(await place(world, stored)).toEqual([{ type: 'held', reason: 'not_as_approved' }]);
      expect(world.vendor.paidCalls).toEqual([]);
      expect(world.logged).toEqual(['error: What would be sent is not what was approved; nothing is sent']);
      expect(world.loggedFields).toMatchObject([
        { reference: aReference, line: expect.stringContaining('The terms are what their fingerprint names') },
      ]);
    }));
});

describe('an approval', () => {
  test('counts for seven days, and then goes back to those who decide', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.pause = { by: bea, at: noon, reason };
      world.now = addMilliseconds(addDays(noon, 7), -1);
      expect(await place(world, order)).toEqual([{ type: 'held', reason: 'paused' }]);
      world.now = addDays(noon, 7);
      expect(await place(world, order)).toMatchObject([
        { type: 'approvals_insufficient', reason: 'approval_too_old', without: [] },
      ]);
      const { order: asked, effects } = await world.stored(aReference);
      expect(asked).toMatchObject({
        state: 'awaiting_approval',
        approvals: [],
        terms: [{ fingerprint: termsOf(order.order).fingerprint }],
      });
      const told = effects.flatMap(({ task }) =>
        task.type === 'tell' && task.notice === 'terms_changed' ? [task.to] : [],
      );
      expect(told).toEqual(['requester', 'approvers']);
      world.pause = null;
      expect(await place(world, order)).toEqual([]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));
});

describe('the limits', () => {
  test('an order above the limit of one order waits', () =>
    inWorld(async (world) => {
      const order = await approved(world);
      world.limits = { perOrderCents: 1_399, perDayCents: 300_000 };
      expect(await place(world, order)).toEqual([{ type: 'held', reason: 'above_order_limit' }]);
      world.limits = { perOrderCents: 1_400, perDayCents: 300_000 };
      expect(types(await place(world, order))).toEqual(['placing_started', 'vendor_confirmed']);
    }));

  test('all that is placed in 24 hours stays within the limit of a day', () =>
    inWorld(async (world) => {
      world.limits = { perOrderCents: 100_000, perDayCents: 2_800 };
      const references = ['aaaaab', 'aaaaac', 'aaaaad'];
      const orders = [];
      for (const reference of references) orders.push(await approved(world, reference));
      const [first, second, third] = orders;
      if (!first || !second || !third) throw new Error('Three orders were made');
      expect(types(await place(world, first))).toEqual(['placing_started', 'vendor_confirmed']);
      world.moveOn(1_000);
      expect(types(await place(world, second))).toEqual(['placing_started', 'vendor_confirmed']);
      expect(await place(world, third)).toEqual([{ type: 'held', reason: 'day_limit_reached' }]);
      world.now = addSeconds(addDays(noon, 1), 1);
      expect(types(await place(world, third))).toEqual(['placing_started', 'vendor_confirmed']);
    }));

  test('a call that was surely not sent does not count', () =>
    inWorld(async (world) => {
      world.limits = { perOrderCents: 100_000, perDayCents: 1_400 };
      const order = await approved(world);
      world.vendor.outcome = { type: 'not_sent', reason: 'connection_failed' };
      expect(types(await place(world, order))).toEqual(['placing_started', 'not_sent']);
      world.vendor.outcome = { type: 'confirmed', vendorOrderId: null };
      expect(types(await place(world, order))).toEqual(['placing_started', 'vendor_confirmed']);
    }));
});

test('the answer to a pause names the orders that it came too late for', () =>
  inWorld(async (world) => {
    const order = await approved(world);
    const pausing = pausePlacing({ ...world.deps, orders: world.store });
    world.vendor.duringCall = async () => {
      expect(await pausing(bea, reason)).toMatchObject({ ok: true, underWay: [{ facts: { reference: aReference } }] });
    };
    await place(world, order);
    expect(await pausing(bea, reason)).toMatchObject({ ok: true, underWay: [] });
  }));

test('an answer that came too late to change anything is logged with its attempt', () =>
  inWorld(async (world) => {
    const order = await approved(world);
    const { reference } = order.order.facts;
    world.vendor.duringCall = async () => {
      const event = { type: 'vendor_order_found', vendorOrderId: 'recNew', amountCents: 1_400, attempt: 1 } as const;
      await recordEvent(world.deps, reference, event);
    };
    await place(world, order);
    expect(world.logged).toEqual(['error: The answer to a paid call changed nothing: the order had moved on']);
    expect(world.loggedFields).toEqual([{ reference, attempt: 1, outcome: 'confirmed', refusal: 'does_not_apply' }]);
  }));
