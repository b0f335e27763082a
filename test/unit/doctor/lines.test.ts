import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { slackProblem } from '../../../src/doctor/ask-slack.ts';
import { fine, guardUntil, messageOf, notChecked, problem, warning } from '../../../src/doctor/check.ts';
import { checkLogins } from '../../../src/doctor/check-logins.ts';
import { judgePrices } from '../../../src/doctor/check-prices.ts';
import { checkWorkspaces } from '../../../src/doctor/check-vendor.ts';
import { lookAtEmbeddedStore } from '../../../src/doctor/embedded-store.ts';
import { closingLine, exitCodeOf, reportLine, secretsOf } from '../../../src/doctor/report.ts';
import { checkScopes, checkToken } from '../../../src/doctor/slack-app.ts';
import { checkChannel } from '../../../src/doctor/slack-people.ts';
import { checkClock, checkNodeVersion } from '../../../src/doctor/surroundings.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import { ChannelId } from '../../../src/values/ids.ts';
import { anOrder, aPurchase, noon } from '../../support/builders.ts';

describe('a line', () => {
  test.each([
    [fine('Store', 'opens'), 'ok       Store                opens\n'],
    [notChecked('Scopes', 'a token'), '-        Scopes               not checked: needs a token\n'],
    [problem('Store', 'gone', 'Fix it.'), 'PROBLEM  Store                gone\n         → Fix it.\n'],
    [warning('Prices', 'odd', 'Look.'), 'warning  Prices               odd\n         → Look.\n'],
  ])('is %j', (result, text) => expect(reportLine(result, [])).toBe(text));

  test('holds no secret and no control character, whatever was found', () => {
    const line = reportLine(problem('Store', 'redis://u:hunter22@h\u001b[2J failed', 'Look at hunter22.'), [
      'hunter22',
    ]);
    expect(line).not.toContain('hunter22');
    expect(line).not.toContain('\u001b');
  });
});

describe('the end', () => {
  test.each<{ results: Parameters<typeof closingLine>[0]; text: string; code: number }>`
    results                                             | text                                    | code
    ${[fine('a', 'b')]}                                 | ${'All is well.\n'}                     | ${0}
    ${[fine('a', 'b'), warning('c', 'd', 'e')]}         | ${'All is well, 1 warning.\n'}          | ${0}
    ${[notChecked('a', 'b'), warning('c', 'd', 'e')]}   | ${'1 not checked, 1 warning.\n'}        | ${1}
    ${[problem('a', 'b', 'c')]}                         | ${'1 problem to fix.\n'}                | ${1}
    ${[problem('a', 'b', 'c'), problem('a', 'b', 'c')]} | ${'2 problems to fix.\n'}               | ${1}
    ${[problem('a', 'b', 'c'), notChecked('d', 'e')]}   | ${'1 problem to fix, 1 not checked.\n'} | ${1}
  `('says $text with exit code $code', ({ results, text, code }) => {
    expect(closingLine(results)).toBe(text);
    expect(exitCodeOf(results)).toBe(code);
  });
});

test('a check that throws, or hangs until the end, is a problem and stops no other', async () => {
  const guard = guardUntil(new Promise(() => {}));
  expect(await guard('Store', () => Promise.reject(new Error('broken')))).toMatchObject({
    ok: false,
    detail: 'broken',
  });
  const late = guardUntil(Promise.resolve());
  expect(await late('Store', () => new Promise(() => {}))).toMatchObject({ ok: false, detail: 'no answer in time' });
});

describe('scopes', () => {
  const wanted = ['chat:write', 'im:write'];
  test('all of the manifest are fine, more too', () =>
    expect(checkScopes(['im:write', 'chat:write', 'users:read'], wanted)).toMatchObject({ ok: true, fix: null }));
  test('missing ones are named', () =>
    expect(checkScopes(['chat:write'], wanted)).toMatchObject({ ok: false, detail: 'missing: im:write' }));
  test('when Slack does not say, that is a warning', () =>
    expect(checkScopes(null, wanted)).toMatchObject({ ok: true, fix: expect.stringContaining('im:write') }));
});

describe('the version of Node', () => {
  test.each<{ version: string; range: string; ok: boolean }>`
    version       | range          | ok
    ${'v20.19.0'} | ${'>=20.19'}   | ${true}
    ${'v20.18.9'} | ${'>=20.19'}   | ${false}
    ${'v22.0.0'}  | ${'>=20.19'}   | ${true}
    ${'v18.99.0'} | ${'>=20.19'}   | ${false}
    ${'v20.19.4'} | ${'>=20.19.5'} | ${false}
  `('$version for $range: $ok', ({ version, range, ok }) => expect(checkNodeVersion(version, range).ok).toBe(ok));
});

describe('the clock', () => {
  test.each<{ offsetMs: number | null; ok: boolean; says: string }>`
    offsetMs   | ok       | says
    ${0}       | ${true}  | ${'right'}
    ${59_000}  | ${true}  | ${'59 s'}
    ${-61_000} | ${false} | ${'61 s ahead'}
    ${400_000} | ${false} | ${'400 s behind'}
    ${null}    | ${false} | ${'not checked'}
  `('$offsetMs ms off: $says', ({ offsetMs, ok, says }) => {
    expect(checkClock(offsetMs)).toMatchObject({ ok, detail: expect.stringContaining(says) });
  });
});

describe('the secrets of an environment', () => {
  test('are the tokens, the keys and the passwords of addresses, as written and as sent, longest first', () => {
    const environment = { SLACK_BOT_TOKEN: ' xoxb-1 ', ENCRYPTION_KEY: 'short', REDIS_URL: 'redis://u:pass%20word@h' };
    expect(secretsOf(environment).filter((secret) => secret !== '')).toEqual([
      'pass%20word',
      'pass word',
      'xoxb-1',
      'short',
    ]);
  });

  test('are found even in an address that cannot be decoded, and none in one that is no address', () => {
    expect(secretsOf({ REDIS_URL: 'redis://u:100%@h' })).toContain('100%');
    const sentinels = 'redis+sentinel://u:first%21@h1:1,h2:2/main?sentinelUser=s&sentinelPassword=second';
    expect(secretsOf({ REDIS_URL: sentinels })).toEqual(expect.arrayContaining(['first%21', 'first!', 'second']));
    expect(secretsOf({ HTTPS_PROXY: 'http://name:third@proxy:1' })).toContain('third');
    expect(secretsOf({ REDIS_URL: 'nonsense' }).every((secret) => secret === '')).toBe(true);
  });
});

describe('prices', () => {
  const google = { provider: 'google', requiredDomains: 1, requiredMailboxes: 2, totalPrice: 7 } as const;
  const smtp = { provider: 'smtp', requiredDomains: 1, requiredMailboxes: 4, totalPrice: 3.75 } as const;
  test.each<{ given: Parameters<typeof judgePrices>[0]; ok: boolean; says: string }>`
    given                                     | ok       | says
    ${[google, smtp]}                         | ${true}  | ${'in dollars; a domain costs a month: Google $7.00, SMTP $3.75'}
    ${[{ ...google, totalPrice: 700 }]}       | ${true}  | ${'in cents; a domain costs a month: Google $7.00'}
    ${[{ ...google, totalPrice: 70 }, smtp]}  | ${false} | ${'neither dollars nor cents: Google 70 for 2 mailboxes; quoting is refused'}
    ${[{ ...google, totalPrice: 700 }, smtp]} | ${false} | ${'the units disagree: Google in cents, SMTP in dollars; quoting them together is refused'}
  `('$says', ({ given, ok, says }) => expect(judgePrices(given, noon)).toMatchObject({ ok, detail: says }));
});

describe('what Slack says', () => {
  test.each<{ error: string; needed: string | null; says: string }>`
    error              | needed          | says
    ${'token_revoked'} | ${null}         | ${'Slack does not accept the token (token_revoked)'}
    ${'missing_scope'} | ${'users:read'} | ${'the token lacks the scope users:read'}
    ${'ratelimited'}   | ${null}         | ${'Slack asks for patience'}
    ${'no_answer'}     | ${null}         | ${'Slack does not answer'}
    ${'http_503'}      | ${null}         | ${'Slack answers HTTP 503'}
    ${'fatal_error'}   | ${null}         | ${'Slack says fatal_error'}
  `('$error is a problem with a fix', ({ error, needed, says }) => {
    const line = slackProblem('Slack token', { ok: false, error, needed }, 'Get another.');
    expect(line).toMatchObject({ ok: false, detail: says, fix: expect.stringMatching(/\.$|\/$/) });
  });

  test('a token of a person is not one of a bot', () => {
    const answer = { team: 'Acme', team_id: 'T0ACME', user: 'rita' };
    expect(checkToken({ ok: true, answer })).toMatchObject({ identity: null, result: { ok: false } });
  });
});

test('an approvers’ channel that is read-only for some is a warning', async () => {
  const channel = { name: 'approvals', is_archived: false, is_member: true, is_ext_shared: false, is_read_only: true };
  const line = await checkChannel(async () => ({ ok: true, answer: { channel } }), ChannelId.parse('C0APPROVALS'));
  expect(line).toMatchObject({ ok: true, detail: '#approvals is read-only for some', fix: expect.any(String) });
});

describe('workspaces', () => {
  const two = [
    { id: 'rec1', name: 'One' },
    { id: 'rec2', name: 'Two' },
  ];
  test.each<{ given: typeof two; chosen: string | null; ok: boolean; says: string }>`
    given  | chosen    | ok       | says
    ${two} | ${null}   | ${true}  | ${'One, Two'}
    ${two} | ${'rec2'} | ${true}  | ${'Two (SCALEDMAIL_ORGANIZATION_ID)'}
    ${two} | ${'rec3'} | ${false} | ${'the key does not reach rec3, only One (rec1), Two (rec2)'}
    ${[]}  | ${null}   | ${false} | ${'the key reaches none'}
  `('with $chosen chosen: $says', ({ given, chosen, ok, says }) =>
    expect(checkWorkspaces(given, chosen)).toMatchObject({ ok, detail: says }),
  );
});

test('an error says why, with its causes, and one without a sentence says those of its parts', () => {
  expect(messageOf(new Error('ping failed', { cause: new Error('disk full') }))).toBe('ping failed: disk full');
  expect(messageOf(new AggregateError([new Error('refused'), new Error('unreachable')]))).toBe('refused, unreachable');
  expect(messageOf('odd')).toBe('odd');
});

test('an embedded store that is not up to date is told from one that is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    expect(lookAtEmbeddedStore(folder)).toBe('absent');
    const database = openSqliteDatabase(folder);
    expect(lookAtEmbeddedStore(folder)).toBe('ready');
    database.exec('PRAGMA user_version = 0');
    database.close();
    expect(lookAtEmbeddedStore(folder)).toBe('older');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a login that is no longer kept is a warning that names its order', async () => {
  const { keyValues } = openSqliteStores(null, { now: () => noon });
  const hosting = { provider: 'Namecheap', loginId: 'erased' };
  const waiting = anOrder({ purchase: { ...aPurchase(), hosting } });
  const orders = { list: async () => ({ orders: [waiting], cursor: null }) };
  const line = await checkLogins({ orders, keyValues, keys: { current: new Uint8Array(32) }, randomBytes });
  expect(line).toMatchObject({ ok: true, detail: expect.stringContaining(waiting.facts.reference) });
  expect(line.fix).toContain('Withdraw');
});
