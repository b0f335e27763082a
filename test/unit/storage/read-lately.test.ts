import { expect, test } from '@jest/globals';
import { readLately } from '../../../src/storage/rows/read-lately.ts';
import { encodeOrder } from '../../../src/storage/rows/row.ts';
import { readOrder } from '../../support/rows/read.ts';
import { ordersInEveryState } from '../../support/views/orders.ts';

const HEAD = { sequence: 1, hash: 'a'.repeat(64) };
const [first, other] = ['Acme', 'Globex']
  .flatMap((label) => ordersInEveryState({ label }).slice(0, 1))
  .map((order) => encodeOrder({ version: 1, order, effects: [], head: HEAD, lease: null }));

test('an order is read once from the text that its row has, and anew from another one', () => {
  if (!first || !other) throw new Error('There are no orders');
  const lately = readLately();
  const read = (row: typeof first) => readOrder(row, '7f3k2q', lately);
  const once = read(first);
  expect(read(first).order).toBe(once.order);
  const moved = { ...first, version: 9, head: JSON.stringify({ ...HEAD, sequence: 2 }) };
  expect(read(moved)).toEqual({ ...once, version: 9, head: { ...HEAD, sequence: 2 } });
  expect(read(other).order).not.toEqual(once.order);
  expect(read(first).order).not.toBe(once.order);
  expect(read(first)).toEqual(readOrder(first, '7f3k2q'));
});

test('so many are kept, and of those that were read last', () => {
  if (!first) throw new Error('There are no orders');
  const lately = readLately();
  const { order } = readOrder(first, '7f3k2q');
  for (let number = 0; number < 300; number += 1) lately.keep(`order${number}`, 'text', order);
  expect([lately.of('order0', 'text'), lately.of('order299', 'text')]).toEqual([null, order]);
});

test('large ones take the room of many', () => {
  if (!first) throw new Error('There are no orders');
  const lately = readLately();
  const { order } = readOrder(first, '7f3k2q');
  const text = 'x'.repeat(900_000);
  for (const reference of ['one', 'two', 'three']) lately.keep(reference, text, order);
  expect(['one', 'two', 'three'].map((reference) => lately.of(reference, text) !== null)).toEqual([false, true, true]);
});
