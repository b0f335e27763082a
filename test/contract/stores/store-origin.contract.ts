import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Stores } from '../../../src/storage/stores.ts';

/** A store that processes open, and in the place of which something else can be put. */
export interface ReplaceableStore {
  /** Opens it as another process would. It is closed with the rest. */
  open(): Promise<Stores>;
  /** Puts a copy of it in its place: a file from a backup, a replica that becomes the main server. */
  replace(): Promise<void>;
  close(): Promise<void>;
}

/** What every store promises about its origin (`StoreOrigin` in the ports), checked on real stores. */
export function storeOriginContract(name: string, start: () => Promise<ReplaceableStore>): void {
  describe(`the origin of a store on ${name}`, () => {
    let store: ReplaceableStore;
    beforeEach(async () => {
      store = await start();
    });
    afterEach(() => store.close());

    test('is the same for all who have it open, and stays so while they write', async () => {
      const [first, second] = [await store.open(), await store.open()];
      const before = await first.origin();
      await first.keyValues.set('key', 'value', null);
      expect(await second.origin()).toBe(before);
      expect(await first.origin()).toBe(before);
    });

    test('is the same when it was closed and opened again', async () => {
      const first = await store.open();
      const before = await first.origin();
      await first.close();
      expect(await (await store.open()).origin()).toBe(before);
    });

    test('is another one when a copy was put in its place, though all that was kept is there', async () => {
      const first = await store.open();
      await first.keyValues.set('key', 'value', null);
      const before = await first.origin();
      await first.close();
      await store.replace();
      const copy = await store.open();
      expect(await copy.keyValues.get('key')).toBe('value');
      expect(await copy.origin()).not.toBe(before);
    });
  });
}
