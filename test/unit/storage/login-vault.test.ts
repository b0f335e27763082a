import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { KeyValueStore } from '../../../src/service/ports/stores/key-value-store.ts';
import { LoginUnreadable, loginSeal, type SealingKeys } from '../../../src/storage/logins/login-seal.ts';
import { loginVault } from '../../../src/storage/logins/login-vault.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';

const login = { username: 'rita@northwind.example', password: 'correct horse 🐴 battery' };
const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);
const Sealed = z.object({
  format: z.number(),
  keyId: z.string(),
  nonce: z.string(),
  tag: z.string(),
  content: z.string(),
});

/** A store that shows what was written to it. */
function observedStore() {
  const { keyValues } = openSqliteStores(null, { now: () => new Date(0) });
  const written: string[] = [];
  const observed: KeyValueStore = {
    ...keyValues,
    set: (name, value, ttlMs) => {
      written.push(name, value);
      return keyValues.set(name, value, ttlMs);
    },
  };
  return { keyValues: observed, written };
}

describe('the login vault', () => {
  let store: ReturnType<typeof observedStore>;
  beforeEach(() => {
    store = observedStore();
  });
  const vaultWith = (keys: SealingKeys) =>
    loginVault({ keyValues: store.keyValues, seal: loginSeal({ keys, randomBytes }), randomBytes });
  const sealedText = async (id: string) => (await store.keyValues.get(`login:${id}`)) ?? '';
  const refusesToOpen = async (keys: SealingKeys, id: string) => {
    const error: unknown = await vaultWith(keys)
      .open(id)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LoginUnreadable);
    expect(error).toMatchObject({ code: 'login_unreadable', message: expect.not.stringContaining(login.password) });
  };

  test('opens what it sealed, as often as it is asked', async () => {
    const vault = vaultWith({ current: key });
    const id = await vault.seal(login);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await vault.open(id)).toStrictEqual(login);
    expect(await vaultWith({ current: key }).open(id)).toStrictEqual(login);
  });

  test('opens any login that was sealed', async () => {
    const text = fc.string({ unit: 'grapheme' });
    const vault = vaultWith({ current: key });
    await fc.assert(
      fc.asyncProperty(fc.record({ username: text, password: text }, { noNullPrototype: true }), async (each) => {
        expect(await vault.open(await vault.seal(each))).toStrictEqual(each);
      }),
    );
  });

  test('seals the same login differently each time, and writes neither name nor password', async () => {
    const vault = vaultWith({ current: key });
    const ids = [await vault.seal(login), await vault.seal(login)];
    const [one, other] = (await Promise.all(ids.map(sealedText))).map((text) => Sealed.parse(JSON.parse(text)));
    expect(one?.nonce).not.toBe(other?.nonce);
    expect(one?.content).not.toBe(other?.content);
    const written = store.written.join('\n');
    for (const secret of [login.username, login.password, key.toString('latin1')]) {
      for (const encoding of ['utf8', 'base64', 'hex'] as const) {
        expect(written).not.toContain(Buffer.from(secret).toString(encoding));
      }
    }
  });

  test('erases a login for good', async () => {
    const vault = vaultWith({ current: key });
    const id = await vault.seal(login);
    await vault.erase(id);
    expect(await vault.open(id)).toBeNull();
    await vault.erase(id);
  });

  test('knows no login that was never sealed', async () => {
    expect(await vaultWith({ current: key }).open('00')).toBeNull();
  });

  test('does not open with another key', async () => {
    const id = await vaultWith({ current: key }).seal(login);
    await refusesToOpen({ current: otherKey }, id);
  });

  test('opens with the previous key after a rotation, and seals with the new one', async () => {
    const before = await vaultWith({ current: key }).seal(login);
    const rotated = vaultWith({ current: otherKey, previous: [Buffer.alloc(32, 3), key] });
    expect(await rotated.open(before)).toStrictEqual(login);
    const after = await rotated.seal(login);
    expect(await vaultWith({ current: otherKey }).open(after)).toStrictEqual(login);
    await refusesToOpen({ current: key }, after);
  });

  test('does not open one login in the place of another', async () => {
    const vault = vaultWith({ current: key });
    const [one, other] = [await vault.seal(login), await vault.seal({ ...login, password: 'other' })];
    await store.keyValues.set(`login:${one}`, await sealedText(other), null);
    await refusesToOpen({ current: key }, one);
  });

  const flipped = (base64: string) => {
    const bytes = Buffer.from(base64, 'base64');
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    return bytes.toString('base64');
  };
  const cutTo = (count: number) => (base64: string) =>
    Buffer.from(base64, 'base64').subarray(0, count).toString('base64');

  test.each<{ field: 'nonce' | 'tag' | 'content'; what: string; change: (text: string) => string }>`
    field        | what                         | change
    ${'nonce'}   | ${'a changed bit'}           | ${flipped}
    ${'nonce'}   | ${'no bytes'}                | ${() => ''}
    ${'tag'}     | ${'a changed bit'}           | ${flipped}
    ${'tag'}     | ${'its first 12 bytes'}      | ${cutTo(12)}
    ${'tag'}     | ${'its first 4 bytes'}       | ${cutTo(4)}
    ${'content'} | ${'a changed bit'}           | ${flipped}
    ${'content'} | ${'its first bytes only'}    | ${cutTo(8)}
    ${'content'} | ${'text that is not base64'} | ${() => '§'}
  `('does not open when the $field has $what', async ({ field, change }) => {
    const id = await vaultWith({ current: key }).seal(login);
    const sealed = Sealed.parse(JSON.parse(await sealedText(id)));
    await store.keyValues.set(`login:${id}`, JSON.stringify({ ...sealed, [field]: change(sealed[field]) }), null);
    await refusesToOpen({ current: key }, id);
  });

  test.each(['', 'nonsense', '{}', '{"format":2}'])('does not open "%s"', async (text) => {
    await store.keyValues.set('login:00', text, null);
    await refusesToOpen({ current: key }, '00');
  });
});
