import { expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import type { Order } from '../../../../src/orders/order.ts';
import type { Progress } from '../../../../src/orders/progress.ts';
import { lateOf, missingOf } from '../../../../src/orders/standing/late.ts';
import { inState, noon } from '../../../support/builders.ts';
import { orderIn } from '../../../support/views/orders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';

const [one, two] = ['getacme.com', 'tryacme.com'];
const placed = orderIn('placed');
const withProgress = (progress: Partial<Progress>): Order => ({
  ...placed,
  placedAt: noon,
  progress: { ready: [], changedAt: noon, isStuck: true, ...progress },
});

test('late are the domains that were read and do not work, since the day on which all should', () => {
  // Five business days from a Monday.
  const since = addDays(noon, 7);
  expect(lateOf(withProgress({}))).toEqual({ since, names: [one, two] });
  expect(lateOf(withProgress({ ready: ['getacme.com'] }))).toEqual({ since, names: [two] });
  expect(lateOf(withProgress({ unread: ['getacme.com'] }))).toEqual({ since, names: [two] });
  expect(lateOf(withProgress({ ready: ['tryacme.com'], unread: ['getacme.com'] }))).toEqual({ since, names: [] });
});

test('an order that is not late, or not placed, has none', () => {
  expect(lateOf(withProgress({ isStuck: false }))).toBeNull();
  for (const state of ['active', 'approved', 'payment_pending', 'cancelled'] as const) {
    expect(lateOf(orderIn(state))).toBeNull();
  }
});

test('what ends another order is late as a whole, and after its paid month', () => {
  const { progress } = inState(withProgress({}), 'placed');
  const { attempt, looks, placedAt } = placed;
  const ending: Order = { ...anApprovedCancel(), ...{ state: 'placed', attempt, looks, placedAt, progress } };
  expect(lateOf({ ...ending, attempts: placed.attempts })).toEqual({ since: addDays(placedAt, 35), names: [] });
});

test('missing is what is neither ready nor unread', () => {
  expect(missingOf(['a', 'b', 'c'], { ready: ['b'] })).toEqual(['a', 'c']);
  expect(missingOf(['a', 'b', 'c'], { ready: ['b'], unread: ['c'] })).toEqual(['a']);
});
