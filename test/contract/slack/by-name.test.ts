import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { type ByName, drawnByName } from '../../../src/slack/say/by-name.ts';
import { slackDirectory } from '../../../src/slack/say/directory.ts';
import { amir, rita } from '../../support/builders.ts';
import { BOT_TOKEN, clientOf, handClock, startSlack } from '../local-slack/support.ts';
import { silentLog } from '../stores/two-handles.ts';

const DAY_MS = 24 * 60 * 60_000;

let slack: LocalSlack;
let byName: ByName;
let clock: ReturnType<typeof handClock>;
beforeEach(async () => {
  clock = handClock();
  slack = await startSlack({ botToken: BOT_TOKEN, clock: clock.read });
  const now = { now: clock.read };
  byName = drawnByName(slackDirectory({ client: clientOf(slack), clock: now, log: silentLog }), now);
});
afterEach(() => slack.close());

const calls = () => slack.apiCalls().filter(({ method }) => method === 'users.info').length;

test('people stand by name, and Slack is asked once a day for each', async () => {
  expect(await byName((named) => `${named(rita)}, approved by ${named(amir)}`)).toBe(
    'Rita Okafor, approved by Amir Haddad',
  );
  await byName((named) => named(rita));
  expect(calls()).toBe(2);
  clock.advance(DAY_MS + 1);
  await byName((named) => named(rita));
  expect(calls()).toBe(3);
});

test('whose name Slack does not give stands as a mention, and is asked for again', async () => {
  slack.failNext({ method: 'users.info', when: 'before', answer: { error: 'user_not_found' } });
  expect(await byName((named) => named(rita))).toBe(`<@${rita}>`);
  slack.failNext({ method: 'users.info', when: 'before', answer: { error: 'internal_error' } });
  clock.advance(60_001);
  expect(await byName((named) => named(rita))).toBe(`<@${rita}>`);
  clock.advance(60_001);
  expect(await byName((named) => named(rita))).toBe('Rita Okafor');
});

test('two people of one name stand as mentions', async () => {
  const member = { id: rita, teamIds: [], realName: 'Ada Park', isDeactivated: false, isBot: false, isGuest: false };
  const drawn = drawnByName({ member: async () => member, groupMembers: async () => [] }, { now: clock.read });
  expect(await drawn((named) => `${named(rita)}, ${named(amir)}`)).toBe(`<@${rita}>, <@${amir}>`);
  expect(await drawn((named) => named(rita))).toBe('Ada Park');
});

test('a name is one line, and turns into no markup', async () => {
  const member = {
    id: rita,
    teamIds: [],
    realName: '*Rita* <!channel>\n`x` :tada:',
    isDeactivated: false,
    isBot: false,
    isGuest: false,
  };
  const directory = { member: async () => member, groupMembers: async () => [] };
  const drawn = drawnByName(directory, { now: clock.read });
  expect(await drawn((named) => named(rita))).toBe('Rita &lt;!channel&gt; x tada');
});

test.each(['', ' ', '*_*'])('who has no name but “%s” stands as a mention', async (realName) => {
  const member = { id: rita, teamIds: [], realName, isDeactivated: false, isBot: false, isGuest: false };
  const drawn = drawnByName({ member: async () => member, groupMembers: async () => [] }, { now: clock.read });
  expect(await drawn((named) => named(rita))).toBe(`<@${rita}>`);
});
