import { expect, test } from '@jest/globals';
import {
  canStillDecide,
  refuseByPolicy,
  refuseToAsk,
  refuseToServe,
  viewerOf,
} from '../../../src/service/authority.ts';
import { PersonUnreadable, SlackRefused, SlackUnavailable } from '../../../src/service/errors.ts';
import type { Freshness } from '../../../src/service/ports/slack/directory.ts';
import { UserGroupId, type UserId } from '../../../src/values/ids.ts';
import { amir, aPolicy, bea, rita, team } from '../../support/builders.ts';

const [FIRST, SECOND, THIRD] = ['S0FIRST', 'S0SECOND', 'S0THIRD'].map((id) => UserGroupId.parse(id));
if (!FIRST || !SECOND || !THIRD) throw new Error('There are three groups');

/** Who is in which group; an error is what Slack answers instead. `asked` are the questions so far. */
function world(members: ReadonlyMap<UserGroupId, readonly UserId[] | Error>, userGroups = [...members.keys()]) {
  const asked: [UserGroupId, Freshness][] = [];
  const deps = {
    teamId: team,
    policy: aPolicy({ users: [amir], userGroups }),
    directory: {
      member: async (id: UserId) => ({
        id,
        teamIds: [team],
        realName: id,
        isGuest: false,
        isDeactivated: false,
        isBot: false,
      }),
      groupMembers: async (group: UserGroupId, freshness: Freshness) => {
        asked.push([group, freshness]);
        const answer = members.get(group) ?? [];
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
  };
  return { deps, asked };
}

test('somebody named by id is asked about by no group', async () => {
  const { deps, asked } = world(new Map([[FIRST, []]]));
  expect(await refuseByPolicy(deps, amir)).toBeNull();
  expect(asked).toEqual([]);
});

test('a decision asks one group anew: of several, the one that had the person within the last minute', async () => {
  const one = world(new Map([[FIRST, [bea]]]));
  expect(await refuseByPolicy(one.deps, bea)).toBeNull();
  expect(one.asked).toEqual([[FIRST, 'now']]);
  const several = world(
    new Map([
      [FIRST, []],
      [SECOND, []],
      [THIRD, [bea]],
    ]),
  );
  expect(await refuseByPolicy(several.deps, bea)).toBeNull();
  expect(several.asked.filter(([, freshness]) => freshness === 'now')).toEqual([[THIRD, 'now']]);
});

test('who is in none is refused, and only when each could be read', async () => {
  expect(await refuseByPolicy(world(new Map([[FIRST, [bea]]])).deps, rita)).toBe('not_an_approver');
  const away = new SlackUnavailable('No answer');
  const half = new Map<UserGroupId, readonly UserId[] | Error>([
    [FIRST, away],
    [SECOND, [bea]],
  ]);
  await expect(refuseByPolicy(world(half).deps, rita)).rejects.toBe(away);
  expect(await refuseByPolicy(world(half).deps, bea)).toBeNull();
});

test('what is read goes by what is a minute old, and is one’s own when Slack does not tell', async () => {
  const { deps, asked } = world(new Map([[FIRST, [bea]]]));
  expect(await viewerOf(deps, bea)).toEqual({ ok: true, scope: 'all', unread: null });
  expect(await viewerOf(deps, rita)).toEqual({ ok: true, scope: 'own', unread: null });
  expect(asked.every(([, freshness]) => freshness === 'within_a_minute')).toBe(true);
  const refused = new SlackRefused('plan_upgrade_required', 'No groups');
  const silent = world(new Map([[FIRST, refused]]));
  expect(await viewerOf(silent.deps, bea)).toEqual({ ok: true, scope: 'own', unread: refused });
  expect(await viewerOf(silent.deps, amir)).toEqual({ ok: true, scope: 'all', unread: null });
});

test('an answer about somebody that cannot be read refuses their own click, and says nothing of an approval that they gave', async () => {
  const { deps } = world(new Map([[FIRST, [bea]]]));
  const odd = { ...deps, directory: { ...deps.directory, member: () => Promise.reject(new PersonUnreadable('Odd')) } };
  expect(await refuseToServe(odd, amir)).toBe('unknown_person');
  expect(await refuseByPolicy(odd, amir)).toBe('unknown_person');
  expect(await viewerOf(odd, amir)).toEqual({ ok: false, refusal: 'unknown_person' });
  await expect(canStillDecide(odd, amir)).rejects.toBeInstanceOf(SlackUnavailable);
});

test('whose approval still counts is who can decide now', async () => {
  const { deps, asked } = world(new Map([[FIRST, [bea]]]));
  expect(await Promise.all([amir, bea, rita].map((by) => canStillDecide(deps, by)))).toEqual([true, true, false]);
  expect(asked.every(([, freshness]) => freshness === 'now')).toBe(true);
  const gone = { ...deps, directory: { ...deps.directory, member: async () => null } };
  expect(await canStillDecide(gone, amir)).toBe(false);
});

test('every member may ask, until REQUESTERS names some: then they, and those in its groups', async () => {
  const { deps } = world(new Map([[FIRST, [bea]]]));
  expect(await refuseToAsk({ ...deps, requesters: null }, rita)).toBeNull();
  const asking = { ...deps, requesters: { users: [rita], userGroups: [FIRST] } };
  expect(await refuseToAsk(asking, rita)).toBeNull();
  expect(await refuseToAsk(asking, bea)).toBeNull();
  expect(await refuseToAsk(asking, amir)).toBe('not_a_requester');
  const gone = { ...asking, directory: { ...deps.directory, member: async () => null } };
  expect(await refuseToAsk(gone, rita)).toBe('unknown_person');
});
