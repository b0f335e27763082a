import { expect, test } from '@jest/globals';
import type { SavedLogin } from '../../../../src/acts/custom_order/saved-login.ts';
import { SlackUnavailable } from '../../../../src/service/errors.ts';
import { listLogins, ownLogin, removeLogin, saveLogin } from '../../../../src/service/logins/manage-logins.ts';
import { offeredLogins } from '../../../../src/service/logins/offered-logins.ts';
import { amir, bea, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const words = { kind: 'hosting', name: 'main', provider: 'Porkbun', link: '', isShared: false } as const;
const typed = { username: 'ops', password: 'hunter2' };
const noLogin = { username: '', password: '' };

async function added({ deps }: PlacingWorld, owner: typeof rita, isShared = false, name = 'main'): Promise<SavedLogin> {
  const kept = await deps.savedLogins.add(owner, { ...words, name, isShared }, typed);
  if (!kept.ok) throw new Error(kept.refusal);
  return kept.login;
}

const namesListed = async (world: PlacingWorld, by: typeof rita) => {
  const listed = await listLogins(world.deps)(by);
  return listed.ok
    ? listed.logins.map(({ login, hasLeft }) => `${login.name}${hasLeft ? ' left' : ''}`)
    : listed.refusal;
};

test('somebody sees their own logins and those that others share; nobody sees what another keeps for themselves', () =>
  inWorld(async (world) => {
    await added(world, rita, false, 'private');
    await added(world, rita, true, 'shared');
    await added(world, amir, false, 'of amir');
    expect(await namesListed(world, rita)).toEqual(['private', 'shared']);
    expect(await namesListed(world, amir)).toEqual(['of amir', 'shared']);
    expect((await offeredLogins(world.deps)(amir, 'hosting')).map(({ login }) => login.name)).toEqual([
      'of amir',
      'shared',
    ]);
    expect(await offeredLogins(world.deps)(amir, 'sequencer')).toEqual([]);
  }));

test('logins of somebody who left are offered to nobody, seen by those who can decide, and removed by them', () =>
  inWorld(async (world) => {
    const login = await added(world, rita, false, 'private');
    await added(world, rita, true, 'shared');
    expect(await removeLogin(world.deps)(amir, login)).toEqual({ ok: false, refusal: 'not_the_owner' });
    world.people.delete(rita);
    expect(await offeredLogins(world.deps)(amir, 'hosting')).toEqual([]);
    expect(await namesListed(world, amir)).toEqual(['private left', 'shared left']);
    world.group.splice(0);
    expect(await namesListed(world, bea)).toEqual([]);
    expect(await removeLogin(world.deps)(bea, login)).toEqual({ ok: false, refusal: 'not_an_approver' });
    expect(await removeLogin(world.deps)(amir, login)).toEqual({ ok: true });
    expect(await namesListed(world, amir)).toEqual(['shared left']);
  }));

test('nobody but its owner opens, changes or removes a login', () =>
  inWorld(async (world) => {
    const login = await added(world, rita, true);
    expect(await ownLogin(world.deps)(amir, login)).toBeNull();
    expect(await ownLogin(world.deps)(rita, login)).toEqual(login);
    const forged = { words: { ...words, link: 'https://evil.example' }, typed: noLogin, before: login };
    expect(await saveLogin(world.deps)(amir, forged)).toMatchObject([{ code: 'login_gone' }]);
    expect(await removeLogin(world.deps)(amir, login)).toEqual({ ok: false, refusal: 'not_the_owner' });
    expect(await world.deps.savedLogins.find(login)).toEqual(login);
    expect(await removeLogin(world.deps)(rita, login)).toEqual({ ok: true });
    expect(await removeLogin(world.deps)(rita, login)).toEqual({ ok: true });
  }));

test('what is missing or wrong on its page is told at once, each at its field', () =>
  inWorld(async (world) => {
    const wrong = { words: { ...words, name: ' ', provider: '', link: 'porkbun.com' }, typed: noLogin, before: null };
    expect((await saveLogin(world.deps)(rita, wrong)).map(({ field }) => field)).toEqual([
      'hosting_keep',
      'hosting_provider',
      'hosting_link',
      'hosting_username',
      'hosting_password',
    ]);
    const long = { words: { ...words, name: 'x'.repeat(41) }, typed, before: null };
    expect(await saveLogin(world.deps)(rita, long)).toMatchObject([{ code: 'login_name_too_long' }]);
    expect(await world.deps.savedLogins.all()).toEqual([]);
  }));

test('while Slack says nothing of an owner, their login is not offered, and is not called that of somebody who left', () =>
  inWorld(async (world) => {
    const login = await added(world, rita, true);
    const directory = {
      ...world.deps.directory,
      member: async (id: typeof rita) => {
        if (id === rita) throw new SlackUnavailable('No answer');
        return world.deps.directory.member(id);
      },
    };
    const deps = { ...world.deps, directory };
    expect(await offeredLogins(deps)(amir, 'hosting')).toEqual([]);
    expect(await listLogins(deps)(amir)).toEqual({ ok: true, logins: [{ login, owner: 'somebody', hasLeft: false }] });
    await expect(removeLogin(deps)(amir, login)).rejects.toBeInstanceOf(SlackUnavailable);
  }));

test.each<{ what: string; newly: typeof typed; after: typeof typed }>`
  what             | newly                                       | after
  ${'nothing'}     | ${noLogin}                                  | ${typed}
  ${'a password'}  | ${{ ...noLogin, password: 'new' }}          | ${{ ...typed, password: 'new' }}
  ${'a user name'} | ${{ ...noLogin, username: 'new' }}          | ${{ ...typed, username: 'new' }}
  ${'both'}        | ${{ username: 'other', password: 'other' }} | ${{ username: 'other', password: 'other' }}
`('a changed login of which $what is typed keeps the rest, as its page says', ({ newly, after }) =>
  inWorld(async (world) => {
    const login = await added(world, rita);
    expect(await saveLogin(world.deps)(rita, { words, typed: newly, before: login })).toEqual([]);
    const changed = await world.deps.savedLogins.find(login);
    expect(changed && (await world.deps.savedLogins.open(changed))).toEqual(after);
    expect(changed?.version).toBe(newly === noLogin ? login.version : login.version + 1);
  }),
);
