import { z } from 'zod';
import { type AuthorityRefusal, type Member, refuseStranger } from '../orders/approval/policy.ts';
import { PersonUnreadable } from '../service/errors.ts';
import type { Directory } from '../service/ports/slack/directory.ts';
import type { ChannelId, TeamId, UserGroupId, UserId } from '../values/ids.ts';
import { VARIABLES } from '../variables.ts';
import { type AskSlack, slackFailure, slackProblem } from './ask-slack.ts';
import { type CheckResult, fine, problem, warning } from './check.ts';

const TOKEN_FIX = VARIABLES.SLACK_BOT_TOKEN.fix;
const INVITE = '/invite @ScaledMail Orders';

const ChannelInfo = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_ext_shared: z.boolean().optional(),
    is_read_only: z.boolean().optional(),
  }),
});

/**
 * Whether cards can be posted: the approvers' channel is there, not archived, and the bot is in it. Warns when another company
 * reads along, or not everybody may write there.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
export async function checkChannel(ask: AskSlack, channelId: ChannelId): Promise<CheckResult> {
  const name = 'Approvers’ channel';
  const answered = await ask('conversations.info', { channel: channelId });
  if (!answered.ok && answered.error === 'channel_not_found') {
    const fix = `In a private channel, write ${INVITE} there. Otherwise: ${VARIABLES.APPROVAL_CHANNEL.fix}`;
    return problem(name, `the bot sees no channel ${channelId}`, fix);
  }
  if (!answered.ok) return slackProblem(name, answered, TOKEN_FIX);
  const { channel } = ChannelInfo.parse(answered.answer);
  const label = `#${channel.name ?? channelId}`;
  if (channel.is_archived) {
    return problem(name, `${label} is archived`, 'Unarchive it, or give APPROVAL_CHANNEL the id of another channel.');
  }
  if (!channel.is_member) return problem(name, `the bot is not in ${label}`, `Write there: ${INVITE}`);
  if (channel.is_ext_shared) {
    const fix =
      'Its people see every order and price. Give APPROVAL_CHANNEL the id of a channel of this company alone.';
    return warning(name, `${label} is shared with another company`, fix);
  }
  if (channel.is_read_only) {
    const fix = 'In its settings, under posting permissions, let this app write; otherwise no card appears.';
    return warning(name, `${label} is read-only for some`, fix);
  }
  return fine(name, `${label}, and the bot is in it`);
}

const REFUSED: Readonly<Partial<Record<AuthorityRefusal, string>>> = {
  unknown_person: 'is not known to Slack',
  other_team: 'is of another team',
  deactivated: 'is deactivated',
  bot: 'is a bot',
  guest: 'is a guest',
};

/** Whether everybody whom APPROVERS names by user id can decide, by the rule that the bot itself goes by. */
export async function checkApprovers(
  directory: Pick<Directory, 'member'>,
  users: readonly UserId[],
  teamId: TeamId,
): Promise<CheckResult> {
  const name = 'Approvers';
  if (users.length === 0) return fine(name, 'none is named by user id');
  try {
    const found = await Promise.all(users.map(async (id) => ({ id, member: await memberOrNull(directory, id) })));
    const refused = found.flatMap(({ id, member }) => {
      const refusal = refuseStranger(member, teamId);
      return refusal ? [`${label(id, member?.realName)} ${REFUSED[refusal] ?? refusal}`] : [];
    });
    if (refused.length > 0) return problem(name, refused.join(', '), `Fix APPROVERS. ${VARIABLES.APPROVERS.fix}`);
    return fine(name, found.map(({ id, member }) => label(id, member?.realName)).join(', '));
  } catch (error) {
    return slackProblem(name, slackFailure(error), TOKEN_FIX);
  }
}

/** Null for somebody Slack does not show us, and for one of whom its answer cannot be read. */
async function memberOrNull(directory: Pick<Directory, 'member'>, id: UserId): Promise<Member | null> {
  try {
    return await directory.member(id, 'now');
  } catch (error) {
    if (error instanceof PersonUnreadable) return null;
    throw error;
  }
}

const label = (id: string, realName: string | undefined): string => (realName ? `${realName} (${id})` : id);

const UserGroups = z.object({
  usergroups: z.array(
    z.object({
      id: z.string(),
      handle: z.string(),
      date_delete: z.number().optional(),
      users: z.array(z.string()).optional(),
    }),
  ),
});
type UserGroup = z.infer<typeof UserGroups>['usergroups'][number];

/** Whether every group that APPROVERS names can be read, is enabled and has somebody in it. */
export async function checkUserGroups(ask: AskSlack, groupIds: readonly UserGroupId[]): Promise<CheckResult> {
  const name = 'User groups';
  if (groupIds.length === 0) return fine(name, 'APPROVERS names none');
  const answered = await ask('usergroups.list', { include_users: true, include_disabled: true });
  if (!answered.ok && answered.error === 'plan_upgrade_required') {
    return problem(name, 'this Slack plan has no user groups', 'Name the approvers by user ids in APPROVERS.');
  }
  if (!answered.ok) return slackProblem(name, answered, TOKEN_FIX);
  const { usergroups } = UserGroups.parse(answered.answer);
  const groups = groupIds.map((id) => ({ id, group: usergroups.find((candidate) => candidate.id === id) }));
  const wrong = groups.flatMap(({ id, group }) => {
    const fault = faultOf(group);
    return fault === null ? [] : [`${group ? `@${group.handle} (${id})` : id} ${fault}`];
  });
  if (wrong.length > 0) {
    return problem(name, wrong.join(', '), 'Enable or fill the group in Slack, or take it out of APPROVERS.');
  }
  return fine(
    name,
    groups.map(({ group }) => `@${group?.handle}: ${peopleText(group?.users?.length ?? 0)}`).join(', '),
  );
}

const peopleText = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

function faultOf(group: UserGroup | undefined): string | null {
  if (!group) return 'is not known to Slack';
  if (group.date_delete) return 'is disabled';
  return group.users?.length ? null : 'is empty';
}
