import { describe, expect, test } from '@jest/globals';
import { claimsOf } from '../../../src/acts/act.ts';
import { limitAgainst } from '../../../src/orders/approval/limits.ts';
import { rulesHash } from '../../../src/orders/approval/requirement.ts';
import { attemptOf, commonOf, newestTerms } from '../../../src/orders/order.ts';
import { atVendor, doubtsRuledOut, vendorOrderIdsOf } from '../../../src/orders/standing/at-vendor.ts';
import { withSurface } from '../../../src/orders/surface.ts';
import { TagsAccepted } from '../../../src/orders/tags-accepted.ts';
import { amir, anOrder, aPolicy, aPurchase, approvals, aReference, bea, noon } from '../../support/builders.ts';
import { anAttempt } from './sent.ts';

describe('of a row', () => {
  const waiting = anOrder();

  test('what it has in every state is kept, and that people do not see its card only while that is so', () => {
    const cardTrouble = { since: noon, failure: null, word: 'message_not_found' };
    const { state: _state, expiresAt: _expires, change: _change, ...common } = waiting;
    expect(commonOf(waiting)).toStrictEqual(common);
    expect(commonOf({ ...waiting, cardTrouble })).toStrictEqual({ ...common, cardTrouble });
  });

  test('the number at the vendor is not known before it was sent', () => {
    expect(atVendor(waiting)).toEqual({ vendorOrderId: null, vendorAmountCents: null });
  });

  test('numbers at the vendor are those that are known', () => {
    const attempts = [anAttempt({ vendorOrderId: 'recOne' }), anAttempt({ number: 2 })];
    expect(vendorOrderIdsOf({ attempts })).toEqual(['recOne']);
  });

  test('a “no” about another vendor order is doubted once its own number is known', () => {
    const placement = { placedAt: noon, looks: 0, progress: { ready: [], changedAt: noon, isStuck: false } };
    const isDoubted = (vendorOrderId: string | null) =>
      doubtsRuledOut({
        ...commonOf(waiting),
        ...placement,
        state: 'placed',
        attempt: 1,
        attempts: [anAttempt({ vendorOrderId })],
        ruledOut: ['recOther'],
      });
    expect([null, 'recOurs', 'recOther'].map(isDoubted)).toEqual([false, true, false]);
  });

  test('that is new its act has its claims, and nothing else happened', () => {
    const order = anOrder();
    expect(order).toMatchObject({ approvals: [], attempts: [], reserved: [], surfaces: [], ruledOut: [] });
    expect(order.claims).toEqual(claimsOf(aPurchase()));
    expect(order.claims).not.toEqual([]);
  });

  test('the newest message of a kind stands in the place of the one before', () => {
    const former = (ts: string) => ({ kind: 'former_card' as const, ref: { channelId: approvals, ts } });
    const card = { kind: 'card' as const, ref: { channelId: approvals, ts: '3.1' } };
    expect(withSurface([former('1.1'), card], former('2.1'))).toEqual([card, former('2.1')]);
  });

  test('that lacks what it refers to nothing is made up', () => {
    const { facts } = waiting;
    expect(() => attemptOf({ facts, attempt: 2, attempts: [anAttempt()] })).toThrow(`${aReference} has no attempt 2`);
    expect(() => newestTerms({ facts, terms: [] })).toThrow(`${aReference} has no terms`);
  });
});

describe('what an operator sets', () => {
  const limits = { perOrderCents: 1_000, perDayCents: 2_000 };

  test('has another name with any part of it, and the same in whatever order people are written', () => {
    const names = [
      rulesHash(aPolicy({ users: [amir, bea] }), limits),
      rulesHash(aPolicy({ users: [amir] }), limits),
      rulesHash(aPolicy({ users: [amir, bea], userGroups: [] }), limits),
      rulesHash(aPolicy({ users: [amir, bea], quorum: 2 }), limits),
      rulesHash(aPolicy({ users: [amir, bea] }), { ...limits, perOrderCents: 1_001 }),
      rulesHash(aPolicy({ users: [amir, bea] }), { ...limits, perDayCents: 2_001 }),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(rulesHash(aPolicy({ users: [bea, amir] }), limits)).toBe(names[0]);
  });

  test.each([
    [1_000, limits, null],
    [1_001, limits, { name: 'LIMIT_PER_ORDER', cents: 1_000 }],
    [900, { perOrderCents: 1_000, perDayCents: 900 }, null],
    [901, { perOrderCents: 1_000, perDayCents: 900 }, { name: 'LIMIT_PER_DAY', cents: 900 }],
  ])('keeps an order of %i cents from being placed: %j', (cents, set, limit) => {
    expect(limitAgainst(cents, set)).toEqual(limit);
  });
});

test('that missing tags are accepted is by somebody, at a moment, for a reason', () => {
  const accepted = { by: bea, at: noon, reason: 'Support knows' };
  expect(TagsAccepted.parse(JSON.parse(JSON.stringify(accepted)))).toEqual(accepted);
  for (const part of ['by', 'at', 'reason']) {
    expect(TagsAccepted.safeParse({ ...accepted, [part]: undefined }).success).toBe(false);
  }
});
