import { describe, expect, test } from '@jest/globals';
import { addDays, addHours } from 'date-fns';
import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import type { Attempt } from '../../../../src/orders/attempt.ts';
import type { Order } from '../../../../src/orders/order.ts';
import {
  type SetUpTime,
  setUpTimeOf,
  usualSetUp,
  withSetUpTime,
} from '../../../../src/orders/standing/set-up-times.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { noon } from '../../../support/builders.ts';
import { manyDomains, orderIn } from '../../../support/views/orders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';

const active = orderIn('active');
const sent = (parts: Partial<Attempt> = {}): Order => ({
  ...active,
  activeAt: addHours(noon, 30),
  attempts: active.attempts.map((each) => ({
    ...each,
    startedAt: noon,
    sentHash: 'a1',
    answer: 'confirmed',
    ...parts,
  })),
});

describe('how long an order took', () => {
  test('counts from its paid call until all of it was seen to work', () => {
    const times = { startedAt: noon, workedAt: addHours(noon, 30) };
    expect(setUpTimeOf(sent())).toEqual({ reference: active.facts.reference, providers: ['google'], ...times });
    expect(setUpTimeOf(sent({ answer: 'no_answer' }))).toMatchObject(times);
  });

  test('is not known when nobody saw its set-up begin, and before it works', () => {
    expect(setUpTimeOf(sent({ answer: 'not_charged' }))).toBeNull();
    expect(setUpTimeOf(sent({ sentHash: null }))).toBeNull();
    expect(setUpTimeOf(orderIn('placed'))).toBeNull();
    expect(setUpTimeOf(orderIn('cancelled'))).toBeNull();
  });

  test('is not asked of what sets up no mailboxes', () => {
    const ended: Order = { ...active, terms: anApprovedCancel().terms };
    expect(setUpTimeOf(ended)).toBeNull();
  });
});

let made = 0;
/** An order that took so many hours, of these providers; each of them worked later than the one before. */
function time(hours: number, ...providers: EmailProvider[]): SetUpTime {
  made += 1;
  const workedAt = addDays(noon, made);
  const letters = [...String(made).padStart(3, '0')].map((digit) => 'abcdefghjk'[Number(digit)] ?? '');
  const reference = Reference.parse(`${letters.join('')}k2q`);
  const of = providers.length > 0 ? providers : (['google'] as const);
  return { reference, providers: [...of], startedAt: addHours(workedAt, -hours), workedAt };
}

describe('the remembered times', () => {
  test('have each order once, the newest of them last, and are bounded', () => {
    const times = Array.from({ length: 40 }, () => time(24));
    const kept = times.toReversed().reduce<SetUpTime[]>((before, each) => withSetUpTime(before, each), []);
    expect(kept).toEqual(times.slice(-30));
    const [first] = kept;
    if (!first) throw new Error('Some are kept');
    expect(withSetUpTime(kept, first)).toEqual(kept);
  });
});

describe('how long orders usually take', () => {
  const order = orderIn('placed');

  test('is said from the third one on, in whole days', () => {
    expect(usualSetUp([time(24), time(24)], order)).toBeNull();
    expect(usualSetUp([time(2), time(36), time(70)], order)).toEqual({
      orders: 3,
      providers: ['google'],
      fromDays: 1,
      toDays: 3,
      halfDays: 2,
    });
  });

  test('is that of the last twelve', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => time(24 * (index < 6 ? 1 : 2)));
    expect(usualSetUp([time(24 * 9), ...twelve], order)).toMatchObject({ orders: 12, toDays: 2, halfDays: 1 });
  });

  test('is that of the same providers when there are three, else of all', () => {
    const outlook = [time(240, 'outlook'), time(240, 'outlook'), time(240, 'outlook')];
    const google = [time(24), time(24), time(24)];
    expect(usualSetUp([...outlook, ...google], order)).toMatchObject({ orders: 3, providers: ['google'], toDays: 1 });
    const few = usualSetUp([...outlook, ...google.slice(1)], order);
    expect(few).toMatchObject({ orders: 5, providers: null, fromDays: 1, toDays: 10 });
    const both = orderIn('placed', { lines: [manyDomains('outlook', 1), manyDomains('google', 1)] });
    const ofBoth = Array.from({ length: 3 }, () => time(72, 'google', 'outlook'));
    expect(usualSetUp([...google, ...ofBoth], both)).toMatchObject({ providers: ['google', 'outlook'], fromDays: 3 });
  });

  test('is not said of what sets up no mailboxes', () => {
    const times = [time(24), time(24), time(24)];
    expect(usualSetUp(times, anApprovedCancel())).toBeNull();
  });
});
