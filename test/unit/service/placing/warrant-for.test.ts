import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { requestOf } from '../../../../src/acts/act.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { acceptMissingTags } from '../../../../src/service/deciding/accept-missing-tags.ts';
import { VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import { warrantFor } from '../../../../src/service/placing/warrant-for.ts';
import { amir, aPolicy, aPurchase, aReference, asked, bea, inState, noon } from '../../../support/builders.ts';
import { openedLogin } from '../../../support/warrants.ts';
import { approvedBy, approvedThen, inWorld, type PlacingWorld } from './placing-world.ts';

const accounts = {
  hosting: { provider: 'Porkbun', loginId: 'hosting' },
  sequencer: { provider: 'Instantly', loginId: 'sequencer' },
};
const purchase = aPurchase({ source: 'other', ...accounts });

const OWN = ['pause', 'store', 'policy', 'card of 7f3k2q'];
const WORKSPACE = [...OWN, 'workspaces placing'];
const PRICE = [...WORKSPACE, 'calculate recNorthwind google 100 placing'];
const LOGINS = [...PRICE, 'login hosting', 'login sequencer'];
const LIST = ['turn createCustomOrder', 'orders recNorthwind placing'];
const LOOKED = [...LOGINS, ...LIST, 'details recNorthwind recOld placing'];
const LAST = ['pause', 'policy', 'card of 7f3k2q', `right of ${amir}`, `right of ${bea}`];
/** Everything that is read for a warrant, in this order. */
const ALL = [...LOOKED, ...LAST];

/** What happens in the world when something is read: told by the read, as often as it is read. */
type Happen = Readonly<Record<string, (world: PlacingWorld) => unknown>>;

/** Asks for a warrant of an order with logins that two people approved; each read is told in the one list of the vendor. */
async function askFor(world: PlacingWorld, { happen = {}, lost = [] }: { happen?: Happen; lost?: number[] } = {}) {
  const { vendor, deps } = world;
  const told = async (what: string) => {
    vendor.reads.push(what);
    await happen[what]?.(world);
  };
  world.vendor.duringTurn = async () => void (await happen.turn?.(world));
  let kept = 0;
  const stored = await world.stored(aReference);
  const answer = await warrantFor(
    {
      ...deps,
      pauseSwitch: {
        pause: async () => {
          await told('pause');
          return deps.pauseSwitch.pause();
        },
      },
      orders: {
        ...deps.orders,
        durabilityProblem: async () => {
          await told('store');
          return deps.orders.durabilityProblem();
        },
      },
      policyInForce: {
        hash: deps.policyInForce.hash,
        isNewest: async () => {
          await told('policy');
          return deps.policyInForce.isNewest();
        },
      },
      witness: {
        ...deps.witness,
        witnessFor: async ({ order }) => {
          await told(`card of ${order.facts.reference}`);
          return deps.witness.witnessFor();
        },
      },
      vault: {
        ...deps.vault,
        open: async (id) => {
          await told(`login ${id}`);
          return deps.vault.open(id);
        },
      },
      directory: {
        ...deps.directory,
        member: async (id) => {
          await told(`right of ${id}`);
          return deps.directory.member(id);
        },
      },
    },
    { order: inState(stored.order, 'approved'), head: stored.head },
    async () => {
      kept += 1;
      return !lost.includes(kept);
    },
  );
  return { answer, reads: vendor.reads };
}

/** A world with an approved order, and another order at the vendor. */
const inWorldToPlace = (live: (world: PlacingWorld) => Promise<void>) =>
  inWorld(async (world) => {
    world.policy = aPolicy({ quorum: 2 });
    world.vendor.stands('recOld');
    for (const id of ['hosting', 'sequencer']) world.logins.set(id, openedLogin(id));
    await world.lived({ purchase, policy: world.policy }, approvedThen, approvedBy(bea));
    await live(world);
  });

test('our own side is read first, then what is slow, then our turn and the look, and what may have changed last', () =>
  inWorldToPlace(async (world) => {
    const { answer, reads } = await askFor(world);
    expect(reads).toEqual(ALL);
    if (answer.type !== 'go') throw new Error(`There is no warrant: ${JSON.stringify(answer)}`);
    expect(answer.warrant.request).toEqual(requestOf(purchase, 'acme-7f3k2q', openedLogin));
    expect(answer.warrant.intent.startedAt).toEqual(noon);
  }));

const blank = { vendorOrderId: 'recBlank', tag: null, amountCents: null, createdAt: null, names: [] };
const held = (reason: string, trouble?: string) => ({ type: 'held', reason, ...(trouble && { trouble }) });

describe('what stands in the way ends the reading at once', () => {
  test.each<{ what: string; spoil: (world: PlacingWorld) => unknown; reads: string[]; event: object }>([
    {
      what: 'an approval that is too old',
      spoil: (world) => Object.assign(world, { now: addDays(noon, 7) }),
      reads: OWN,
      event: { type: 'approvals_insufficient', reason: 'approval_too_old' },
    },
    {
      what: 'a pause: then the store is not even asked',
      spoil: (world) => Object.assign(world, { pause: { by: bea, at: noon, reason: '' } }),
      reads: ['pause', 'policy', 'card of 7f3k2q'],
      event: held('paused'),
    },
    {
      what: 'a store that may lose a write',
      spoil: (world) => Object.assign(world, { durabilityProblem: 'appendfsync' }),
      reads: OWN,
      event: held('store_not_durable'),
    },
    {
      what: 'a store that went back',
      spoil: (world) => Object.assign(world, { witness: 'store_went_back' }),
      reads: OWN,
      event: held('store_went_back'),
    },
    {
      what: 'an attempt that this process remembers: the order is looked for all the same',
      spoil: (world) => world.deps.begun.remember({ reference: aReference, number: 1 }),
      reads: LOOKED,
      event: held('store_went_back'),
    },
    {
      what: 'a newer policy of another process',
      spoil: (world) => Object.assign(world, { hasNewestPolicy: false }),
      reads: OWN,
      event: held('policy_outdated'),
    },
    {
      what: 'a policy that asks for more',
      spoil: (world) => Object.assign(world, { policy: aPolicy({ quorum: 3 }) }),
      reads: OWN,
      event: { type: 'approvals_insufficient', reason: 'policy_changed', asked: asked(aPolicy({ quorum: 3 })) },
    },
    {
      what: 'a limit',
      spoil: (world) => Object.assign(world, { limits: { perOrderCents: 1, perDayCents: 1 } }),
      reads: OWN,
      event: held('above_order_limit'),
    },
    {
      what: 'a workspace that is gone',
      spoil: (world) => world.vendor.workspaces.pop(),
      reads: WORKSPACE,
      event: held('workspace_gone'),
    },
    {
      what: 'a price that rose',
      spoil: (world) => Object.assign(world.vendor, { priceFactor: 2 }),
      reads: PRICE,
      event: { type: 'terms_changed', reason: 'price_rose' },
    },
    {
      what: 'a login that is gone',
      spoil: (world) => world.logins.delete('hosting'),
      reads: [...PRICE, 'login hosting'],
      event: held('logins_missing'),
    },
    {
      what: 'our own trace',
      spoil: (world) => world.vendor.stands('recOurs', { tag: 'acme-7f3k2q' }),
      reads: [...LOOKED, 'details recNorthwind recOurs placing'],
      event: { type: 'vendor_order_found', vendorOrderId: 'recOurs' },
    },
    {
      what: 'a card that cannot be read yet: the order is looked for all the same',
      spoil: (world) => Object.assign(world, { witness: 'wait' }),
      reads: LOOKED,
      event: held('store_unproven'),
    },
    {
      what: 'an approver who can decide no more',
      spoil: (world) => world.people.delete(amir),
      reads: ALL,
      event: { type: 'approvals_insufficient', reason: 'approver_not_entitled', without: [amir] },
    },
  ])('$what', ({ spoil, reads, event }) =>
    inWorldToPlace(async (world) => {
      spoil(world);
      const asking = await askFor(world);
      expect(asking.answer).toMatchObject({ type: 'stop', event });
      expect(asking.reads).toEqual(reads);
      expect(world.logged.filter((line) => line.startsWith('error'))).toEqual([]);
    }),
  );

  test('a vendor that does not answer any more', () =>
    inWorldToPlace(async (world) => {
      const turn = () => Object.assign(world.vendor, { failure: new VendorUnavailable('500') });
      const { answer, reads } = await askFor(world, { happen: { turn } });
      expect(answer).toEqual({ type: 'stop', event: held('vendor_unreachable', 'unreachable') });
      expect(reads).toEqual([...LOGINS, ...LIST]);
    }));

  test('a vendor that does not answer', () =>
    inWorldToPlace(async (world) => {
      world.vendor.failure = new VendorUnavailable('500');
      expect(await askFor(world)).toEqual({
        answer: { type: 'stop', event: held('vendor_unreachable', 'unreachable') },
        reads: WORKSPACE,
      });
    }));

  test.each<{ before: string; lost: number; reads: string[] }>([
    { before: 'the price', lost: 1, reads: WORKSPACE },
    { before: 'the list', lost: 2, reads: [...LOGINS, 'turn createCustomOrder'] },
    { before: 'the details of an order', lost: 3, reads: [...LOGINS, ...LIST] },
  ])('an order that is lost before $before is read', ({ lost, reads }) =>
    inWorldToPlace(async (world) => {
      expect(await askFor(world, { lost: [lost] })).toEqual({ answer: { type: 'lost' }, reads });
    }),
  );
});

describe('a vendor that cannot be read is told to the operator', () => {
  const busy = new VendorUnavailable('429', 429);
  const keyRefused = new VendorRefused(401, 'No');
  const asked = async (world: PlacingWorld, failure: Error) => {
    world.logged.splice(0);
    world.loggedFields.splice(0);
    // A failure is remembered for a moment.
    world.moveOn(3_600_000);
    world.vendor.failure = failure;
    const { answer } = await askFor(world);
    if (answer.type !== 'stop') throw new Error(`It came to ${answer.type}`);
    await world.happen(aReference, answer.event);
    return { event: answer.event, level: world.logged.map((line) => line.split(':')[0]), told: world.loggedFields };
  };

  test.each([
    { failure: busy, event: held('vendor_busy'), trouble: 'busy', level: 'warn' },
    { failure: keyRefused, event: held('vendor_unreachable', 'key_refused'), trouble: 'key_refused', level: 'error' },
  ])('once, as long as it is no news: $trouble', ({ failure, event, trouble, level }) =>
    inWorldToPlace(async (world) => {
      const told = [{ reference: aReference, trouble, error: failure }];
      expect(await asked(world, failure)).toEqual({ event, level: [level], told });
      expect(await asked(world, failure)).toEqual({ event, level: ['debug'], told });
    }),
  );

  test('again, when it is another trouble', () =>
    inWorldToPlace(async (world) => {
      expect(await asked(world, new VendorUnavailable('500', 500))).toMatchObject({ level: ['warn'] });
      expect(await asked(world, keyRefused)).toMatchObject({ level: ['error'] });
      expect(await asked(world, busy)).toMatchObject({ level: ['warn'] });
    }));
});

describe('what changed during the slow reads is seen', () => {
  test.each<{ what: string; spoil: (world: PlacingWorld) => unknown; event: object }>([
    {
      what: 'a pause',
      spoil: (world) => Object.assign(world, { pause: { by: bea, at: noon, reason: '' } }),
      event: held('paused'),
    },
    {
      what: 'a newer policy of another process',
      spoil: (world) => Object.assign(world, { hasNewestPolicy: false }),
      event: held('policy_outdated'),
    },
    {
      what: 'an approver who can decide no more',
      spoil: (world) => world.people.delete(bea),
      event: { type: 'approvals_insufficient', reason: 'approver_not_entitled', without: [bea] },
    },
    {
      what: 'that an approval grew old',
      spoil: (world) => world.moveOn(7 * 24 * 3_600_000),
      event: { type: 'approvals_insufficient', reason: 'approval_too_old' },
    },
  ])('$what', ({ spoil, event }) =>
    inWorldToPlace(async (world) => {
      const { answer, reads } = await askFor(world, { happen: { turn: spoil } });
      expect(answer).toMatchObject({ type: 'stop', event });
      expect(reads).toEqual(ALL);
    }),
  );
});

describe('what is old is read anew, and details are opened once', () => {
  const again = [...LIST, ...LAST];
  /** Something that is slow the first times. */
  const slow = (milliseconds: number, times: number) => {
    let left = times;
    return (world: PlacingWorld) => {
      left -= 1;
      if (left >= 0) world.moveOn(milliseconds);
    };
  };
  const right = `right of ${bea}`;

  test.each<{ what: string; happen: Happen; reads: string[] }>([
    { what: 'Slack took as long as a turn lasts', happen: { [right]: slow(5_000, 1) }, reads: ALL },
    {
      what: 'Slack took longer than a turn lasts: there is a new turn and, as it is old by then, a new look',
      happen: { [right]: slow(10_001, 1) },
      reads: [...ALL, ...again],
    },
    {
      what: 'the rights of two people together took too long',
      happen: { [`right of ${amir}`]: slow(6_000, 1), [right]: slow(6_000, 1) },
      reads: [...ALL, ...again],
    },
    {
      what: 'the clock was set back: nobody knows how old the look is',
      happen: { [right]: slow(-3_600_000, 1) },
      reads: [...ALL, ...again],
    },
  ])('$what', ({ happen, reads }) =>
    inWorldToPlace(async (world) => {
      const asking = await askFor(world, { happen });
      expect(asking.answer.type).toBe('go');
      expect(asking.reads).toEqual(reads);
      if (asking.answer.type === 'go') expect(asking.answer.warrant.intent.startedAt).toEqual(world.now);
    }),
  );

  test('a look after which nothing is sent need not be recent', () =>
    inWorldToPlace(async (world) => {
      world.vendor.stands('recOurs', { tag: 'acme-7f3k2q' });
      const details = 'details recNorthwind recOurs placing';
      world.vendor.duringRead = (read) => world.moveOn(read === details ? 10_001 : 0);
      const { answer, reads } = await askFor(world);
      expect(answer).toMatchObject({ type: 'stop', event: { type: 'vendor_order_found', vendorOrderId: 'recOurs' } });
      expect(reads).toEqual([...LOOKED, details]);
    }));

  test('nor one that could not read everything', () =>
    inWorldToPlace(async (world) => {
      world.vendor.rows.push({ id: null, amountCents: null, status: '', createdAt: null });
      world.vendor.duringRead = (read) => world.moveOn(read.startsWith('details') ? 10_001 : 0);
      const { answer, reads } = await askFor(world);
      expect(answer).toMatchObject({ type: 'stop', event: held('orders_unread') });
      expect(reads).toEqual(LOOKED);
    }));

  test('one that said nothing yet is opened again', () =>
    inWorldToPlace(async (world) => {
      await world.happen(
        aReference,
        { type: 'resembling_found', resembling: blank },
        { type: 'ruled_out', by: bea, vendorOrderId: blank.vendorOrderId },
      );
      world.vendor.stands(blank.vendorOrderId, { domainNames: [] });
      const says = (milliseconds: number) => () => {
        world.moveOn(milliseconds);
        world.vendor.details.delete(blank.vendorOrderId);
        world.vendor.rows.pop();
        world.vendor.stands(blank.vendorOrderId, { tag: 'acme-7f3k2q' });
      };
      const { answer } = await askFor(world, { happen: { [right]: says(10_001) } });
      expect(answer).toMatchObject({ type: 'stop', event: { type: 'vendor_order_found', vendorOrderId: 'recBlank' } });
    }));

  test('three times, and then the order waits for better times', () =>
    inWorldToPlace(async (world) => {
      const { answer, reads } = await askFor(world, { happen: { [right]: slow(10_001, 99) } });
      expect(answer).toEqual({ type: 'stop', event: held('vendor_unreachable', 'too_slow') });
      expect(reads).toEqual([...ALL, ...again, ...again]);
    }));
});

test('a fault of ours is thrown', () =>
  inWorldToPlace(async (world) => {
    const fault: Happen = {
      'login hosting': () => {
        throw new TypeError('ours');
      },
    };
    await expect(askFor(world, { happen: fault })).rejects.toThrow('ours');
  }));

test('what is said of a row that was changed names the line, for the operator', () =>
  inWorldToPlace(async (world) => {
    const stored = await world.stored(aReference);
    const order = inState(stored.order, 'approved');
    const terms = order.terms.map((each) => ({ ...each, tag: 'acme-8f3k2q' }));
    await world.store.replace(stored.version, { ...stored, order: { ...order, terms }, entry: null });
    const { answer } = await askFor(world);
    const event: OrderEvent = { type: 'held', reason: 'not_as_approved' };
    expect(answer).toEqual({ type: 'stop', event });
    expect(world.loggedFields).toEqual([
      { reference: aReference, line: '7. The terms are what their fingerprint names' },
    ]);
  }));

test('details that lack the field for the tag keep an order, before anybody’s right is read, until that is accepted', () =>
  inWorldToPlace(async (world) => {
    world.vendor.stands('recUntagged', { carriesTag: false });
    const { answer, reads } = await askFor(world);
    expect(answer).toEqual({ type: 'stop', event: held('tags_missing') });
    expect(reads.slice(-2)).toEqual([
      'details recNorthwind recOld placing',
      'details recNorthwind recUntagged placing',
    ]);
    await acceptMissingTags(world.deps)(amir, 'Support knows');
    expect((await askFor(world)).answer.type).toBe('go');
  }));
