import { describe, expect, test } from '@jest/globals';
import { Act, effectOf, WRITE_KINDS } from '../../src/acts/act.ts';
import { describeProblems, readConfig } from '../../src/config.ts';
import { withSecretFiles } from '../../src/secret-files.ts';
import { nearNames, VARIABLES } from '../../src/variables.ts';

const good = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
  SCALEDMAIL_API_KEY: 'key',
  APPROVERS: 'U012AB3CD, S012AB3CD',
  APPROVAL_CHANNEL: 'C012AB3CD',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const ZEROS = Buffer.alloc(32).toString('base64');
function wrong(changes: Record<string, string | undefined>) {
  const result = readConfig({ ...good, ...changes });
  return result.ok ? [] : result.problems.map(({ variable, what }) => `${variable} ${what}`);
}

describe('the environment', () => {
  test('with the least that is needed gives a configuration with defaults', () => {
    expect(readConfig(good)).toMatchObject({
      ok: true,
      config: {
        slack: { transport: { mode: 'http' }, apiUrl: undefined },
        vendor: { baseUrl: 'https://server.scaledmail.com/api/v1', organizationId: null },
        policy: { users: ['U012AB3CD'], userGroups: ['S012AB3CD'], quorum: 1 },
        requesters: null,
        store: { kind: 'sqlite', dataDir: './data' },
        limits: { perOrderCents: 100_000, perDayCents: 300_000 },
        startPaused: false,
        port: 3000,
        logLevel: 'info',
      },
    });
    expect(readConfig({ ...good, START_PAUSED: 'yes' })).toMatchObject({ ok: true, config: { startPaused: true } });
  });

  test('may name who can ask for orders', () =>
    expect(readConfig({ ...good, REQUESTERS: 'U0RITA S0SALES' })).toMatchObject({
      config: { requesters: { users: ['U0RITA'], userGroups: ['S0SALES'] } },
    }));

  test('may free acts that cost nothing and end nothing, and says which those are', () => {
    const free = { APPROVAL_FREE_ACTS: 'change_redirect, swap_domain swap_domain' };
    expect(readConfig({ ...good, ...free })).toMatchObject({
      config: { policy: { freeActs: ['change_redirect', 'swap_domain'] } },
    });
    const read = readConfig(good);
    expect(read.ok && 'freeActs' in read.config.policy).toBe(false);
    const spends = readConfig({ ...good, APPROVAL_FREE_ACTS: 'change_redirect,custom_order' });
    expect(spends.ok ? '' : describeProblems(spends.problems)).toContain(
      `list kinds of acts that cost nothing and end nothing, separated by commas: ${WRITE_KINDS.join(', ')}. What charges the card or ends something always needs an approval.`,
    );
  });

  test.each(Act.options.map((option) => option.shape.kind.value))(
    'frees %s only when that costs nothing and ends nothing',
    (kind) => {
      const isWrong = wrong({ APPROVAL_FREE_ACTS: kind }).includes('APPROVAL_FREE_ACTS wrong');
      expect(isWrong).toBe(effectOf({ kind }) !== 'write');
    },
  );

  test('with an app token means Socket Mode, with a Redis address Redis', () => {
    const result = readConfig({
      ...good,
      SLACK_SIGNING_SECRET: '',
      SLACK_APP_TOKEN: 'xapp-1',
      REDIS_URL: 'redis://127.0.0.1:6379/2',
    });
    expect(result).toMatchObject({
      ok: true,
      config: { slack: { transport: { mode: 'socket' } }, store: { kind: 'redis' } },
    });
  });

  test('with a port for health checks has them there, and nowhere else', () => {
    expect(readConfig(good)).toMatchObject({ ok: true, config: { port: 3000, health: null, drainMs: 10_000 } });
    const given = { ...good, HEALTH_PORT: '8080', HEALTH_HOST: '127.0.0.1', DRAIN_SECONDS: '0' };
    const health = { port: 8080, host: '127.0.0.1' };
    expect(readConfig(given)).toMatchObject({ ok: true, config: { port: 3000, health, drainMs: 0 } });
  });

  test.each([
    ['0', 0],
    ['2500.50', 250_050],
    ['$1,250', 125_000],
    ['12,345,678.9', 1_234_567_890],
  ])('with a limit of %s dollars counts %i cents', (dollars, cents) => {
    const limits = { perOrderCents: cents, perDayCents: cents };
    const given = { ...good, LIMIT_PER_ORDER: dollars, LIMIT_PER_DAY: dollars };
    expect(readConfig(given)).toMatchObject({ ok: true, config: { limits } });
  });

  test.each<{ changes: Record<string, string | undefined>; problems: string[] }>`
    changes                                    | problems
    ${{ REQUESTERS: 'rita' }}                  | ${['REQUESTERS wrong']}
    ${{ APPROVAL_FREE_ACTS: 'redirect' }}      | ${['APPROVAL_FREE_ACTS wrong']}
    ${{ SLACK_BOT_TOKEN: undefined }}          | ${['SLACK_BOT_TOKEN missing']}
    ${{ SLACK_BOT_TOKEN: ' ' }}                | ${['SLACK_BOT_TOKEN missing']}
    ${{ SLACK_BOT_TOKEN: 'xoxp-1' }}           | ${['SLACK_BOT_TOKEN wrong']}
    ${{ SLACK_SIGNING_SECRET: '' }}            | ${['SLACK_SIGNING_SECRET missing']}
    ${{ SLACK_APP_TOKEN: 'xoxb-1' }}           | ${['SLACK_APP_TOKEN wrong']}
    ${{ APPROVERS: ', ' }}                     | ${['APPROVERS wrong']}
    ${{ APPROVERS: 'U012AB3CD,amir' }}         | ${['APPROVERS wrong']}
    ${{ APPROVAL_CHANNEL: '#approvals' }}      | ${['APPROVAL_CHANNEL wrong']}
    ${{ ENCRYPTION_KEY: 'c2hvcnQ=' }}          | ${['ENCRYPTION_KEY wrong']}
    ${{ ENCRYPTION_KEY_PREVIOUS: 'x' }}        | ${['ENCRYPTION_KEY_PREVIOUS wrong']}
    ${{ REDIS_URL: 'localhost:6379' }}         | ${['REDIS_URL wrong']}
    ${{ PORT: '70000' }}                       | ${['PORT wrong']}
    ${{ PORT: '3000a' }}                       | ${['PORT wrong']}
    ${{ LOG_LEVEL: 'loud' }}                   | ${['LOG_LEVEL wrong']}
    ${{ HEALTH_PORT: '70000' }}                | ${['HEALTH_PORT wrong']}
    ${{ HEALTH_PORT: '3000' }}                 | ${['HEALTH_PORT wrong']}
    ${{ HEALTH_HOST: '127.0.0.1' }}            | ${['HEALTH_HOST wrong']}
    ${{ DRAIN_SECONDS: '61' }}                 | ${['DRAIN_SECONDS wrong']}
    ${{ LIMIT_PER_ORDER: '1e9' }}              | ${['LIMIT_PER_ORDER wrong']}
    ${{ LIMIT_PER_DAY: '-5' }}                 | ${['LIMIT_PER_DAY wrong']}
    ${{ LIMIT_PER_DAY: '5 EUR' }}              | ${['LIMIT_PER_DAY wrong']}
    ${{ SCALEDMAIL_BASE_URL: 'ftp://x' }}      | ${['SCALEDMAIL_BASE_URL wrong']}
    ${{ START_PAUSED: 'no' }}                  | ${['START_PAUSED wrong']}
    ${{ SLACK_APP_TOKEN: 'xapp-1' }}           | ${['SLACK_APP_TOKEN wrong']}
    ${{ SCALEDMAIL_API_KEY: '"key"' }}         | ${['SCALEDMAIL_API_KEY wrong']}
    ${{ SCALEDMAIL_API_KEY: 'Bearer k' }}      | ${['SCALEDMAIL_API_KEY wrong']}
    ${{ SLACK_BOT_TOKEN: 'xoxb-1…' }}          | ${['SLACK_BOT_TOKEN wrong']}
    ${{ SLACK_BOT_TOKEN: 'xoxb-1\u200b' }}     | ${['SLACK_BOT_TOKEN wrong']}
    ${{ ENCRYPTION_KEY: ZEROS }}               | ${['ENCRYPTION_KEY wrong']}
    ${{ SCALEDMAIL_BASE_URL: 'http://x.com' }} | ${['SCALEDMAIL_BASE_URL wrong']}
    ${{ CHECK_DNS: 'no' }}                     | ${['CHECK_DNS wrong']}
    ${{ DIGEST_DAY: 'mon' }}                   | ${['DIGEST_DAY wrong']}
    ${{ DIGEST_HOUR: '24' }}                   | ${['DIGEST_HOUR wrong']}
    ${{ TIME_ZONE: 'Mars/Base' }}              | ${['TIME_ZONE wrong']}
  `('$changes is told as $problems', ({ changes, problems }) => {
    expect(wrong(changes)).toEqual(problems);
  });

  test('that is empty is told in one go, each variable with its fix', () => {
    const result = readConfig({});
    if (result.ok) throw new Error('An empty environment is not enough');
    const names = result.problems.map(({ variable }) => variable);
    expect(names).toEqual([
      'SLACK_BOT_TOKEN',
      'SCALEDMAIL_API_KEY',
      'APPROVERS',
      'APPROVAL_CHANNEL',
      'ENCRYPTION_KEY',
      'SLACK_SIGNING_SECRET',
    ]);
    expect(describeProblems(result.problems)).toContain('openssl rand -base64 32');
  });

  test('never has its values repeated in a problem', () => {
    const result = readConfig({ ...good, ENCRYPTION_KEY: 'a-secret-that-is-too-short' });
    if (result.ok) throw new Error('The key is too short');
    expect(describeProblems(result.problems)).not.toContain('a-secret');
  });
});

test('what is wrong with a key is said, with its fix', () => {
  const said = (changes: Record<string, string>) => {
    const result = readConfig({ ...good, ...changes });
    return result.ok ? '' : describeProblems(result.problems);
  };
  expect(said({ SCALEDMAIL_API_KEY: 'Bearer k' })).toContain('Leave the word Bearer out. Create a key');
  expect(said({ SCALEDMAIL_API_KEY: '“k”' })).toContain('Leave the quotation marks out.');
  expect(said({ SLACK_BOT_TOKEN: 'xoxb-12…' })).toContain('It was cut when it was copied');
  expect(said({ SLACK_BOT_TOKEN: 'xoxb-1\u200b2' })).toContain('a sign that cannot be seen');
  expect(said({ ENCRYPTION_KEY: ZEROS })).toContain('nothing but zeros');
  expect(said({ ENCRYPTION_KEY: `"${good.ENCRYPTION_KEY}"` })).toContain('Leave the quotation marks out.');
  expect(said({ ENCRYPTION_KEY: `${good.ENCRYPTION_KEY.slice(0, 20)}…` })).toContain('It was cut when it was copied');
  expect(said({ ENCRYPTION_KEY: `${good.ENCRYPTION_KEY.slice(0, 20)}=` })).toContain('base64 of 32 bytes');
  expect(said({ ENCRYPTION_KEY: 'a b' })).toContain('Give the one of before');
  expect(said({ SCALEDMAIL_BASE_URL: 'http://api.example.com' })).toContain('would travel unencrypted');
  expect(said({ SLACK_APP_TOKEN: 'xapp-1' })).toContain('SLACK_SIGNING_SECRET is set, too');
  for (const local of ['http://localhost:1/api', 'http://127.0.0.1:8080', 'http://[::1]/x'])
    expect(said({ SCALEDMAIL_BASE_URL: local })).toBe('');
});

describe('a secret in a file', () => {
  const read = (path: string) => {
    if (path !== '/run/secrets/key') throw new Error('ENOENT');
    return 'from-file\n';
  };

  test('stands for the variable, without the end of its line', () => {
    const { environment, problems } = withSecretFiles(
      { SCALEDMAIL_API_KEY_FILE: ' /run/secrets/key ', PORT: '1' },
      read,
    );
    expect([environment.SCALEDMAIL_API_KEY, environment.PORT, problems]).toEqual(['from-file', '1', []]);
  });

  test('that cannot be read, or is set beside the variable, is told; all at once, without what is in it', () => {
    const { problems } = withSecretFiles(
      { ENCRYPTION_KEY_FILE: '/gone', REDIS_URL: 'redis://x', REDIS_URL_FILE: '/run/secrets/key' },
      read,
    );
    expect(problems).toEqual([
      { variable: 'ENCRYPTION_KEY_FILE', fix: 'Give the path of a file that the process may read.' },
      { variable: 'REDIS_URL_FILE', fix: 'Set REDIS_URL or REDIS_URL_FILE, not both.' },
    ]);
  });
});

test('names that are nearly ours are told with the one that is meant, and no others', () => {
  const given = [
    'REDIS_URI',
    'APPROVER',
    'APPROVAL_CHANEL',
    'SCALEDMAIL_APIKEY',
    'ENCRYPTION_KEY_FILE',
    'https_proxy',
    'REDIS_URL_FIEL',
    'REDSI_URL',
    'redis_url',
    'HEALTH_HOSTS',
    'HOST',
    'PATH',
  ];
  expect(
    nearNames([...given, 'PORT', 'HOME', 'SLACK_BOT_TOKEN']).map(({ given, meant }) => `${given} ${meant}`),
  ).toEqual([
    'REDIS_URI REDIS_URL',
    'APPROVER APPROVERS',
    'APPROVAL_CHANEL APPROVAL_CHANNEL',
    'SCALEDMAIL_APIKEY SCALEDMAIL_API_KEY',
    'REDIS_URL_FIEL REDIS_URL_FILE',
    'REDSI_URL REDIS_URL',
    'redis_url REDIS_URL',
    'HEALTH_HOSTS HEALTH_HOST',
  ]);
});

test('every variable has a meaning and a fix', () => {
  for (const { meaning, fix } of Object.values(VARIABLES)) {
    expect(meaning).toMatch(/\.$/);
    expect(fix.length).toBeGreaterThan(10);
  }
});
