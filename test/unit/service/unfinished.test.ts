import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns/addMinutes';
import { type Unfinished, unfinishedDeliveries } from '../../../src/service/unfinished.ts';
import { textSeal } from '../../../src/storage/login-seal.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { noon } from '../../support/builders.ts';

let now = noon;
let stores: Stores;
let gone: Set<string>;
const errors: string[] = [];
const log = {
  ...{ debug: () => {}, info: () => {}, warn: () => {} },
  error: (_fields: unknown, message: string) => void errors.push(message),
};

beforeEach(() => {
  now = noon;
  gone = new Set();
  errors.length = 0;
  stores = openSqliteStores(null, { now: () => now });
});
afterEach(() => stores.close());

/** What a process remembers. */
function processNamed(holder: string): Unfinished {
  let ids = 0;
  return unfinishedDeliveries({
    keyValues: stores.shortLived,
    seal: textSeal({ keys: { current: Buffer.alloc(32, 7) }, randomBytes }),
    clock: { now: () => now },
    newId: () => `${holder}-${++ids}`,
    holder,
    isGone: (other) => gone.has(other),
    log,
  });
}
/** Resolves when all is written that was remembered before: nothing waits for that. */
const written = () => stores.shortLived.set('later', '', 1);
const texts = async (process: Unfinished) => (await process.takeOver()).leftOvers.map(({ text }) => text);

test('what is not done when its process is gone is taken over, oldest first, by one other', async () => {
  const first = processNamed('first');
  first.keep('one').done();
  first.keep('two');
  now = addMinutes(noon, 1);
  first.keep('three');
  await written();
  expect(await texts(processNamed('second'))).toEqual([]);
  gone.add('first');
  const [second, third] = [processNamed('second'), processNamed('third')];
  const taken = (await Promise.all([texts(second), texts(third)])).flat();
  expect(taken.toSorted()).toEqual(['three', 'two']);
  expect(await texts(processNamed('fourth'))).toEqual([]);
});

test('it comes with its moment, and is forgotten once it is done', async () => {
  processNamed('first').keep('one');
  await written();
  gone.add('first');
  now = addMinutes(noon, 24);
  const { leftOvers } = await processNamed('second').takeOver();
  expect(leftOvers).toMatchObject([{ id: 'first-1', receivedAt: noon, isToBeTold: false }]);
  leftOvers[0]?.done();
  await written();
  gone.add('second');
  expect(await texts(processNamed('third'))).toEqual([]);
});

test('after 25 minutes it is too old to be done', async () => {
  processNamed('first').keep('one');
  await written();
  gone.add('first');
  now = addMinutes(noon, 25);
  expect((await processNamed('second').takeOver()).leftOvers).toMatchObject([{ isToBeTold: true }]);
});

test('of a process of which nobody knows, it is taken over when no work can last so long', async () => {
  processNamed('elsewhere').keep('one');
  await written();
  const here = processNamed('here');
  expect(await here.takeOver()).toEqual({ leftOvers: [], lookAgainAt: addMinutes(noon, 2) });
  now = addMinutes(noon, 2);
  expect(await texts(here)).toEqual(['one']);
});

test('what two processes did not finish is not begun by a third, which has it told; a fourth leaves it alone', async () => {
  processNamed('first').keep('one');
  await written();
  gone.add('first');
  expect((await processNamed('second').takeOver()).leftOvers).toMatchObject([{ text: 'one', isToBeTold: false }]);
  gone.add('second');
  expect((await processNamed('third').takeOver()).leftOvers).toMatchObject([{ text: 'one', isToBeTold: true }]);
  expect(errors).toEqual([]);
  gone.add('third');
  expect(await texts(processNamed('fourth'))).toEqual([]);
  expect(errors).toEqual(['A delivery ended this process again and again; it is left alone']);
});

test('nothing that people typed can be read in the store', async () => {
  processNamed('first').keep('password=secret');
  await written();
  const [key = ''] = await stores.shortLived.keys('unfinished:');
  expect(await stores.shortLived.get(key)).not.toContain('secret');
});

test('a flood is not remembered beyond a thousand', async () => {
  const process = processNamed('first');
  const kept = Array.from({ length: 1_001 }, () => process.keep('one'));
  await written();
  expect(kept.filter(({ id }) => id === null)).toHaveLength(1);
  expect(await stores.shortLived.keys('unfinished:')).toHaveLength(1_000);
  kept[0]?.done();
  expect(process.keep('one').id).not.toBeNull();
});
