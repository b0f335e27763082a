import { expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import type { Order } from '../../../src/orders/order.ts';
import { setUpTimesIn } from '../../../src/service/set-up-times.ts';
import { Reference } from '../../../src/values/ids.ts';
import { noon } from '../../support/builders.ts';
import { orderIn } from '../../support/views/orders.ts';

const active = orderIn('active');
const placed = orderIn('placed');
const order = (reference: string, days: number): Order => ({
  ...active,
  facts: { ...active.facts, reference: Reference.parse(reference) },
  activeAt: addDays(noon, days),
  attempts: active.attempts.map((each) => ({ ...each, startedAt: noon, sentHash: 'a1', answer: 'confirmed' })),
});
const ORDERS = [order('aaaaaa', 1), order('bbbbbb', 2), order('cccccc', 3)];

/** A store that answers later, so that what reads and writes in one go could come in between. */
function slowSettings() {
  const values = new Map<string, string>();
  const calls: string[] = [];
  const later = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    values,
    calls,
    get: async (key: string) => {
      calls.push('get');
      await later();
      return values.get(key) ?? null;
    },
    setIfAbsent: async (key: string, value: string) => {
      calls.push('write');
      await later();
      if (values.has(key)) return false;
      values.set(key, value);
      return true;
    },
    replace: async (key: string, expected: string, value: string) => {
      calls.push('write');
      await later();
      if (values.get(key) !== expected) return false;
      values.set(key, value);
      return true;
    },
  };
}

test('orders that work in the same moment are all remembered, each once', async () => {
  const settings = slowSettings();
  const times = setUpTimesIn(settings);
  await Promise.all(ORDERS.map((each) => times.remember(each)));
  expect(await times.usual(placed)).toMatchObject({ orders: 3, fromDays: 1, toDays: 3 });
  const writes = () => settings.calls.filter((call) => call === 'write').length;
  await times.remember(order('aaaaaa', 1));
  expect([writes(), await times.usual(placed)]).toMatchObject([3, { orders: 3 }]);
});

test('of two processes that write in the same moment, neither loses an order, the first one written included', async () => {
  const settings = slowSettings();
  const [one, other] = [setUpTimesIn(settings), setUpTimesIn(settings)];
  const [first, second, third] = ORDERS;
  if (!first || !second || !third) throw new Error('Three orders are needed');
  await Promise.all([one.remember(first), other.remember(second)]);
  await Promise.all([one.remember(third), other.remember(order('dddddd', 4))]);
  expect(await one.usual(placed)).toMatchObject({ orders: 4, fromDays: 1, toDays: 4 });
});

test('a list that others write again and again is given up, and said to be', async () => {
  const settings = slowSettings();
  const times = setUpTimesIn({ ...settings, setIfAbsent: async () => false });
  await expect(times.remember(order('aaaaaa', 1))).rejects.toThrow('10 times in a row');
});

test('only an order that is being set up is told how long that takes; reading costs one call, of others none', async () => {
  const settings = slowSettings();
  const times = setUpTimesIn(settings);
  expect(await times.usual(placed)).toBeNull();
  for (const state of ['active', 'approved', 'awaiting_approval'] as const) {
    expect(await times.usual(orderIn(state))).toBeNull();
  }
  await times.remember(placed);
  expect(settings.calls).toEqual(['get']);
});

test('a write that failed keeps the next one from nothing, and what cannot be read is forgotten', async () => {
  const settings = slowSettings();
  const setIfAbsent = (key: string, value: string) =>
    isFull ? Promise.reject(new Error('full')) : settings.setIfAbsent(key, value);
  const times = setUpTimesIn({ ...settings, setIfAbsent });
  let isFull = true;
  await expect(times.remember(order('aaaaaa', 1))).rejects.toThrow('full');
  isFull = false;
  settings.values.set('set_up_times', JSON.stringify([{ of: 'another version' }]));
  await times.remember(order('bbbbbb', 2));
  expect(JSON.parse(settings.values.get('set_up_times') ?? '')).toMatchObject([{ reference: 'bbbbbb' }]);
});
