import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Member } from '../../orders/policy.ts';
import { SlackUnavailable } from '../../service/errors.ts';
import type { Directory } from '../../service/ports/directory.ts';
import { TeamId, UserId } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';

const UserInfo = z.object({
  user: z.object({
    id: UserId,
    team_id: TeamId,
    real_name: z.string().optional(),
    name: z.string().optional(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
  }),
});

const UserGroups = z.object({
  usergroups: z.array(
    z.object({ id: z.string(), date_delete: z.number().optional(), users: z.array(UserId).optional() }),
  ),
});

/**
 * Errors with which Slack says that there is no such person for us.
 * Source: docs/slack.md, "Web API methods, scopes, manifest".
 */
const NOT_FOUND = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);

/**
 * People and groups, asked of Slack each time: a right that was taken away counts at once. Clicks of the same moment share one
 * question, so that a burst of them is not a burst of calls; nothing is remembered after its answer.
 */
export function slackDirectory(client: WebClient): Directory {
  const people = sharedAnswers<unknown>({ keeps: () => false });
  const groups = sharedAnswers<unknown>({ keeps: () => false });
  const info = (user: UserId) => people(user, () => client.users.info({ user }));
  const allGroups = () => groups('all', () => client.usergroups.list({ include_users: true, include_disabled: false }));
  return {
    member: async (userId) => {
      try {
        return memberFrom(UserInfo.parse(await info(userId)).user);
      } catch (error) {
        if (error instanceof WebAPIPlatformError && NOT_FOUND.has(error.data.error)) return null;
        throw new SlackUnavailable('users.info failed', { cause: error });
      }
    },
    groupMembers: async (groupId) => {
      try {
        const group = UserGroups.parse(await allGroups()).usergroups.find(({ id }) => id === groupId);
        return group && !group.date_delete ? (group.users ?? []) : [];
      } catch (error) {
        throw new SlackUnavailable('usergroups.list failed', { cause: error });
      }
    },
  };
}

function memberFrom(user: z.infer<typeof UserInfo>['user']): Member {
  return {
    id: user.id,
    teamId: user.team_id,
    realName: user.real_name ?? user.name ?? user.id,
    isGuest: Boolean(user.is_restricted || user.is_ultra_restricted),
    isDeactivated: Boolean(user.deleted),
    isBot: Boolean(user.is_bot),
  };
}
