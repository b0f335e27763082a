import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import type { Clock } from '../../../src/service/ports/clock.ts';
import type { KeyValueStore } from '../../../src/service/ports/stores/key-value-store.ts';
import { noon } from '../../support/builders.ts';

/** Two handles on the same empty store, each with a connection of its own. */
export interface KeyValueStoreHandles {
  readonly keyValues: KeyValueStore;
  readonly second: KeyValueStore;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;

/** What every key-value store promises (`KeyValueStore` in the ports), checked on real stores. */
export function keyValueStoreContract(name: string, open: (clock: Clock) => Promise<KeyValueStoreHandles>): void {
  describe(`the key-value store on ${name}`, () => {
    let now: Date;
    let handles: KeyValueStoreHandles;
    const advance = (milliseconds: number) => {
      now = addMilliseconds(now, milliseconds);
    };
    beforeEach(async () => {
      now = noon;
      handles = await open({ now: () => now });
    });
    afterEach(() => handles.close());
    describe('keeps values', () => keepsValues(() => handles, advance));
    describe('replaces what is the same', () => replacesTheSame(() => handles, advance));
    describe('lists keys', () => listsKeys(() => handles, advance));
    describe('writes when absent', () => writesWhenAbsent(() => handles, advance));
  });
}

type Handles = () => KeyValueStoreHandles;
type Advance = (milliseconds: number) => void;

function keepsValues(handles: Handles, advance: Advance): void {
  test('a value is seen by others, replaced by the next, and gone once deleted', async () => {
    const { keyValues, second } = handles();
    const hostile = '{"text":"\\u0000 🚀 \' ; DROP TABLE key_values"}';
    expect(await keyValues.get('draft:1')).toBeNull();
    await keyValues.set('draft:1', 'first', null);
    await keyValues.set('draft:2', 'other', null);
    await second.set('draft:1', hostile, MINUTE_MS);
    expect(await keyValues.get('draft:1')).toBe(hostile);
    await keyValues.delete('draft:1');
    await keyValues.delete('draft:1');
    expect(await second.get('draft:1')).toBeNull();
    expect(await second.get('draft:2')).toBe('other');
  });

  test('an empty value is a value', async () => {
    const { keyValues, second } = handles();
    await keyValues.set('empty', '', null);
    expect(await second.get('empty')).toBe('');
    expect(await second.setIfAbsent('empty', 'more', null)).toBe(false);
  });

  test('a value ends when its time is over by our clock, and a new one gets a time of its own', async () => {
    const { keyValues } = handles();
    await keyValues.set('key', 'value', MINUTE_MS);
    advance(MINUTE_MS - 1);
    expect(await keyValues.get('key')).toBe('value');
    await keyValues.set('key', 'again', MINUTE_MS);
    advance(MINUTE_MS - 1);
    expect(await keyValues.get('key')).toBe('again');
    advance(1);
    expect(await keyValues.get('key')).toBeNull();
  });

  test('a value without an end stays, also in the place of one that had an end', async () => {
    const { keyValues, second } = handles();
    await keyValues.set('key', 'short', MINUTE_MS);
    await keyValues.set('key', 'long', null);
    advance(1_000 * MINUTE_MS);
    expect(await second.get('key')).toBe('long');
  });
}

function writesWhenAbsent(handles: Handles, advance: Advance): void {
  /** How eight callers on two handles fare that want to be first at once. */
  const race = async (ttlMs: number | null) => {
    const { keyValues, second } = handles();
    const callers = Array.from({ length: 8 }, (_, index) => `caller ${index}`);
    const answers = await Promise.all(
      callers.map((caller, index) => (index % 2 ? second : keyValues).setIfAbsent('key', caller, ttlMs)),
    );
    return callers.filter((_, index) => answers[index]);
  };

  test.each([MINUTE_MS, null])('of many at once exactly one is first (end after %s ms)', async (ttlMs) => {
    const winners = await race(ttlMs);
    expect(winners).toHaveLength(1);
    expect(await handles().keyValues.get('key')).toBe(winners[0]);
    expect(await race(ttlMs)).toEqual([]);
  });

  test.each([MINUTE_MS, null])('after the end again exactly one is first (next end after %s ms)', async (ttlMs) => {
    await race(MINUTE_MS);
    advance(MINUTE_MS - 1);
    expect(await race(ttlMs)).toEqual([]);
    advance(1);
    const winners = await race(ttlMs);
    expect(winners).toHaveLength(1);
    expect(await handles().second.get('key')).toBe(winners[0]);
  });

  test('after a deletion the next is first', async () => {
    await race(null);
    await handles().keyValues.delete('key');
    expect(await race(null)).toHaveLength(1);
  });
}

function replacesTheSame(handles: Handles, advance: Advance): void {
  test('only exactly what is expected is replaced, and nothing is made', async () => {
    const { keyValues, second } = handles();
    expect(await keyValues.replace('key', '', 'new')).toBe(false);
    expect(await keyValues.get('key')).toBeNull();
    await second.set('key', 'a', null);
    expect(await keyValues.replace('key', 'A', 'new')).toBe(false);
    expect(await keyValues.replace('key', 'a', 'new')).toBe(true);
    expect(await second.get('key')).toBe('new');
    advance(1_000 * MINUTE_MS);
    expect(await second.get('key')).toBe('new');
  });

  test.each(['', '{"a":"\\"b\\\\"}', 'a","expiresAtMs":null}', 'lines\nand\ttabs \u2028', 'Zoë 🚀 %d (.-) ]]'])(
    'whatever stands in it, and whether it has an end (%j)',
    async (value) => {
      const { keyValues, second } = handles();
      for (const ttlMs of [null, MINUTE_MS]) {
        await keyValues.set('key', value, ttlMs);
        expect(await second.replace('key', `${value}.`, 'new')).toBe(false);
        expect(await second.replace('key', value.slice(1), 'new')).toBe(value === '');
        await keyValues.set('key', value, ttlMs);
        expect(await second.replace('key', value, `${value}.`)).toBe(true);
        expect(await keyValues.get('key')).toBe(`${value}.`);
        expect(await second.replace('key', `${value}.`, value, MINUTE_MS)).toBe(true);
        expect(await keyValues.get('key')).toBe(value);
      }
    },
  );

  test('the end of a value stays, and one that has ended is not replaced', async () => {
    const { keyValues, second } = handles();
    await keyValues.set('key', 'a', MINUTE_MS);
    advance(MINUTE_MS - 1);
    expect(await second.replace('key', 'a', 'b')).toBe(true);
    expect(await keyValues.get('key')).toBe('b');
    advance(1);
    expect(await keyValues.get('key')).toBeNull();
    expect(await second.replace('key', 'b', 'c')).toBe(false);
  });

  test.each([2 * MINUTE_MS, null])('it may get another end (%s ms)', async (ttlMs) => {
    const { keyValues, second } = handles();
    await keyValues.set('key', 'a', MINUTE_MS);
    advance(MINUTE_MS - 1);
    expect(await second.replace('key', 'a', 'b', ttlMs)).toBe(true);
    advance(2 * MINUTE_MS - 1);
    expect(await keyValues.get('key')).toBe('b');
    advance(1);
    expect(await keyValues.get('key')).toBe(ttlMs === null ? 'b' : null);
    expect(await second.replace('key', 'x', 'c', ttlMs)).toBe(false);
  });

  test('of many at once exactly one replaces it', async () => {
    const { keyValues, second } = handles();
    await keyValues.set('key', 'first', null);
    const callers = Array.from({ length: 8 }, (_, index) => `caller ${index}`);
    const answers = await Promise.all(
      callers.map((caller, index) => (index % 2 ? second : keyValues).replace('key', 'first', caller)),
    );
    const winners = callers.filter((_, index) => answers[index]);
    expect(winners).toHaveLength(1);
    expect(await keyValues.get('key')).toBe(winners[0]);
  });
}

function listsKeys(handles: Handles, advance: Advance): void {
  test('keys that begin so, each once, without those that ended, and no signs mean anything', async () => {
    const { keyValues, second } = handles();
    for (const key of ['login:1', 'login:2', 'logi', 'xlogin:3', 'LOGIN:4', 'a*b:1', 'axb:2', 'a[b]:3', '%:1'])
      await keyValues.set(key, 'value', null);
    await keyValues.set('login:ended', 'value', MINUTE_MS);
    advance(MINUTE_MS);
    expect((await second.keys('login:')).sort()).toEqual(['login:1', 'login:2']);
    expect(await second.keys('a*b:')).toEqual(['a*b:1']);
    expect(await second.keys('a[b]:')).toEqual(['a[b]:3']);
    expect(await second.keys('%')).toEqual(['%:1']);
    expect(await second.keys('nothing')).toEqual([]);
    expect(await second.keys('')).toHaveLength(9);
  });
}
