import { expect, test } from '@jest/globals';
import { policyHash } from '../../../src/orders/approval/requirement.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import { approveOrder } from '../../../src/service/deciding/approve-order.ts';
import { resumePlacing } from '../../../src/service/deciding/pause-placing.ts';
import { policyInForceIn, putPolicyInForce } from '../../../src/service/policy-in-force.ts';
import { Reference } from '../../../src/values/ids.ts';
import { aDomain, amir, anOrder, aPolicy, aPurchase, aReference, bea } from '../../support/builders.ts';
import { inWorld, type PlacingWorld } from './placing/placing-world.ts';

const older = aPolicy();
const newer = aPolicy({ users: [amir, bea], userGroups: [], quorum: 2 });
const start = (world: PlacingWorld, policy = newer) => putPolicyInForce({ ...world.deps, policy });
const knows = (world: PlacingWorld, policy = newer) =>
  policyInForceIn(world.deps.settings, policy, world.limits).isNewest();

test('the policy of the process that was started last is the one in force', () =>
  inWorld(async (world) => {
    expect(await knows(world, older)).toBe(true);
    await start(world, older);
    await start(world, newer);
    expect([await knows(world, older), await knows(world, newer)]).toEqual([false, true]);
    await start(world, older);
    expect([await knows(world, older), await knows(world, newer)]).toEqual([true, false]);
  }));

test('cards of orders that wait say at once whom they wait for, and nothing is approved by it', () =>
  inWorld(async (world) => {
    const { fingerprint } = newestTerms(anOrder());
    await world.lived({ policy: aPolicy({ quorum: 2 }) }, { type: 'approved', by: amir, fingerprint });
    const single = aPolicy({ users: [amir], userGroups: [] });
    await start(world, single);
    const { order, effects } = await world.stored(aReference);
    expect(order).toMatchObject({ state: 'awaiting_approval', asked: { policyHash: policyHash(single), need: 1 } });
    expect(effects.map(({ task }) => task.type)).toContain('redraw');
    expect(world.nudges).toBe(1);
  }));

test('the same policy, written in another order, changes nothing', () =>
  inWorld(async (world) => {
    await start(world, newer);
    const { version } = await world.lived({ policy: newer });
    await start(world, { ...newer, users: newer.users.toReversed() });
    expect((await world.stored(aReference)).version).toBe(version);
  }));

test('rules are policy and limits: a process with other limits is outdated, too', () =>
  inWorld(async (world) => {
    await start(world, newer);
    const lower = { perOrderCents: 1, perDayCents: 1 };
    expect(await policyInForceIn(world.deps.settings, newer, lower).isNewest()).toBe(false);
  }));

test('a start that died halfway is made up for by the next', () =>
  inWorld(async (world) => {
    await start(world, older);
    await world.lived({ policy: older });
    const replace = async () => {
      throw new Error('Killed');
    };
    await expect(
      putPolicyInForce({ ...world.deps, policy: newer, orders: { ...world.store, replace } }),
    ).rejects.toThrow();
    await start(world, newer);
    expect((await world.stored(aReference)).order.asked.policyHash).toBe(policyHash(newer));
  }));

test('nobody decides through a process with older rules, not even by what it still believes', () =>
  inWorld(async (world) => {
    const { fingerprint } = newestTerms(anOrder());
    await world.lived({});
    world.hasNewestPolicy = false;
    expect(await approveOrder(world.deps)({ reference: aReference, by: amir, fingerprint })).toMatchObject({
      ok: false,
      refusal: 'policy_outdated',
    });
    expect(await resumePlacing(world.deps)(amir)).toEqual({ ok: false, refusal: 'policy_outdated' });
  }));

test('all orders that wait are told, however many pages they fill; when the rules came is kept once', () =>
  inWorld(async (world) => {
    await start(world, older);
    const since = await world.deps.settings.get('rules_in_force_since');
    world.moveOn(1_000);
    await start(world, older);
    expect(await world.deps.settings.get('rules_in_force_since')).toBe(since);
    const references = [...'bcdefghjkm'].flatMap((first) => [...'abcdefghjkmn'].map((last) => `${first}aaaa${last}`));
    for (const [index, reference] of references.entries()) {
      const lines = [{ provider: 'google' as const, domains: [aDomain(`get${index}.com`)] }];
      await world.lived({ reference, purchase: aPurchase({ lines }), policy: older });
    }
    await start(world, newer);
    const asked = await Promise.all(
      references.map(async (each) => (await world.stored(Reference.parse(each))).order.asked),
    );
    expect(new Set(asked.map(({ policyHash: hash }) => hash))).toEqual(new Set([policyHash(newer)]));
  }));
