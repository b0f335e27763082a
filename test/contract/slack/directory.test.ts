import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { AppError, PersonUnreadable, SlackAsksToWait } from '../../../src/service/errors.ts';
import type { Directory } from '../../../src/service/ports/slack/directory.ts';
import { PatientClient } from '../../../src/slack/say/clients/patient-client.ts';
import { slackDirectory } from '../../../src/slack/say/directory.ts';
import { UserGroupId, UserId } from '../../../src/values/ids.ts';
import { approversGroup, bea, rita } from '../../support/builders.ts';
import { BOT_TOKEN, handClock, silent, startSlack } from '../local-slack/support.ts';
import { silentLog } from '../stores/two-handles.ts';

let slack: LocalSlack;
let directory: Directory;
let clock: ReturnType<typeof handClock>;
let warnings: unknown[];

const begin = async (options: Parameters<typeof startSlack>[0] = {}) => {
  slack = await startSlack({ clock: clock.read, ...options });
  const now = { now: clock.read };
  const client = new PatientClient(
    BOT_TOKEN,
    { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silent },
    now,
  );
  const log = { ...silentLog, warn: (fields: unknown) => void warnings.push(fields) };
  directory = slackDirectory({ client, clock: now, log });
};
beforeEach(() => {
  clock = handClock();
  warnings = [];
});
afterEach(() => slack.close());

const calls = (method: string) => slack.apiCalls().filter((call) => call.method === method).length;
const failure = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => error,
  );

describe('where somebody of an organization belongs', () => {
  test.each([
    ['their home is another workspace', { teamId: 'T0SISTER', teams: ['T0SISTER', 'T0ACME'] }],
    ['Slack names the organization', { teamId: 'E0ACME', teams: ['T0ACME'] }],
    ['Slack names no workspace beside the list', { teamId: null, teams: ['T0ACME'] }],
  ])('%s', async (_title, grid) => {
    await begin();
    slack.setGrid(rita, grid);
    expect((await directory.member(rita, 'now'))?.teamIds).toContain('T0ACME');
    expect(warnings).toEqual([]);
  });

  test.each([[{ teamId: null, teams: null }], [{ teamId: 'E0ACME', teams: null }], [{ teamId: 'E0ACME', teams: [] }]])(
    '%j cannot be read, which is a line in the log, and is something else than a person whom Slack does not know',
    async (grid) => {
      await begin();
      slack.setGrid(rita, grid);
      expect(await failure(directory.member(rita, 'now'))).toBeInstanceOf(PersonUnreadable);
      expect(warnings).toEqual([{ userId: rita }]);
      expect(await directory.member(UserId.parse('U0NOBODY'), 'now')).toBeNull();
    },
  );
});

test('what is only read is asked once a minute, however many look; a decision is asked anew', async () => {
  await begin();
  for (let look = 0; look < 30; look += 1) {
    await directory.member(bea, 'within_a_minute');
    await directory.groupMembers(approversGroup, 'within_a_minute');
  }
  expect([calls('users.info'), calls('usergroups.users.list')]).toEqual([1, 1]);
  expect(calls('usergroups.list')).toBe(0);
  slack.setUserGroupMembers(approversGroup, []);
  expect(await directory.groupMembers(approversGroup, 'within_a_minute')).toEqual([bea]);
  expect(await directory.groupMembers(approversGroup, 'now')).toEqual([]);
  // What a decision learned, reading knows.
  expect(await directory.groupMembers(approversGroup, 'within_a_minute')).toEqual([]);
  expect(calls('usergroups.users.list')).toBe(2);
  slack.setUserGroupMembers(approversGroup, [bea]);
  clock.advance(60_001);
  expect(await directory.groupMembers(approversGroup, 'within_a_minute')).toEqual([bea]);
});

test('decisions of the same moment share one question', async () => {
  await begin();
  await Promise.all(Array.from({ length: 10 }, () => directory.groupMembers(approversGroup, 'now')));
  expect(calls('usergroups.users.list')).toBe(1);
});

test('a disabled or unknown group has nobody', async () => {
  await begin();
  const groups = ['S0OLD', 'S0NONE'].map((id) => UserGroupId.parse(id));
  for (const group of groups) expect(await directory.groupMembers(group, 'now')).toEqual([]);
});

describe('what people read when Slack', () => {
  const sentence = async () => {
    const error = await failure(directory.groupMembers(approversGroup, 'now'));
    if (!(error instanceof AppError)) throw new Error('Something else went wrong', { cause: error });
    return error.userMessage;
  };
  test('was asked too often', async () => {
    await begin();
    for (let call = 0; call < 20; call += 1) await directory.groupMembers(approversGroup, 'now');
    expect(await failure(directory.groupMembers(approversGroup, 'now'))).toBeInstanceOf(SlackAsksToWait);
    expect(await sentence()).toContain('slow down');
  });
  test('was not given the scope', async () => {
    await begin({ botScopes: ['users:read'] });
    expect(await sentence()).toContain('permission is missing');
  });
  test.each(['token_revoked', 'invalid_auth', 'account_inactive'])('says %s', async (error) => {
    await begin();
    slack.failNext({ method: 'usergroups.users.list', when: 'before', answer: { error } });
    expect(await sentence()).toContain('token');
  });
  test('is on a plan without groups', async () => {
    await begin();
    slack.setFaults({ isFreePlan: true });
    expect(await sentence()).toContain('plan has no user groups');
  });
  test.each([{ error: 'internal_error' }, { status: 503 }])('says %j', async (answer) => {
    await begin();
    slack.failNext({ method: 'usergroups.users.list', when: 'before', answer });
    expect(await sentence()).toContain('not answering');
  });
});
