import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { rowsOf } from '../../../src/scaledmail/rows.ts';

const List = rowsOf(z.object({ id: z.string() }));

test('a list of ten thousand rows holds up nobody: others get their turns while it is read', async () => {
  let isRead = false;
  let turns = 0;
  const all = Array.from({ length: 10_000 }, (_, index) => ({ id: `rec${index}` }));
  const reading = List.parseAsync(all).then((read) => {
    isRead = true;
    return read;
  });
  while (!isRead) {
    await setImmediate();
    turns += 1;
  }
  expect(turns).toBeGreaterThanOrEqual(40);
  const { rows, leftOut } = await reading;
  expect([rows.length, leftOut, rows[9_999]?.id]).toEqual([10_000, 0, 'rec9999']);
});

test('rows that cannot be read are counted, wherever they stand', async () => {
  const all = Array.from({ length: 450 }, (_, index) => (index % 100 === 0 ? { id: 7 } : { id: `rec${index}` }));
  const { rows, leftOut } = await List.parseAsync(all);
  expect([rows.length, leftOut]).toEqual([445, 5]);
});

test('a list in which nothing can be read is another shape', async () => {
  expect((await List.safeParseAsync([{ id: 7 }])).success).toBe(false);
  expect((await List.safeParseAsync([])).success).toBe(true);
});
