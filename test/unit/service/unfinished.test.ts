import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns/addMinutes';
import { notesInStore } from '../../../src/service/left-over-rows.ts';
import type { KeyValueStore } from '../../../src/service/ports/stores/key-value-store.ts';
import { type Unfinished, unfinishedDeliveries } from '../../../src/service/unfinished.ts';
import { textSeal } from '../../../src/storage/logins/login-seal.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { noon } from '../../support/builders.ts';

let now = noon;
let stores: Stores;
let gone: Set<string>;
let isKnown = true;
const forgotten: string[] = [];
const errors: string[] = [];
const log = {
  ...{ debug: () => {}, info: () => {}, warn: () => {} },
  error: (_fields: unknown, message: string) => void errors.push(message),
};

beforeEach(() => {
  now = noon;
  gone = new Set();
  isKnown = true;
  errors.length = 0;
  forgotten.length = 0;
  stores = openSqliteStores(null, { now: () => now });
});
afterEach(() => stores.close());

const sealedElsewhere = { holder: 'first', receivedAt: noon, tries: 1, sealed: 'with another key' };

/** What a process remembers. */
function processNamed(holder: string, keyValues: KeyValueStore = stores.shortLived): Unfinished {
  let ids = 0;
  const seal = textSeal({ keys: { current: Buffer.alloc(32, 7) }, randomBytes });
  return unfinishedDeliveries({
    notes: notesInStore({ keyValues, seal, holder, log }),
    ...{ keyValues, seal },
    clock: { now: () => now },
    newId: () => `${holder}-${++ids}`,
    processes: {
      id: holder,
      isKnown: () => isKnown,
      gone: () => [...gone],
      goneAmong: async (ids) => new Set(ids.filter((id) => gone.has(id))),
      forget: async (ids) => void forgotten.push(...ids),
    },
    log,
  });
}
/** Resolves when all is written that was remembered before: nothing waits for that. */
const written = () => stores.shortLived.set('later', '', 1);
const texts = async (process: Unfinished) => (await process.takeOver()).map(({ text }) => text);

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
  const leftOvers = await processNamed('second').takeOver();
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
  expect(await processNamed('second').takeOver()).toMatchObject([{ isToBeTold: true }]);
});

test('what a process that lives does is left to it, however long that takes', async () => {
  processNamed('slow').keep('one');
  await written();
  const other = processNamed('other');
  for (now = noon; now < addMinutes(noon, 20); now = addMinutes(now, 1)) expect(await texts(other)).toEqual([]);
  gone.add('slow');
  expect(await texts(other)).toEqual(['one']);
});

test('the store is looked through once, and then only when a process is gone, which is forgotten after that', async () => {
  let looks = 0;
  const { shortLived } = stores;
  const keys = (prefix: string) => {
    looks += 1;
    return shortLived.keys(prefix);
  };
  const watching = processNamed('watching', { ...shortLived, keys });
  processNamed('first').keep('one');
  await written();
  for (let times = 0; times < 3; times += 1) expect(await texts(watching)).toEqual([]);
  expect([looks, forgotten]).toEqual([1, []]);
  gone.add('first');
  expect(await texts(watching)).toEqual(['one']);
  expect([looks, forgotten]).toEqual([2, ['first']]);
});

test('what cannot be taken over for a moment is taken over later, and is not forgotten meanwhile', async () => {
  let failures = 1;
  const { shortLived } = stores;
  const replace: KeyValueStore['replace'] = (key, expected, value) => {
    failures -= 1;
    if (failures >= 0) throw new Error('The store does not answer');
    return shortLived.replace(key, expected, value);
  };
  const first = processNamed('first');
  first.keep('one');
  first.keep('two');
  await written();
  gone.add('first');
  const second = processNamed('second', { ...shortLived, replace });
  expect(await texts(second)).toHaveLength(1);
  expect(forgotten).toEqual([]);
  expect(await texts(second)).toHaveLength(1);
  expect(forgotten).toEqual(['first']);
});

test('what cannot be read is told, left as it is, and in the way of nothing', async () => {
  await stores.shortLived.set('unfinished:odd', '{"holder":"first"}', null);
  await stores.shortLived.set('unfinished:sealed', JSON.stringify(sealedElsewhere), null);
  processNamed('first').keep('one');
  await written();
  gone.add('first');
  expect(await texts(processNamed('second'))).toEqual(['one']);
  expect(errors).toEqual(Array.from({ length: 2 }, () => 'A delivery that was left over cannot be read'));
  expect(forgotten).toEqual(['first']);
  expect(await stores.shortLived.get('unfinished:sealed')).toBe(JSON.stringify(sealedElsewhere));
});

test('what two processes did not finish is not begun by a third, which has it told; a fourth leaves it alone', async () => {
  processNamed('first').keep('one');
  await written();
  gone.add('first');
  expect(await processNamed('second').takeOver()).toMatchObject([{ text: 'one', isToBeTold: false }]);
  gone.add('second');
  expect(await processNamed('third').takeOver()).toMatchObject([{ text: 'one', isToBeTold: true }]);
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

test('nothing is remembered by a process of which the others know nothing, as they would take it', async () => {
  const process = processNamed('first');
  isKnown = false;
  expect(process.keep('one').id).toBeNull();
  isKnown = true;
  expect(process.keep('one').id).not.toBeNull();
});
