import type { TeamId, UserGroupId, UserId } from '../orders/ids.ts';
import { type ApprovalPolicy, type AuthorityRefusal, isApprover, refuseStranger } from '../orders/policy.ts';
import type { Directory } from './ports.ts';

export interface AuthorityDeps {
  readonly directory: Directory;
  readonly teamId: TeamId;
  /** The policy in force now. */
  readonly policy: ApprovalPolicy;
}

/** Null when somebody may use the app: a full, active member of the team. Asked of Slack each time. Throws `SlackUnavailable`. */
export async function refuseToServe(deps: AuthorityDeps, userId: UserId): Promise<AuthorityRefusal | null> {
  return refuseStranger(await deps.directory.member(userId), deps.teamId);
}

/** Null when somebody may decide on orders now. Groups are read at this moment. Throws `SlackUnavailable`. */
export async function refuseToDecide(deps: AuthorityDeps, userId: UserId): Promise<AuthorityRefusal | null> {
  const refusal = await refuseToServe(deps, userId);
  if (refusal) return refusal;
  if (deps.policy.users.includes(userId)) return null;
  const groupIds = await allowedGroupsOf(deps, userId);
  return isApprover(deps.policy, userId, groupIds) ? null : 'not_an_approver';
}

/** Everybody who may decide now, each once. Throws `SlackUnavailable`. */
export async function approversOf({ directory, policy }: AuthorityDeps): Promise<UserId[]> {
  const groups = await Promise.all(policy.userGroups.map((group) => directory.groupMembers(group)));
  return [...new Set([...policy.users, ...groups.flat()])];
}

async function allowedGroupsOf({ directory, policy }: AuthorityDeps, userId: UserId): Promise<UserGroupId[]> {
  const memberships = await Promise.all(
    policy.userGroups.map(async (group) => ((await directory.groupMembers(group)).includes(userId) ? [group] : [])),
  );
  return memberships.flat();
}
