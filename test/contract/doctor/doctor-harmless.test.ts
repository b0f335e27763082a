import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LINES } from '../../../src/doctor/check.ts';
import { secretsOf } from '../../../src/doctor/report.ts';
import { connectToRedis } from '../../../src/storage/redis/connection/connect-to-redis.ts';
import { openSqliteForReading } from '../../../src/storage/sqlite/database/open-database.ts';
import { type Changes, requestOrderWithLogin, runDoctor } from '../../support/doctor-run.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { startWorld, type World } from '../../support/world.ts';
import { silentLog } from '../stores/two-handles.ts';

let world: World;
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  // The doctor compares the clocks of both stand-ins with its own.
  world = await startWorld({ startsAt: new Date() });
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await world.stop();
});

async function newRedis() {
  const redis = await startRedis();
  closers.push(redis.stop);
  return redis;
}

test('what hangs is given up at the deadline, and all lines are told', async () => {
  let giveUp = () => {};
  const deadline = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const port = await freePort();
  const mute = createServer(() => giveUp()).listen(port, '127.0.0.1');
  await once(mute, 'listening');
  closers.push(() => {
    mute.closeAllConnections();
    mute.close();
  });
  const changes = { SLACK_API_URL: `http://127.0.0.1:${port}/api/` };
  const { line, results } = await runDoctor(world, changes, { deadline });
  expect(line('Slack token')).toMatchObject({ ok: false, detail: 'no answer in time' });
  expect(results.map(({ name }) => name)).toEqual(LINES);
});

test('Redis is not asked for what it keeps of a team that is not known', async () => {
  const { url } = await newRedis();
  const changes = { REDIS_URL: url, SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` };
  const { line, unchecked } = await runDoctor(world, changes);
  expect(line('Slack token')?.detail).toBe('Slack does not answer');
  expect(line('Durability')?.ok).toBe(true);
  expect(unchecked).toEqual(expect.arrayContaining(['Encryption key', 'Pause']));
  expect(line('Clock')?.ok).toBe(true);
});

describe('no secret is in the report', () => {
  const secret = 'wrong-but-secret-key';
  const secrets: Changes = {
    SLACK_BOT_TOKEN: `xoxb-${secret}`,
    SCALEDMAIL_API_KEY: secret,
    SLACK_SIGNING_SECRET: secret,
    REDIS_URL: `redis://user:${secret}@127.0.0.1:1`,
  };
  const inAddress = `http://user:${secret}@127.0.0.1:1`;
  test.each<{ when: string; changes: Changes }>`
    when                                | changes
    ${'nothing works'}                  | ${secrets}
    ${'the configuration is bad'}       | ${{ ...secrets, APPROVERS: undefined, ENCRYPTION_KEY: secret }}
    ${'addresses hold a password'}      | ${{ SCALEDMAIL_BASE_URL: inAddress, SLACK_API_URL: inAddress }}
    ${'a key cannot stand in a header'} | ${{ SLACK_BOT_TOKEN: `xoxb-${secret}\u{2014}`, SCALEDMAIL_API_KEY: `${secret}\u{2014}` }}
  `('when $when', async ({ changes }) => {
    const { text, exitCode } = await runDoctor(world, changes);
    expect(text).not.toContain(secret);
    expect(exitCode).toBe(1);
  });

  test('when all is well', async () => {
    const { text } = await runDoctor(world);
    const kept = secretsOf(world.environment).filter((each) => each !== '');
    expect(kept).toHaveLength(4);
    for (const each of kept) expect(text).not.toContain(each);
  });
});

describe('nothing is changed', () => {
  test('in Slack and in ScaledMail: it only reads', async () => {
    const before = world.slack.apiCalls().length;
    await runDoctor(world);
    const calls = world.slack.apiCalls().slice(before);
    const methods = new Set(calls.map(({ method }) => method));
    expect([...methods].toSorted()).toEqual(['auth.test', 'conversations.info', 'usergroups.list', 'users.info']);
    expect(world.vendor.state().requests.every(({ effect }) => effect === 'read')).toBe(true);
  });

  test('in the embedded store, beside the running bot: every row is as it was', async () => {
    const rows = () => {
      const database = openSqliteForReading(world.environment.DATA_DIR ?? '');
      const tables = ['orders', 'history', 'claims', 'acts', 'key_values', 'reservations'];
      const all = tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all());
      database.close();
      return all;
    };
    await requestOrderWithLogin(world);
    const before = rows();
    await runDoctor(world);
    expect(rows()).toEqual(before);
  });

  test('in Redis: no key is left', async () => {
    const { url } = await newRedis();
    const { exitCode } = await runDoctor(world, { REDIS_URL: url });
    expect(exitCode).toBe(0);
    const redis = await connectToRedis(url, silentLog, null);
    closers.push(() => redis.disconnect());
    expect(await redis.dbsize()).toBe(0);
  });

  test('where no store is yet: it is not made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    const { line, exitCode } = await runDoctor(world, { DATA_DIR: join(folder, 'new', 'data') });
    expect(line('Store')).toMatchObject({ ok: true, detail: expect.stringContaining('at the first start') });
    expect(readdirSync(folder)).toEqual([]);
    expect(exitCode).toBe(0);
  });
});
