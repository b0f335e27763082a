import { expect, test } from '@jest/globals';
import { addDays, addMilliseconds } from 'date-fns';
import { approvalsOf, newestTerms, type Order } from '../../../../src/orders/order.ts';
import { approveOrder } from '../../../../src/service/deciding/approve-order.ts';
import { amir, anOrder, aPolicy, aReference, bea, noon } from '../../../support/builders.ts';
import { approvedBy, inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const { fingerprint } = newestTerms(anOrder());
const two = aPolicy({ users: [amir, bea], quorum: 2 });

async function approve(world: PlacingWorld, by = bea): Promise<Order> {
  await approveOrder(world.deps)({ reference: aReference, by, fingerprint });
  return (await world.stored(aReference)).order;
}

test('two people complete what two are asked for', () =>
  inWorld(async (world) => {
    world.policy = two;
    await world.lived({ policy: two }, approvedBy(amir));
    expect((await approve(world)).state).toBe('approved');
  }));

test('somebody who cannot decide any more counts no longer', () =>
  inWorld(async (world) => {
    world.policy = aPolicy({ users: [bea], userGroups: [], quorum: 2 });
    await world.lived({ policy: two }, approvedBy(amir));
    expect((await approve(world)).state).toBe('awaiting_approval');
  }));

test('a second click of the same person is not a second approval', () =>
  inWorld(async (world) => {
    world.policy = two;
    await world.lived({ policy: two }, approvedBy(amir));
    const after = await approve(world, amir);
    expect([after.state, approvalsOf(after).length]).toEqual(['awaiting_approval', 1]);
  }));

test.each([
  [-1, 'approved'],
  [0, 'awaiting_approval'],
])('an approval counts for seven days: %s ms after that it is %s', (milliseconds, state) =>
  inWorld(async (world) => {
    world.policy = two;
    await world.lived({ policy: two }, approvedBy(amir));
    world.now = addMilliseconds(addDays(noon, 7), milliseconds);
    expect((await approve(world)).state).toBe(state);
  }),
);

test.each([
  ['younger than a week is no second approval', -1, 'approved_by_you_already', noon],
  ['that is a week old is given anew', 0, null, addDays(noon, 7)],
])('one’s own approval %s', (_what, milliseconds, refusal, givenAt) =>
  inWorld(async (world) => {
    world.policy = two;
    await world.lived({ policy: two }, approvedBy(amir));
    world.now = addMilliseconds(addDays(noon, 7), milliseconds);
    const verdict = await approveOrder(world.deps)({ reference: aReference, by: amir, fingerprint });
    expect(verdict.ok ? null : verdict.refusal).toBe(refusal);
    const after = (await world.stored(aReference)).order;
    expect(after.state).toBe('awaiting_approval');
    expect(approvalsOf(after)).toMatchObject([{ by: amir, at: givenAt }]);
    expect((await approve(world)).state).toBe('approved');
  }),
);

test('one’s own approval that is a week old, given anew beside a younger one, completes what is asked for', () =>
  inWorld(async (world) => {
    world.policy = two;
    await world.lived({ policy: two }, approvedBy(amir));
    world.now = addDays(noon, 7);
    expect((await approve(world)).state).toBe('awaiting_approval');
    expect((await approve(world, amir)).state).toBe('approved');
  }));

test('who clicks is looked up in Slack once, also when they have approved before', () =>
  inWorld(async (world) => {
    world.policy = two;
    await world.lived({ policy: two }, approvedBy(amir));
    const asked: string[] = [];
    const { directory } = world.deps;
    const member = (id: typeof amir) => {
      asked.push(id);
      return directory.member(id);
    };
    const deps = { ...world.deps, directory: { ...directory, member } };
    await approveOrder(deps)({ reference: aReference, by: amir, fingerprint });
    expect(asked).toEqual([amir]);
  }));

test('where one is asked for, nobody before is looked up in Slack', () =>
  inWorld(async (world) => {
    world.policy = aPolicy({ users: [bea], userGroups: [] });
    await world.lived({ policy: two }, approvedBy(amir));
    const asked: string[] = [];
    const { directory } = world.deps;
    const member = (id: typeof bea) => {
      asked.push(id);
      return directory.member(id);
    };
    const deps = { ...world.deps, directory: { ...directory, member } };
    await approveOrder(deps)({ reference: aReference, by: bea, fingerprint });
    expect(asked).toEqual([bea]);
  }));
