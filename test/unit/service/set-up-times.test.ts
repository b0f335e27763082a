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
    set: async (key: string, value: string) => {
      calls.push('set');
      await later();
      values.set(key, value);
    },
  };
}

test('orders that work in the same moment are all remembered, each once', async () => {
  const settings = slowSettings();
  const times = setUpTimesIn(settings);
  await Promise.all(ORDERS.map((each) => times.remember(each)));
  expect(await times.usual(placed)).toMatchObject({ orders: 3, fromDays: 1, toDays: 3 });
  const sets = () => settings.calls.filter((call) => call === 'set').length;
  await times.remember(order('aaaaaa', 1));
  expect([sets(), await times.usual(placed)]).toMatchObject([3, { orders: 3 }]);
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
  const set = (key: string, value: string) => (isFull ? Promise.reject(new Error('full')) : settings.set(key, value));
  const times = setUpTimesIn({ ...settings, set });
  let isFull = true;
  await expect(times.remember(order('aaaaaa', 1))).rejects.toThrow('full');
  isFull = false;
  settings.values.set('set_up_times', JSON.stringify([{ of: 'another version' }]));
  await times.remember(order('bbbbbb', 2));
  expect(JSON.parse(settings.values.get('set_up_times') ?? '')).toMatchObject([{ reference: 'bbbbbb' }]);
});
