import { describe, expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { Effect } from '../../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { PersonUnreachable, SlackAsksToWait, SlackUnavailable } from '../../../../src/service/errors.ts';
import { UserId } from '../../../../src/values/ids.ts';
import { amir, approvals, approversGroup, aReference, bea, noon, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { notifying, work } from './worker-steps.ts';

const cleo = UserId.parse('U0CLEO');
const announced: OrderEvent = { type: 'announced', card: { channelId: approvals, ts: '1.1' } };
const toApprovers = { type: 'tell', to: 'approvers', notice: 'cannot_find' } as const;
const toRequester = { type: 'tell', to: 'requester', notice: 'placed' } as const;
const gone = () => new PersonUnreachable('gone', { cause: new Error('user_disabled') });

/** An order with a card, of which nothing but this is to be told; Amir decides by name, Bea and Cleo by their group. */
async function telling(world: PlacingWorld, task: typeof toApprovers | typeof toRequester, ...events: OrderEvent[]) {
  world.group = [bea, cleo];
  await world.withOnly(await world.lived({}, ...events), task);
}
const told = (world: PlacingWorld) => world.sent.map((words) => words.split(' ').slice(0, 2).join(' '));
const left = async (world: PlacingWorld) => (await world.stored(aReference)).effects;

describe('approvers are told', () => {
  test('all of them, whoever cannot be reached; that ends with a line in the log', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      world.personFailures.set(amir, gone()).set(bea, gone());
      await work(world);
      expect(told(world)).toEqual(['U0CLEO cannot_find']);
      expect(await left(world)).toEqual([]);
      const sentence = 'warn: Somebody cannot be sent a direct message; it is not tried again';
      expect(world.logged).toEqual([sentence, sentence]);
      expect(world.loggedFields).toMatchObject([
        { reference: aReference, notice: 'cannot_find', person: amir, error: world.personFailures.get(amir) },
        { person: bea },
      ]);
    }));

  test('once each: after a failure that passes only those who were not', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      world.personFailures.set(amir, new Error('internal_error')).set(bea, gone());
      await work(world);
      expect(told(world)).toEqual(['U0CLEO cannot_find']);
      const reached = { told: [cleo], unreachable: [bea] };
      expect(await left(world)).toMatchObject([{ attempts: 1, reached, dueAt: new Date(noon.getTime() + 750) }]);
      world.personFailures.clear();
      world.moveOn(750);
      await work(world);
      expect(told(world)).toEqual(['U0CLEO cannot_find', 'U0AMIR cannot_find']);
      expect(await left(world)).toEqual([]);
    }));

  test('again as soon as anybody may be, however long Slack asks to wait for another', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      world.personFailures.set(amir, new SlackAsksToWait(60_000)).set(bea, new SlackAsksToWait(30_000));
      await work(world);
      expect(await left(world)).toMatchObject([{ dueAt: addSeconds(noon, 30), reached: { told: [cleo] } }]);
      world.personFailures.set(bea, new Error('internal_error'));
      world.moveOn(30_000);
      await work(world);
      expect(await left(world)).toMatchObject([{ dueAt: new Date(world.now.getTime() + 1_500) }]);
    }));

  test('by name also while Slack does not say who is in the group; the group later', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      const { directory } = world.deps;
      const groupMembers = () => Promise.reject(new SlackUnavailable('usergroups.list failed'));
      await work(world, { directory: { ...directory, groupMembers } });
      expect(told(world)).toEqual(['U0AMIR cannot_find']);
      expect(await left(world)).toMatchObject([{ attempts: 1, reached: { told: [amir], unreachable: [] } }]);
      expect(world.logged).toEqual(['warn: Not everybody could be told; it stays due']);
      world.moveOn(1_000);
      await work(world);
      expect(told(world)).toEqual(['U0AMIR cannot_find', 'U0BEA cannot_find', 'U0CLEO cannot_find']);
    }));
});

describe('when no approver can be told', () => {
  test('the thread is, once', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      for (const person of [amir, bea, cleo]) world.personFailures.set(person, gone());
      await work(world);
      expect(world.sent).toEqual([expect.stringMatching(/^thread approvers cannot_find 7f3k2q\.\d\.0 false$/)]);
      expect(await left(world)).toEqual([]);
    }));

  test('the thread is as soon as Slack takes it, and nobody is tried again meanwhile', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      for (const person of [amir, bea, cleo]) world.personFailures.set(person, gone());
      const tellThread = () => Promise.reject(new Error('internal_error'));
      await work(world, notifying(world, { tellThread }));
      const reached = { told: [], unreachable: [amir, bea, cleo] };
      expect(await left(world)).toMatchObject([{ attempts: 1, reached }]);
      world.personFailures.clear();
      world.moveOn(750);
      await work(world);
      expect(told(world)).toEqual(['thread approvers']);
      expect(await left(world)).toEqual([]);
    }));

  test('because there is none, the thread is', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers, announced);
      world.group = [];
      world.policy = { ...world.policy, users: [], userGroups: [approversGroup] };
      await work(world);
      expect(told(world)).toEqual(['thread approvers']);
    }));

  test('and there is no card, the log says so, and it ends', () =>
    inWorld(async (world) => {
      await telling(world, toApprovers);
      for (const person of [amir, bea, cleo]) world.personFailures.set(person, gone());
      await work(world);
      expect(world.sent).toEqual([]);
      expect(world.logged.at(-1)).toBe('error: Nobody could be told, neither by direct message nor in a thread');
      expect(world.loggedFields.at(-1)).toEqual({ reference: aReference, notice: 'cannot_find', to: 'approvers' });
      expect(await left(world)).toEqual([]);
    }));
});

describe('a requester', () => {
  test('who cannot be reached while the card is posted anew: its thread is told once it is there', () =>
    inWorld(async (world) => {
      const card = { channelId: approvals, ts: '1.1' };
      await telling(world, toRequester, announced, { type: 'card_lost', card, word: 'message_not_found' });
      world.personFailures.set(rita, gone());
      await work(world);
      expect(told(world)).toEqual([]);
      expect(await left(world)).toMatchObject([{ attempts: 1 }]);
      await world.happen(aReference, { type: 'announced', card: { channelId: approvals, ts: '2.2' } });
      world.moveOn(1_000);
      await work(world);
      expect(told(world)).toContain('thread requester');
    }));

  test('who cannot be reached: the thread is told', () =>
    inWorld(async (world) => {
      await telling(world, toRequester, announced);
      world.personFailures.set(rita, gone());
      await work(world);
      expect(told(world)).toEqual(['thread requester']);
      expect(world.loggedFields).toMatchObject([{ reference: aReference, notice: 'placed', person: rita }]);
      expect(await left(world)).toEqual([]);
    }));

  test('who cannot be reached for now is told later', () =>
    inWorld(async (world) => {
      await telling(world, toRequester, announced);
      world.personFailures.set(rita, new Error('internal_error'));
      await work(world);
      expect(world.sent).toEqual([]);
      world.personFailures.clear();
      world.moveOn(750);
      await work(world);
      expect(told(world)).toEqual(['requester placed']);
    }));

  test('who cannot be reached before there is a card: the log says so, and it ends', () =>
    inWorld(async (world) => {
      await telling(world, toRequester);
      world.personFailures.set(rita, gone());
      await work(world);
      expect(world.logged.at(-1)).toMatch(/^error: Nobody could be told/);
      expect(await left(world)).toEqual([]);
    }));
});

test('an effect of an earlier version, which does not say who was reached, is read', () => {
  const stored = { id: '1.0', task: toApprovers, dueAt: noon.toISOString(), attempts: 3 };
  expect(Effect.parse(stored)).toEqual({ ...stored, dueAt: noon });
  const reached = { told: [amir], unreachable: [bea] };
  expect(Effect.parse({ ...stored, reached })).toEqual({ ...stored, dueAt: noon, reached });
});
