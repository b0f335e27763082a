import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMinutes } from 'date-fns';
import type { Claim } from '../../../src/acts/claim.ts';
import { violationsOf } from '../../../src/audit/check/order.ts';
import { StoreChecks } from '../../../src/audit/check/store.ts';
import type { KeptOrder } from '../../../src/storage/order-reader.ts';
import { claimableAtMs } from '../../../src/storage/rows/row.ts';
import { TeamId } from '../../../src/values/ids.ts';
import { amir, noon, team } from '../../support/builders.ts';
import {
  agreed,
  announced,
  approved,
  confirmed,
  found,
  happens,
  placed,
  type Story,
  sent,
  sentTwice,
  story,
} from './stories.ts';

/** A story as a store keeps it. */
function keptAs({ order, effects, history }: Story): KeptOrder {
  const last = history.at(-1);
  const ended = order.state === 'declined';
  const claimableAt = claimableAtMs(effects, null);
  return {
    reference: order.facts.reference,
    stored: {
      version: 1,
      order,
      effects,
      head: { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' },
      lease: null,
    },
    problem: null,
    history: history.map((entry) => ({ ok: true, entry })),
    heldClaims: ended ? [] : order.claims,
    claimableAt: claimableAt === null ? null : new Date(claimableAt),
    isListed: true,
  };
}
const declined = () => story(announced, happens({ type: 'declined', by: amir, reason: '' }));
const about = { now: addHours(noon, 1), teamId: team };
const rulesOf = (kept: KeptOrder, around: Parameters<typeof violationsOf>[1] = about) =>
  violationsOf(kept, around).map(({ rule }) => rule);

describe('an order in its place', () => {
  test.each([
    ['approved', approved],
    ['placed', placed],
    ['declined', declined],
  ])('%s breaks no promise', (_name, told) => {
    expect(rulesOf(keptAs(told()))).toEqual([]);
  });

  test('breaks none while a worker holds it', () => {
    const kept = keptAs(approved());
    const until = addDays(noon, 1);
    const stored = kept.stored && { ...kept.stored, lease: { token: 'token', until } };
    expect(rulesOf({ ...kept, stored, claimableAt: until })).toEqual([]);
  });

  test('that ended, and turned up at the vendor after all, is not asked for the names that it gave back', () => {
    const givenUp = [...sentTwice.slice(0, -5), happens({ type: 'declined', by: amir, reason: '' })];
    const turnedUp = story(
      ...givenUp,
      happens({ type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null, attempt: 1 }),
    );
    expect(rulesOf({ ...keptAs(turnedUp), heldClaims: [] })).toEqual([]);
  });
});

test('a cancelled order has let its names go, or has kept them under an older version: they are free either way', () => {
  const cancelled = keptAs(story(...agreed, sent, confirmed, found, happens({ type: 'vendor_cancelled' })));
  expect(cancelled.stored?.order.state).toBe('cancelled');
  expect(rulesOf({ ...cancelled, heldClaims: [] })).toEqual([]);
  expect(rulesOf({ ...cancelled, heldClaims: placed().order.claims })).toEqual([]);
});

describe('an order out of its place is found out', () => {
  const kept = keptAs(approved());
  test.each<{ what: string; spoiled: Partial<KeptOrder>; rule: string }>`
    what                                    | spoiled                                       | rule
    ${'claims that are not held'}           | ${{ heldClaims: [] }}                         | ${'claims_differ'}
    ${'a place that the lists do not know'} | ${{ isListed: false }}                        | ${'not_listed'}
    ${'no moment in the worker’s index'}    | ${{ claimableAt: null }}                      | ${'waits_forever'}
    ${'a moment long after what is due'}    | ${{ claimableAt: addMinutes(noon, 30) }}      | ${'waits_forever'}
    ${'the reference of another'}           | ${{ reference: 'zzzzzz' }}                    | ${'other_order'}
    ${'a row that cannot be read'}          | ${{ stored: null, problem: 'broken at x' }}   | ${'unreadable'}
    ${'no row at all'}                      | ${{ stored: null }}                           | ${'lost'}
    ${'an entry that cannot be read'}       | ${{ history: [{ ok: false, problem: 'x' }] }} | ${'unreadable'}
  `('by $what', ({ spoiled, rule }) => {
    expect(rulesOf({ ...kept, ...spoiled })).toEqual([rule]);
  });

  test('by names that it holds though it ended', () => {
    const { order } = declined();
    expect(rulesOf({ ...keptAs(declined()), heldClaims: order.claims })).toEqual(['claims_differ']);
  });

  test('by the team of somebody else, when the store says whose it is', () => {
    expect(rulesOf(kept, { ...about, teamId: TeamId.parse('T0OTHER') })).toEqual(['other_order']);
    expect(rulesOf(kept, { ...about, teamId: null })).toEqual([]);
  });
});

describe('across orders', () => {
  const { claims } = placed().order;
  const nameOf = (letter: string): Claim => ({ key: `name:${letter}.com`, mode: 'owns' });
  const { reference } = keptAs(placed());

  test('nothing is wrong when each has its own', () => {
    const checks = new StoreChecks(new Map([[reference, claims]]));
    checks.add(keptAs(placed()));
    expect(checks.violations()).toEqual([]);
  });

  test('a claim that is held for nobody, or for an order that has not asked for it, is found out', () => {
    const checks = new StoreChecks(
      new Map([
        [reference, [...claims, ...['a', 'b', 'c', 'd', 'e', 'f'].map(nameOf)]],
        ['zzzzzz', [nameOf('z')]],
      ]),
    );
    checks.add(keptAs(placed()));
    expect(checks.violations().map((each) => `${each.reference}: ${each.sentence}`)).toEqual([
      `${reference}: These claims are held for it, but are not its own: owns name:a.com, owns name:b.com, owns name:c.com, owns name:d.com, owns name:e.com and 1 more.`,
      'zzzzzz: These claims are held for it, but are not its own: owns name:z.com.',
    ]);
  });

  test('the claims of an order that cannot be read are not judged', () => {
    const checks = new StoreChecks(new Map([['zzzzzz', [nameOf('z')]]]));
    checks.add({ ...keptAs(placed()), reference: 'zzzzzz', stored: null, problem: 'broken' });
    expect(checks.violations()).toEqual([]);
  });

  test('two orders that claim the same order of the vendor’s are found out', () => {
    const checks = new StoreChecks(new Map());
    for (const each of ['aaaaaa', 'bbbbbb']) checks.add({ ...keptAs(placed()), reference: each });
    expect(checks.violations()).toEqual([
      expect.objectContaining({ rule: 'vendor_order_shared', reference: 'bbbbbb' }),
    ]);
  });
});
