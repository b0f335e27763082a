import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rotateLogins } from '../../../src/keys/rotate.ts';
import { savedLoginsIn } from '../../../src/service/logins/saved-logins.ts';
import type { KeyValueStore } from '../../../src/service/ports/stores/key-value-store.ts';
import { loginSeal, type SealingKeys } from '../../../src/storage/logins/login-seal.ts';
import { loginVault } from '../../../src/storage/logins/login-vault.ts';
import { amir, noon, rita } from '../../support/builders.ts';
import type { OpenTwoHandles, TwoHandles } from '../stores/two-handles.ts';

const [before, after, lost] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];
const both: SealingKeys = { current: after, previous: [before] };
const clock = { now: () => noon };
const noOrders = { list: async () => ({ orders: [], cursor: null }) };
const words = { kind: 'hosting', name: 'main', provider: 'Porkbun', link: '', isShared: false } as const;
const secretOf = (name: string) => ({ username: `${name}@acme.example`, password: `hunter2-${name}` });

const savedWith = (settings: KeyValueStore, keys: SealingKeys) =>
  savedLoginsIn({ settings, seal: loginSeal({ keys, randomBytes }), clock, newId: randomUUID });
const vaultWith = (keyValues: KeyValueStore, keys: SealingKeys) =>
  loginVault({ keyValues, seal: loginSeal({ keys, randomBytes }), randomBytes });
const rotate = (keyValues: KeyValueStore, keys: SealingKeys) =>
  rotateLogins({ keyValues, orders: noOrders, keys, randomBytes });

/** Logins of three people's rows, orders and forms, all sealed with the key of before. */
async function filled(keyValues: KeyValueStore): Promise<readonly string[]> {
  const saved = savedWith(keyValues, { current: before });
  for (const owner of [rita, amir]) {
    for (const name of ['one', 'two']) await saved.add(owner, { ...words, name }, secretOf(name));
  }
  const vault = vaultWith(keyValues, { current: before });
  return Promise.all(['a', 'b', 'c'].map((name) => vault.seal(secretOf(name))));
}

/** Every password that opens with some keys. */
async function opened(keyValues: KeyValueStore, ids: readonly string[], keys: SealingKeys): Promise<string[]> {
  const saved = savedWith(keyValues, keys);
  const kept = await Promise.all((await saved.all()).map((login) => saved.open(login)));
  const others = await Promise.all(ids.map((id) => vaultWith(keyValues, keys).open(id)));
  return [...kept, ...others].map((login) => login?.password ?? 'gone').sort();
}
const ALL = ['one', 'one', 'two', 'two', 'a', 'b', 'c'].map((name) => `hunter2-${name}`).sort();

/** What a rotation promises on a store. */
export function rotationContract(name: string, openTwice: OpenTwoHandles): void {
  describe(`rotating keys on ${name}`, () => {
    let handles: TwoHandles;
    beforeEach(async () => {
      handles = await openTwice(clock);
    });
    afterEach(() => handles.close());

    test('seals everything anew, once, and says how much there is', async () => {
      const { keyValues } = handles.first;
      const ids = await filled(keyValues);
      const counts = { saved: 4, orders: 0, forms: 3 };
      expect(await rotate(keyValues, both)).toEqual({ ok: true, counts, anew: 7 });
      expect(await opened(keyValues, ids, { current: after })).toEqual(ALL);
      expect(await rotate(handles.second.keyValues, both)).toEqual({ ok: true, counts, anew: 0 });
      expect(await rotate(keyValues, { current: after })).toEqual({ ok: true, counts, anew: 0 });
    });

    test.each([0, 1, 2, 3, 4])(
      'stopped after %i writes, all opens with both keys, and a second run ends it',
      async (writes) => {
        const { keyValues } = handles.first;
        const ids = await filled(keyValues);
        let left = writes;
        const dying: KeyValueStore = {
          ...keyValues,
          get: (key) => keyValues.get(key),
          keys: (prefix) => keyValues.keys(prefix),
          replace: async (key, expected, value) => {
            if (left === 0) throw new Error('killed');
            left -= 1;
            return keyValues.replace(key, expected, value);
          },
        };
        await expect(rotate(dying, both)).rejects.toThrow('killed');
        expect(await opened(keyValues, ids, both)).toEqual(ALL);
        expect(await rotate(keyValues, both)).toMatchObject({ ok: true });
        expect(await opened(keyValues, ids, { current: after })).toEqual(ALL);
      },
    );

    test('changes nothing when one opens with neither key, and names it without what it holds', async () => {
      const { keyValues } = handles.first;
      const ids = await filled(keyValues);
      await savedWith(keyValues, { current: lost }).add(rita, { ...words, name: 'lost' }, secretOf('lost'));
      await vaultWith(keyValues, { current: lost }).seal(secretOf('lost'));
      const unreadable = [`“lost” of ${rita}`, 'one of a form'];
      expect(await rotate(keyValues, both)).toEqual({ ok: false, unreadable });
      expect(await opened(keyValues, ids, { current: before, previous: [lost] })).toHaveLength(8);
    });

    test('does not undo what somebody changes meanwhile', async () => {
      const { keyValues } = handles.first;
      await filled(keyValues);
      const saved = savedWith(handles.second.keyValues, both);
      let isChanged = false;
      const slow: KeyValueStore = {
        ...keyValues,
        get: (key) => keyValues.get(key),
        keys: (prefix) => keyValues.keys(prefix),
        replace: async (key, expected, value) => {
          const [first] = await saved.all();
          if (!isChanged && first) {
            isChanged = true;
            await saved.change(first, { ...first, name: 'renamed' }, secretOf('new'));
          }
          return keyValues.replace(key, expected, value);
        },
      };
      expect(await rotate(slow, both)).toMatchObject({ ok: true });
      const [renamed] = (await saved.all()).filter((login) => login.name === 'renamed');
      expect(renamed && (await savedWith(keyValues, { current: after }).open(renamed))).toEqual(secretOf('new'));
    });
  });
}
