import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_LOGINS, type SavedLogin } from '../../../../src/acts/custom_order/saved-login.ts';
import { type SavedLogins, savedLoginsIn } from '../../../../src/service/logins/saved-logins.ts';
import type { KeyValueStore } from '../../../../src/service/ports/stores/key-value-store.ts';
import { LoginUnreadable, loginSeal } from '../../../../src/storage/logins/login-seal.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import { amir, noon, rita } from '../../../support/builders.ts';

const words = {
  kind: 'hosting',
  name: 'porkbun-main',
  provider: 'Porkbun',
  link: 'https://porkbun.com',
  isShared: false,
} as const;
const secret = { username: 'ops@acme.example', password: 'hunter2' };

let settings: KeyValueStore;
let saved: SavedLogins;
const open = () =>
  savedLoginsIn({
    settings,
    seal: loginSeal({ keys: { current: Buffer.alloc(32, 1) }, randomBytes }),
    clock: { now: () => noon },
    newId: randomUUID,
  });
beforeEach(() => {
  settings = openSqliteStores(null, { now: () => noon }).keyValues;
  saved = open();
});

async function added(more: Partial<SavedLogin> = {}): Promise<SavedLogin> {
  const kept = await saved.add(rita, { ...words, ...more }, secret);
  if (!kept.ok) throw new Error(kept.refusal);
  return kept.login;
}

describe('a login that is kept', () => {
  test('opens as it was typed, and its row says neither user name nor password', async () => {
    const login = await added({ name: '  porkbun   main ', link: ' https://porkbun.com ' });
    expect(login).toMatchObject({ name: 'porkbun main', link: 'https://porkbun.com', version: 1, usedAt: null });
    expect(await saved.open(login)).toEqual(secret);
    expect(await saved.find(login)).toEqual(login);
    const text = (await settings.get(`saved-logins:${rita}`)) ?? '';
    for (const each of Object.values(secret)) expect(text).not.toContain(each);
    expect(JSON.stringify(await saved.all())).not.toContain('sealed');
  });

  test('has a name that its owner uses once, however it is written; others may use it too', async () => {
    await added();
    const other = { ...secret, password: 'other' };
    const taken = { ok: false, refusal: 'name_taken' };
    expect(await saved.add(rita, { ...words, name: 'PORKBUN-main ' }, other)).toEqual(taken);
    expect(await saved.add(amir, words, other)).toMatchObject({ ok: true });
    expect((await saved.all()).map(({ ownerId }) => ownerId)).toEqual([rita, amir]);
  });

  test('is kept once when the same is sent twice', async () => {
    const login = await added();
    expect(await saved.add(rita, words, secret)).toEqual({ ok: true, login });
    expect(await saved.all()).toHaveLength(1);
  });

  test('is one of fifty at most', async () => {
    for (let index = 0; index < MOST_LOGINS; index += 1) await added({ name: `login ${index}` });
    expect(await saved.add(rita, words, secret)).toEqual({ ok: false, refusal: 'too_many' });
  });

  test('is bound to whose it is and where it may be sent', async () => {
    const login = await added();
    const row = (await settings.get(`saved-logins:${rita}`)) ?? '';
    const changes = [
      ['porkbun.com', 'evil.example'],
      ['"Porkbun"', '"Evil"'],
      [`"ownerId":"${rita}"`, `"ownerId":"${amir}"`],
      ['"hosting"', '"sequencer"'],
    ] as const;
    for (const [was, is] of changes) {
      expect(row).toContain(was);
      await settings.set(`saved-logins:${rita}`, row.replace(was, is), null);
      await expect(saved.open(login)).rejects.toBeInstanceOf(LoginUnreadable);
    }
  });
});

describe('a change', () => {
  test('keeps the secret unless another is given, also with another link', async () => {
    const login = await added();
    const changed = await saved.change(login, { ...words, name: 'renamed', link: '' }, null);
    expect(changed).toMatchObject({ ok: true, login: { name: 'renamed', link: '', version: 2 } });
    expect(await saved.open(login)).toEqual(secret);
    const again = await saved.change({ ...login, version: 2 }, { ...words, link: '' }, { ...secret, password: 'new' });
    expect(again).toMatchObject({ ok: true, login: { version: 3 } });
    expect(await saved.open(login)).toEqual({ ...secret, password: 'new' });
  });

  test('of who may use it makes no other version, and never changes what it is for', async () => {
    const login = await added();
    const changed = await saved.change(login, { ...words, kind: 'sequencer', isShared: true }, null);
    expect(changed).toMatchObject({ ok: true, login: { version: 1, isShared: true, kind: 'hosting' } });
  });

  test('is refused for a name that is taken, what is gone, and what was changed meanwhile', async () => {
    const login = await added();
    await added({ name: 'second' });
    expect(await saved.change(login, { ...words, name: 'Second' }, null)).toEqual({ ok: false, refusal: 'name_taken' });
    expect(await saved.change({ ...login, version: 2 }, words, null)).toEqual({
      ok: false,
      refusal: 'changed_meanwhile',
    });
    expect(await saved.remove(login)).toBe(true);
    expect(await saved.remove(login)).toBe(false);
    expect(await saved.change(login, words, null)).toEqual({ ok: false, refusal: 'gone' });
    expect(await saved.open(login)).toBeNull();
  });
});

test('of many that are kept at once, none is lost', async () => {
  const others = open();
  await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      (index % 2 ? saved : others).add(index % 3 ? rita : amir, { ...words, name: `login ${index}` }, secret),
    ),
  );
  expect((await saved.all()).map(({ name }) => name).sort()).toEqual(
    Array.from({ length: 8 }, (_, index) => `login ${index}`),
  );
});

test('the last use is noted, and a login that is gone stays gone', async () => {
  const login = await added();
  await saved.used(login);
  expect(await saved.find(login)).toEqual({ ...login, usedAt: noon });
  await saved.remove(login);
  await saved.used(login);
  expect(await saved.all()).toEqual([]);
});
