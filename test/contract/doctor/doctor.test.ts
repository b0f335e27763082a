import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { subDays } from 'date-fns';
import { startLocalScaledMail } from '../../../sandbox/scaledmail/server.ts';
import { startLocalSlack } from '../../../sandbox/slack/server.ts';
import { BOT_SCOPES } from '../../../sandbox/slack/workspace/seed.ts';
import { LINES } from '../../../src/doctor/check.ts';
import { manifestScopes } from '../../../src/doctor/project-files.ts';
import { closingLine } from '../../../src/doctor/report.ts';
import { keepSuspicion } from '../../../src/service/store-trust/suspicion.ts';
import { keepWentBack } from '../../../src/service/store-trust/went-back.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { openSqliteDatabase, pragma, SCHEMA_VERSION } from '../../../src/storage/sqlite/database/open-database.ts';
import { sqliteFile } from '../../../src/storage/sqlite/files/store-files.ts';
import { aReference, noon } from '../../support/builders.ts';
import { type Changes, HOSTING_PASSWORD, requestOrderWithLogin, runDoctor } from '../../support/doctor-run.ts';
import { person } from '../../support/person.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { aHead } from '../../support/watch.ts';
import { startWorld, VENDOR_KEY, type World } from '../../support/world.ts';

let world: World;
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  // The doctor compares the clocks of both stand-ins with its own.
  world = await startWorld({ startsAt: new Date() });
  world.slack.setMembership('C0APPROVALS', 'U0OLA', false);
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await world.stop();
});

/** A folder of the test's own. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A Redis of the test's own, durable unless told otherwise. */
async function newRedis(settings?: readonly string[]) {
  const redis = await startRedis(settings);
  closers.push(redis.stop);
  return redis;
}

/** The address of an app that Slack granted only these scopes. */
async function slackGranting(botScopes: readonly string[]): Promise<string> {
  const slack = await startLocalSlack({ botToken: 'xoxb-test', signingSecret: 'test-signing-secret', botScopes });
  closers.push(slack.close);
  return slack.apiUrl;
}

describe('when all is well', () => {
  test('every line says so, one by one and in order, and the exit code is 0', async () => {
    const { results, told, exitCode, text } = await runDoctor(world);
    expect(results.filter(({ ok, fix }) => !ok || fix !== null)).toEqual([]);
    expect(results.map(({ name }) => name)).toEqual(LINES);
    expect(told).toEqual(results);
    expect(exitCode).toBe(0);
    expect(closingLine(results)).toBe('All is well.\n');
    expect(text).toMatch(/in (dollars|cents); a domain costs a month: Google \$7\.00, Outlook \$50\.00, SMTP \$3\.75/);
  });

  test('in Socket Mode, the app token is tried', async () => {
    const good = await runDoctor(world, { SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: undefined });
    expect(good.line('Slack requests')).toMatchObject({ ok: true, detail: expect.stringContaining('Socket Mode') });
    const bad = await runDoctor(world, { SLACK_APP_TOKEN: 'xapp-wrong', SLACK_SIGNING_SECRET: undefined });
    expect(bad.problems).toEqual(['Slack requests']);
    expect(bad.line('Slack requests')?.fix).toContain('connections:write');
  });

  test('the stand-in for Slack grants what the manifest asks for', () => {
    expect([...BOT_SCOPES].toSorted()).toEqual([...manifestScopes()].toSorted());
  });
});

describe('what is wrong is one line with a fix, and the exit code is 1:', () => {
  const expectProblem = async (changes: Changes, name: string, says: RegExp, fix: RegExp) => {
    const found = await runDoctor(world, changes);
    expect(found.problems).toEqual([name]);
    expect(found.line(name)).toMatchObject({
      detail: expect.stringMatching(says),
      fix: expect.stringMatching(fix),
    });
    expect(found.exitCode).toBe(1);
    return found;
  };

  test('variables, all at once, and nothing else is tried', async () => {
    const calls = world.slack.apiCalls().length;
    const { results, problems, unchecked } = await runDoctor(world, { APPROVERS: undefined, ENCRYPTION_KEY: 'short' });
    expect(problems).toEqual(['Configuration', 'Configuration']);
    expect(results.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['APPROVERS is missing', 'ENCRYPTION_KEY is wrong']),
    );
    expect(unchecked).toEqual(LINES.slice(2));
    expect(world.slack.apiCalls()).toHaveLength(calls);
  });

  test('a token that Slack does not accept, and what cannot be checked then', async () => {
    const { unchecked } = await expectProblem(
      { SLACK_BOT_TOKEN: 'xoxb-wrong' },
      'Slack token',
      /invalid_auth/,
      /xoxb-/,
    );
    expect(unchecked).toEqual(['Scopes', 'Approvers’ channel', 'Approvers', 'User groups']);
  });

  test('a scope that was not granted', async () => {
    const address = await slackGranting(BOT_SCOPES.filter((scope) => scope !== 'files:write'));
    await expectProblem({ SLACK_API_URL: address }, 'Scopes', /^missing: files:write$/, /manifest\.yml.*reinstall/);
  });

  test('a scope without which a question is not answered', async () => {
    world.slack.failNext({ method: 'usergroups.list', when: 'before', answer: { error: 'missing_scope' } });
    await expectProblem({}, 'User groups', /lacks a scope/, /reinstall/);
  });

  test('a bot outside the approvers’ channel', async () => {
    world.slack.setMembership('C0APPROVALS', 'U0SCALED', false);
    await expectProblem({}, 'Approvers’ channel', /the bot is not in #scaledmail-approvals/, /\/invite/);
  });

  test('somebody of another company in the approvers’ channel is a warning', async () => {
    world.slack.setMembership('C0APPROVALS', 'U0OLA', true);
    const { line, exitCode } = await runDoctor(world);
    expect(line('Approvers’ channel')).toMatchObject({
      ok: true,
      detail: '#scaledmail-approvals is shared with another company',
      fix: expect.stringContaining('every order and price'),
    });
    expect(exitCode).toBe(0);
  });

  test('a channel that is not there', () =>
    expectProblem({ APPROVAL_CHANNEL: 'C0NOWHERE' }, 'Approvers’ channel', /sees no channel/, /invite/));

  test('an approver who may not decide', () =>
    expectProblem({ APPROVERS: 'U0AMIR,U0GUS,U0NOBODY' }, 'Approvers', /guest.*not known/s, /APPROVERS/));

  test('an empty group of approvers', async () => {
    world.slack.setUserGroupMembers('S0APPROVERS', []);
    await expectProblem({}, 'User groups', /is empty/, /fill the group/);
  });

  test.each<{ what: string; id: string; says: RegExp }>`
    what              | id            | says
    ${'is not there'} | ${'S0NOBODY'} | ${/S0NOBODY is not known/}
    ${'was disabled'} | ${'S0OLD'}    | ${/@old-approvers \(S0OLD\) is disabled/}
  `('a group that $what', async ({ id, says }) => {
    await expectProblem({ APPROVERS: `U0AMIR,${id}` }, 'User groups', says, /APPROVERS/);
  });

  test('a folder of the store that is none', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const changes = { DATA_DIR: join(file, 'data') };
    const { unchecked } = await expectProblem(changes, 'Store', /SQLite in .*not a folder/, /DATA_DIR/);
    expect(unchecked).toEqual(['Durability', 'Encryption key', 'Pause', 'Store’s time', 'Account watch']);
  });

  test.each(['/proc/scaledmail', '/sys/new/data', '/dev/scaledmail', '/proc/self/fd'])(
    'a folder of the store where nothing is kept, whoever may write there: %s',
    async (folder) => {
      const says = /SQLite in .* cannot be used: nothing can be kept in \/(proc|sys|dev).*: it/;
      await expectProblem({ DATA_DIR: folder }, 'Store', says, /DATA_DIR name a folder on a local disk/);
      expect(existsSync('/dev/scaledmail')).toBe(false);
    },
  );

  test('a store that is none', async () => {
    const folder = newFolder();
    writeFileSync(sqliteFile(folder), 'This is no database. '.repeat(500));
    await expectProblem({ DATA_DIR: folder }, 'Store', /SQLite in .* cannot be used: .*not a database/, /DATA_DIR/);
  });

  test('a store that a newer version wrote, which stays as it is', async () => {
    const folder = newFolder();
    const database = openSqliteDatabase(folder);
    closers.push(() => database.close());
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    await expectProblem({ DATA_DIR: folder }, 'Store', /newer version/, /Run that version/);
    expect(pragma(database, 'user_version')).toBe(SCHEMA_VERSION + 1);
  });

  test('a store that cannot be written', async () => {
    const folder = newFolder();
    const database = openSqliteDatabase(folder);
    // Refuses what a full disk would.
    database.exec("CREATE TRIGGER full BEFORE INSERT ON key_values BEGIN SELECT RAISE(ABORT, 'disk is full'); END");
    database.close();
    await expectProblem({ DATA_DIR: folder }, 'Durability', /did not take a trial write: .*disk is full/, /Make room/);
  });

  test.each([
    ['has no memory left', ['--maxmemory', '1'], /did not take a trial write: .*OOM/],
    [
      'is a replica',
      ['--replicaof', '127.0.0.1', '1', '--replica-serve-stale-data', 'yes'],
      /did not take a trial write: .*READONLY/,
    ],
  ])('a Redis that %s is not said to lose nothing', async (_what, settings, detail) => {
    const { url } = await newRedis(['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', ...settings]);
    await expectProblem({ REDIS_URL: url }, 'Durability', detail, /main server .* with memory to spare/);
  });

  test('a Redis that could lose an order', async () => {
    const { url } = await newRedis(['--appendonly', 'no', '--save', '']);
    await expectProblem({ REDIS_URL: url }, 'Durability', /no order is placed/, /CONFIG SET appendonly yes/);
  });

  test('a Redis that hides its settings, and on the operator’s word is said to be believed, no more', async () => {
    const { url } = await newRedis(['--appendonly', 'no', '--save', '', '--rename-command', 'CONFIG', '']);
    await expectProblem({ REDIS_URL: url }, 'Durability', /no order is placed/, /REDIS_IS_DURABLE=yes/);
    const said = (await runDoctor(world, { REDIS_URL: url, REDIS_IS_DURABLE: 'yes' })).line('Durability');
    expect(said).toMatchObject({ ok: true, detail: expect.stringContaining('is believed') });
    expect(said?.detail).not.toContain('cannot be lost');
  });

  test('a Redis that is not there', async () => {
    const changes = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` };
    await expectProblem(changes, 'Store', /Redis cannot be used: .*ECONNREFUSED/, /REDIS_URL/);
  });

  test('a key that ScaledMail does not accept', async () => {
    const changes = { SCALEDMAIL_API_KEY: 'wrong-vendor-key' };
    const { unchecked } = await expectProblem(changes, 'ScaledMail key', /not accept the key \(401\)/, /Create a key/);
    expect(unchecked).toEqual(['Workspaces', 'Prices', 'Order dates', 'Order tags', 'ScaledMail words']);
  });

  test('a workspace that the key does not reach', async () => {
    const changes = { SCALEDMAIL_ORGANIZATION_ID: 'recNobody' };
    const says = /does not reach recNobody, only .*recNorthwind0001/;
    await expectProblem(changes, 'Workspaces', says, /id of a workspace/);
  });

  test('prices whose unit cannot be told', async () => {
    world.vendor.settings({ priceChangePercent: 900 });
    await expectProblem({}, 'Prices', /neither dollars nor cents: Google .*; quoting is refused/, /never shown/);
  });

  test('a clock that is ten minutes off', async () => {
    const { line, problems, exitCode } = await runDoctor(world, {}, { skewMs: 600_000 });
    expect(problems).toEqual(['Clock']);
    expect(line('Clock')?.detail).toMatch(/^(599|600|601) s ahead/);
    expect(exitCode).toBe(1);
  });
});

describe('what the account must show before the first dollar:', () => {
  test('orders that carry their date and their tag, known words, and a clock like ours', async () => {
    const { line } = await runDoctor(world);
    expect(line('Order dates')?.detail).toMatch(/^each of \d+ orders carries created_at$/);
    expect(line('Order tags')?.detail).toMatch(/^the details of orders carry it \(\d opened\)$/);
    expect(line('ScaledMail words')?.detail).toBe('every field and every status is known');
    expect(line('ScaledMail clock')?.detail).toMatch(/^like ours, to about \d+ s$/);
  });

  test('details without the field tag are a problem, with what to do', async () => {
    world.vendor.settings({ tagInDetails: 'absent' });
    const { problems, line, exitCode } = await runDoctor(world);
    expect(problems).toEqual(['Order tags']);
    expect(line('Order tags')).toMatchObject({ fix: expect.stringContaining('/scaledmail pause') });
    expect(exitCode).toBe(1);
  });

  test.each(['empty', 'null'] as const)('a tag that is %s is well', async (tagInDetails) => {
    world.vendor.settings({ tagInDetails });
    expect((await runDoctor(world)).line('Order tags')).toMatchObject({ ok: true, fix: null });
  });

  test('orders without a date, unknown words and a clock that is off are warnings', async () => {
    const [first] = world.vendor.state().orders;
    world.vendor.settings({
      hasCreationDates: false,
      statusWords: { [first?.id ?? '']: 'Pending Cancellation' },
      clockOffsetMs: 600_000,
    });
    const { results, line, exitCode } = await runDoctor(world);
    const warnings = results.filter(({ ok, fix }) => ok && fix !== null).map(({ name }) => name);
    expect(warnings).toEqual(['Order dates', 'ScaledMail words', 'ScaledMail clock']);
    expect(line('ScaledMail words')?.detail).toContain('status “Pending Cancellation” in order rows');
    expect(line('ScaledMail clock')?.detail).toBe('10 minutes ahead of ours');
    expect(exitCode).toBe(0);
  });

  test('a list that cannot be read is one problem, and what needs it is not checked', async () => {
    world.vendor.arm([{ operationId: 'getOrders', kind: 'empty_object', times: 1 }]);
    const { problems, unchecked } = await runDoctor(world);
    expect([problems, unchecked]).toEqual([['Order dates'], ['Order tags', 'ScaledMail words']]);
  });

  test('an account without orders shows nothing yet, which is a warning', async () => {
    const workspaces = [{ id: 'recNew', name: 'New', purchasedDomains: [] }];
    const fresh = await startLocalScaledMail({ apiKey: VENDOR_KEY, workspaces, hasRateLimits: false });
    closers.push(fresh.close);
    const { results, exitCode } = await runDoctor(world, { SCALEDMAIL_BASE_URL: fresh.apiUrl });
    const warnings = results.filter(({ ok, fix }) => ok && fix !== null).map(({ name }) => name);
    expect(warnings).toEqual(['Order dates', 'Order tags']);
    expect(exitCode).toBe(0);
  });
});

test('a pause is a warning that says who and why, and does not fail the whole', async () => {
  await person(world, 'U0AMIR').type('/scaledmail pause the card is being replaced');
  const { line, results, exitCode } = await runDoctor(world);
  expect(line('Pause')).toMatchObject({ ok: true, detail: expect.stringMatching(/U0AMIR.*being replaced/) });
  expect(line('Pause')?.fix).toMatch(/resume/);
  expect(closingLine(results)).toBe('All is well, 1 warning.\n');
  expect(exitCode).toBe(0);
});

test('the logins of orders that wait are opened with the key that sealed them, and with no other', async () => {
  const reference = await requestOrderWithLogin(world);
  const right = await runDoctor(world);
  expect(right.line('Encryption key')).toMatchObject({ ok: true, fix: null });
  expect(right.line('Encryption key')?.detail).toMatch(/1 order that waits/);
  expect(right.text).not.toContain(HOSTING_PASSWORD);
  const other = await runDoctor(world, { ENCRYPTION_KEY: Buffer.alloc(32, 8).toString('base64') });
  expect(other.problems).toEqual(['Encryption key']);
  expect(other.line('Encryption key')?.detail).toContain(reference);
});

test('with the key of before they open too, and the doctor says to seal them anew', async () => {
  await requestOrderWithLogin(world);
  const { line, exitCode, text } = await runDoctor(world, {
    ENCRYPTION_KEY: Buffer.alloc(32, 8).toString('base64'),
    ENCRYPTION_KEY_PREVIOUS: world.environment.ENCRYPTION_KEY,
  });
  expect(line('Encryption key')).toMatchObject({ ok: true, fix: 'Run: npm run keys -- rotate' });
  expect(text).not.toContain(world.environment.ENCRYPTION_KEY);
  expect(exitCode).toBe(0);
});

test('a store that went back in time is a problem that names the order and the way out', async () => {
  const stores = openSqliteStores(world.environment.DATA_DIR ?? '', { now: () => noon });
  await keepSuspicion(stores.keyValues, { since: noon, because: 'origin' });
  const { line: suspected } = await runDoctor(world);
  expect(suspected('Store’s time')).toMatchObject({ ok: true, detail: expect.stringContaining(noon.toISOString()) });
  await keepWentBack(stores.keyValues, { reference: aReference, at: noon });
  await stores.close();
  const { line, problems, exitCode } = await runDoctor(world);
  expect(problems).toEqual(['Store’s time']);
  expect(line('Store’s time')).toMatchObject({
    detail: expect.stringMatching(/went back in time: the card of order 7f3k2q is newer/),
    fix: expect.stringMatching(/Copies of the store.*resume/),
  });
  expect(exitCode).toBe(1);
});

test('the line of the account watch says when the account was read; after a day without, it warns', async () => {
  expect((await runDoctor(world)).line('Account watch')).toMatchObject({
    ok: true,
    fix: null,
    detail: expect.stringContaining('begins'),
  });
  const stores = openSqliteStores(world.environment.DATA_DIR ?? '', { now: () => noon });
  const head = aHead({ readAt: new Date(), unreadable: 2 });
  await stores.watch.write(0, { head });
  const { line: read } = await runDoctor(world);
  expect(read('Account watch')).toMatchObject({ ok: true, fix: null });
  expect(read('Account watch')?.detail).toContain('2 rows had no number');
  await stores.watch.write(1, { head: { ...head, readAt: subDays(new Date(), 1) } });
  await stores.close();
  const { line, exitCode } = await runDoctor(world);
  expect(line('Account watch')).toMatchObject({ ok: true, fix: expect.stringContaining('log') });
  expect(line('Account watch')?.detail).toContain('could not be read since');
  expect(exitCode).toBe(0);
});
