/** `auth.test`, `users.*` and `usergroups.*`. */
import type { Fields } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { personSeenByBot, userObject } from '../workspace/people.ts';
import { APP, ORGANIZATION, TEAM } from '../workspace/seed.ts';
import type { UserGroupRecord } from '../workspace/workspace.ts';
import { type Call, flagArgument, type Method, page, reads, requiredText } from './call.ts';

/** An app of the whole organization names it in the place of a workspace (slackapi/bolt-js#1566). */
const authTest = reads(({ workspace: { settings } }) => {
  const isOfAll = settings.install === 'organization';
  return {
    url: `${settings.baseUrl()}/`,
    team: isOfAll ? ORGANIZATION.name : TEAM.name,
    user: 'scaledmail',
    team_id: isOfAll ? ORGANIZATION.id : TEAM.id,
    user_id: APP.userId,
    bot_id: APP.botId,
    ...(isOfAll ? { enterprise_id: ORGANIZATION.id } : {}),
    is_enterprise_install: isOfAll,
  };
});

const info = reads((call) => {
  return { user: userObject(personSeenByBot(call.workspace, requiredText(call, 'user'))) };
});

const list = reads((call) => {
  const own = [...call.workspace.people.values()].filter((person) => person.teamId === TEAM.id);
  const { items, meta } = page(call, own);
  return { members: items.map(userObject), ...meta };
});

/** Since when a disabled group is disabled: any past moment will do. */
const DISABLED_AT_SECONDS = 1_704_067_200;

const groupObject = (group: UserGroupRecord, withUsers: boolean): Fields => ({
  id: group.id,
  team_id: TEAM.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  handle: group.handle,
  description: '',
  is_external: false,
  date_create: 1_600_000_000,
  date_delete: group.isDisabled ? DISABLED_AT_SECONDS : 0,
  user_count: group.memberIds.length,
  ...(withUsers ? { users: group.memberIds } : {}),
});

/** User groups belong to the paid plans. */
function checkPlan({ workspace }: Call): void {
  if (workspace.faults.isFreePlan) throw new SlackError('plan_upgrade_required');
}

const groupsList = reads((call) => {
  checkPlan(call);
  const all = [...call.workspace.userGroups.values()];
  const shown = flagArgument(call, 'include_disabled') ? all : all.filter((group) => !group.isDisabled);
  return { usergroups: shown.map((group) => groupObject(group, flagArgument(call, 'include_users'))) };
});

const groupUsers = reads((call) => {
  checkPlan(call);
  const group = call.workspace.userGroups.get(requiredText(call, 'usergroup'));
  const isSeen = group && (!group.isDisabled || flagArgument(call, 'include_disabled'));
  if (!group || !isSeen) throw new SlackError('no_such_subteam');
  return { users: group.memberIds };
});

export const people: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': info,
  'users.list': list,
  'usergroups.list': groupsList,
  'usergroups.users.list': groupUsers,
};
