import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Member } from '../../orders/approval/policy.ts';
import { PersonUnreadable, SlackUnavailable } from '../../service/errors.ts';
import type { Clock } from '../../service/ports/clock.ts';
import type { Log } from '../../service/ports/log.ts';
import type { Directory, Freshness } from '../../service/ports/slack/directory.ts';
import { TeamId, type UserGroupId, UserId } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import { slackError } from './slack-failure.ts';

const MINUTE_MS = 60_000;
/** An age that no answer has: it is asked again. */
const NO_AGE = -1;

/**
 * Where somebody belongs stands in two places, and either may be missing or speak of the whole organization.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const UserInfo = z.object({
  user: z.object({
    id: UserId,
    team_id: z.string().nullish(),
    enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
    real_name: z.string().nullish(),
    name: z.string().nullish(),
    deleted: z.boolean().nullish(),
    is_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
  }),
});

const GroupMembers = z.object({ users: z.array(UserId) });

/** Errors with which Slack says that there is no such person, or group, for us. Source: docs/slack.md, "Web API methods, scopes, manifest". */
const NO_SUCH_PERSON = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);
const NO_SUCH_GROUP = new Set(['no_such_subteam']);

/**
 * People and groups as Slack knows them. Questions of the same moment share an answer, so that a burst of clicks is not a
 * burst of calls; what may be a minute old is asked once a minute.
 */
export function slackDirectory({ client, clock, log }: { client: WebClient; clock: Clock; log: Log }): Directory {
  const person = asking((user: UserId) => found(client.users.info({ user }), 'users.info', NO_SUCH_PERSON), clock);
  const group = asking(
    (usergroup: UserGroupId) =>
      found(client.usergroups.users.list({ usergroup }), 'usergroups.users.list', NO_SUCH_GROUP),
    clock,
  );
  return {
    member: async (userId, freshness) => {
      const answer = await person(userId, freshness);
      if (answer === null) return null;
      const member = memberFrom(answer);
      if (member !== null) return member;
      log.warn({ userId }, 'Slack’s answer does not say where somebody belongs');
      throw new PersonUnreadable('An answer of users.info');
    },
    groupMembers: async (groupId, freshness) => {
      const answer = await group(groupId, freshness);
      if (answer === null) return [];
      const members = GroupMembers.safeParse(answer);
      if (!members.success) throw new SlackUnavailable('An answer of usergroups.users.list', { cause: members.error });
      return members.data.users;
    },
  };
}

/** Asks anew, or at most once a minute, by what is asked for. What was asked anew is remembered, too. */
function asking<Id extends string>(ask: (id: Id) => Promise<unknown>, clock: Clock) {
  const underWay = sharedAnswers<unknown>({ keeps: () => false });
  const remembered = sharedAnswers<unknown>({ clock });
  const anew = (id: Id) => underWay(id, () => ask(id));
  return (id: Id, freshness: Freshness): Promise<unknown> =>
    remembered(id, () => anew(id), freshness === 'now' ? NO_AGE : MINUTE_MS);
}

/** What Slack answers; null when it says that there is no such thing. Throws `SlackUnavailable`. */
async function found(asked: Promise<unknown>, method: string, nothing: ReadonlySet<string>): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof WebAPIPlatformError && nothing.has(error.data.error)) return null;
    throw slackError(error, `${method} failed`) ?? error;
  }
}

/** Null for an answer of another shape, or one that names no workspace: who that is cannot be made out. */
function memberFrom(answer: unknown): Member | null {
  const user = UserInfo.safeParse(answer).data?.user;
  if (!user) return null;
  const named = [user.team_id, ...(user.enterprise_user?.teams ?? [])];
  const teamIds = named.flatMap((id) => TeamId.safeParse(id).data ?? []);
  if (teamIds.length === 0) return null;
  return {
    id: user.id,
    teamIds,
    realName: user.real_name ?? user.name ?? user.id,
    isGuest: Boolean(user.is_restricted || user.is_ultra_restricted),
    isDeactivated: Boolean(user.deleted),
    isBot: Boolean(user.is_bot),
  };
}
