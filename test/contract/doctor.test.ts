import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import type { CheckResult } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/examine.ts';
import { exitCodeOf, reportLine, secretsOf } from '../../src/doctor/report.ts';
import { person } from '../support/person.ts';
import { startRedis } from '../support/redis-server.ts';
import { startWorld, type World } from '../support/world.ts';
import { silentLog } from './two-handles.ts';

let world: World;
const closers: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await world.stop();
});

/** What the doctor finds in the world's environment with some variables changed; undefined leaves one out. */
async function found(changes: Readonly<Record<string, string | undefined>> = {}, skewMs = 0) {
  const environment = { ...world.environment, ...changes };
  const told: CheckResult[] = [];
  const results = await examine({
    environment,
    nodeVersion: process.version,
    clock: { now: () => new Date(Date.now() + skewMs) },
    log: silentLog,
    fetch,
    tell: (result) => told.push(result),
  });
  expect(told).toEqual(results);
  const read = readConfig(environment);
  const text = results.map((result) => reportLine(result, read.ok ? secretsOf(read.config) : [])).join('');
  return { text, results, exitCode: exitCodeOf(results), line: (name: string) => lineOf(results, name) };
}
const lineOf = (results: readonly CheckResult[], name: string) => results.find((result) => result.name === name);

/** The lines that the examination has when the environment can be used, in order. */
const ALL = [
  'Node version',
  'Configuration',
  'Slack token',
  'Scopes',
  'Approvers’ channel',
  'Approvers',
  'User groups',
  'Slack requests',
  'Store',
  'Durability',
  'Kill switch',
  'ScaledMail key',
  'Workspaces',
  'Prices',
  'Clock',
];

test('when all is well, every line says so, and the exit code is 0', async () => {
  const { results, exitCode, text } = await found();
  expect(results.filter(({ ok, mend }) => !ok || mend !== null)).toEqual([]);
  expect(results.map(({ name }) => name)).toEqual(ALL);
  expect(exitCode).toBe(0);
  expect(text).toContain('Google $7.00, Outlook $50.00, SMTP $3.75');
});

test('in Socket Mode, the app token is tried', async () => {
  const good = await found({ SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: undefined });
  expect(good.line('Slack requests')).toMatchObject({ ok: true, detail: expect.stringContaining('Socket Mode') });
  const bad = await found({ SLACK_APP_TOKEN: 'xapp-wrong', SLACK_SIGNING_SECRET: undefined });
  expect(bad.line('Slack requests')).toMatchObject({ ok: false, mend: expect.stringContaining('connections:write') });
});

describe('what is wrong is a line with a mend, and the exit code is 1:', () => {
  const problems = (results: readonly CheckResult[]) => results.filter(({ ok, mend }) => !ok && mend !== null);
  const expectProblem = async (
    changes: Readonly<Record<string, string | undefined>>,
    name: string,
    says: RegExp,
    mend: RegExp,
  ) => {
    const { results, exitCode } = await found(changes);
    expect(problems(results).map((result) => result.name)).toEqual([name]);
    expect(lineOf(results, name)).toMatchObject({
      detail: expect.stringMatching(says),
      mend: expect.stringMatching(mend),
    });
    expect(exitCode).toBe(1);
    return results;
  };

  test('a token that Slack does not take, and what cannot be checked then', async () => {
    const results = await expectProblem({ SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'Slack token', /invalid_auth/, /xoxb-/);
    expect(results.filter(({ detail }) => detail.startsWith('not checked')).map(({ name }) => name)).toEqual([
      'Scopes',
      'Approvers’ channel',
      'Approvers',
      'User groups',
    ]);
  });

  test('a bot outside the approvers’ channel', async () => {
    world.slack.setMembership('C0APPROVALS', 'U0SCALED', false);
    await expectProblem({}, 'Approvers’ channel', /not in|sees no channel/, /\/invite/);
  });

  test('a channel that is not there', () =>
    expectProblem({ APPROVAL_CHANNEL: 'C0NOWHERE' }, 'Approvers’ channel', /sees no channel/, /invite/));

  test('an approver who may not decide', () =>
    expectProblem({ APPROVERS: 'U0AMIR,U0GUS,U0NOBODY' }, 'Approvers', /guest.*not known/s, /APPROVERS/));

  test('an empty group of approvers', async () => {
    world.slack.setUserGroupMembers('S0APPROVERS', []);
    await expectProblem({}, 'User groups', /is empty/, /fill the group/);
  });

  test('a group that is not there', () =>
    expectProblem({ APPROVERS: 'U0AMIR,S0NOBODY' }, 'User groups', /S0NOBODY is not known/, /APPROVERS/));

  test('a key that ScaledMail does not take', async () => {
    const { results } = await found({ SCALEDMAIL_API_KEY: 'wrong-vendor-key' });
    expect(problems(results).map(({ name }) => name)).toEqual(['ScaledMail key']);
    expect(lineOf(results, 'Prices')?.detail).toMatch(/not checked/);
  });

  test('a workspace that the key does not reach', async () => {
    const changes = { SCALEDMAIL_ORGANIZATION_ID: 'recNobody' };
    await expectProblem(
      changes,
      'Workspaces',
      /does not reach recNobody, only .*recNorthwind0001/,
      /id of a workspace/,
    );
  });

  test('prices that could be anything', async () => {
    world.vendor.settings({ priceChangePercent: 900 });
    await expectProblem({}, 'Prices', /no price that makes sense for Google, Outlook, SMTP/, /never shown/);
  });

  test('a store that cannot be opened', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    closers.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'file'), '');
    const results = await expectProblem(
      { DATA_DIR: join(folder, 'file') },
      'Store',
      /SQLite cannot be used/,
      /DATA_DIR/,
    );
    expect(lineOf(results, 'Durability')?.detail).toMatch(/not checked/);
  });

  test('a Redis that could lose an order', async () => {
    const redis = await startRedis(['--appendonly', 'no', '--save', '']);
    closers.push(redis.stop);
    await expectProblem({ REDIS_URL: redis.url }, 'Durability', /no order is placed/, /CONFIG SET appendonly yes/);
  });

  test('a Redis that is not there', () =>
    expectProblem({ REDIS_URL: 'redis://127.0.0.1:1' }, 'Store', /Redis cannot be used/, /REDIS_URL/));

  test('a clock that is ten minutes off', async () => {
    const { line, exitCode } = await found({}, 600_000);
    expect(line('Clock')).toMatchObject({ ok: false, detail: expect.stringMatching(/^\d{3} s ahead/) });
    expect(exitCode).toBe(1);
  });

  test('variables, all at once, and nothing else is tried', async () => {
    const calls = world.slack.apiCalls().length;
    const { results } = await found({ APPROVERS: undefined, ENCRYPTION_KEY: 'short' });
    expect(problems(results).map(({ detail }) => detail)).toEqual(['APPROVERS is missing', 'ENCRYPTION_KEY is wrong']);
    expect(world.slack.apiCalls()).toHaveLength(calls);
  });
});

test('a pause is a warning that says who and why, and does not fail the whole', async () => {
  const amir = person(world, 'U0AMIR');
  await amir.type('/scaledmail pause the card is being replaced');
  const { line, exitCode } = await found();
  expect(line('Kill switch')).toMatchObject({ ok: true, detail: expect.stringMatching(/U0AMIR.*being replaced/) });
  expect(line('Kill switch')?.mend).toMatch(/resume/);
  expect(exitCode).toBe(0);
});

test('no secret is in the report, whatever fails', async () => {
  const secret = 'wrong-but-secret-key';
  const { text } = await found({
    SLACK_BOT_TOKEN: `xoxb-${secret}`,
    SCALEDMAIL_API_KEY: secret,
    SLACK_SIGNING_SECRET: secret,
    REDIS_URL: `redis://user:${secret}@127.0.0.1:1`,
  });
  expect(text).not.toContain(secret);
});

test('it only reads: neither Slack nor ScaledMail is changed', async () => {
  const before = world.slack.apiCalls().length;
  await found();
  const methods = new Set(
    world.slack
      .apiCalls()
      .slice(before)
      .map(({ method }) => method),
  );
  expect([...methods].toSorted()).toEqual(['auth.test', 'conversations.info', 'usergroups.list', 'users.info']);
  expect(world.vendor.state().requests.every(({ effect }) => effect === 'read')).toBe(true);
});
