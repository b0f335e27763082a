import { expect, test } from '@jest/globals';
import { ordersAtOnce } from '../../../../src/service/worker/orders-at-once.ts';

/** Asks again and again while all room is taken, with rounds of these lengths; answers how many were side by side each time. */
async function sideBySide(rounds: readonly number[]): Promise<number[]> {
  const left = [...rounds];
  const roomFor = ordersAtOnce(async () => left.shift() ?? 0);
  const seen: number[] = [];
  let underWay = 0;
  for (const _ of rounds) {
    underWay += await roomFor(() => underWay);
    seen.push(underWay);
  }
  return seen;
}

test('more orders are worked on side by side while rounds are short, up to a number', async () => {
  expect(await sideBySide([0, 0, 5, 20, 1, 1, 1, 1, 1])).toEqual([16, 24, 32, 40, 48, 56, 64, 64, 64]);
});

test('a slow round halves the room, but not below what is placed and drawn at a time; nobody who works is sent away', async () => {
  const lengths = [0, 0, 0, 30, 30, 30];
  const roomFor = ordersAtOnce(async () => lengths.shift() ?? 0);
  expect(await roomFor(() => 0)).toBe(16);
  expect(await roomFor(() => 16)).toBe(8);
  expect(await roomFor(() => 24)).toBe(8);
  expect(await roomFor(() => 32)).toBe(0);
  expect(await roomFor(() => 0)).toBe(16);
  expect(await roomFor(() => 0)).toBe(16);
});

test('room that nobody needed does not grow', async () => {
  const roomFor = ordersAtOnce(async () => 0);
  for (let count = 0; count < 10; count += 1) expect(await roomFor(() => 2)).toBe(14);
});
