import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { actedPages } from '../../../src/service/acted-pages.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { noon } from '../../support/builders.ts';

let now = noon;
const clock = { now: () => now };
const stores = openSqliteStores(null, clock);
afterAll(() => stores.close());

let isAway: boolean;
beforeEach(() => {
  now = noon;
  isAway = false;
});
/** A store that takes nothing for a while, and can be read again afterwards. */
const keyValues = {
  ...stores.shortLived,
  get: (key: string) => stores.shortLived.get(key),
  set: async (key: string, value: string, ms: number | null) => {
    if (isAway) throw new Error('away');
    await stores.shortLived.set(key, value, ms);
  },
};
const first = { id: 'V1', hash: '1.a' };
const second = { id: 'V1', hash: '2.b' };

test('a page that the store did not note is known to this process for as long as an answer may come late', async () => {
  const acted = actedPages({ keyValues, clock });
  await acted.noteActed(first);
  expect(await acted.isActedLast(first)).toBe(true);
  isAway = true;
  await expect(acted.noteActed(second)).rejects.toThrow('away');
  isAway = false;
  now = addMinutes(noon, 9);
  expect([await acted.isActedLast(first), await acted.isActedLast(second)]).toEqual([false, true]);
});

test('what the store notes afterwards counts again, whoever noted it', async () => {
  const [acted, another] = [actedPages({ keyValues, clock }), actedPages({ keyValues, clock })];
  isAway = true;
  await expect(acted.noteActed(first)).rejects.toThrow('away');
  isAway = false;
  await acted.noteActed(second);
  await another.noteActed({ id: 'V1', hash: '3.c' });
  expect([await acted.isActedLast(second), await acted.isActedLast({ id: 'V1', hash: '3.c' })]).toEqual([false, true]);
});

test('when more were not noted than can be remembered, nothing is claimed of the others until that is long ago', async () => {
  const acted = actedPages({ keyValues, clock, mostUnnoted: 2 });
  isAway = true;
  for (const id of ['V2', 'V3', 'V4']) await expect(acted.noteActed({ id, hash: '1.a' })).rejects.toThrow('away');
  expect(await acted.isActedLast({ id: 'V4', hash: '1.a' })).toBe(true);
  await expect(acted.isActedLast({ id: 'V2', hash: '0.z' })).rejects.toThrow('More pages were acted on');
  await expect(acted.isActedLast({ id: 'V9' })).rejects.toThrow('More pages were acted on');
  now = addMinutes(noon, 11);
  expect(await acted.isActedLast({ id: 'V9' })).toBe(true);
});
