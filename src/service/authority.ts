import { type ApprovalPolicy, type AuthorityRefusal, isApprover, refuseStranger } from '../orders/policy.ts';
import type { TeamId, UserGroupId, UserId } from '../values/ids.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import type { Directory } from './ports/directory.ts';

export interface AuthorityDeps {
  readonly directory: Directory;
  readonly teamId: TeamId;
  /** The policy of this process. */
  readonly policy: ApprovalPolicy;
}

/** Null when somebody may use the app: a full, active member of the team. Asked of Slack each time. Throws `SlackUnavailable`. */
export async function refuseToServe(deps: AuthorityDeps, userId: UserId): Promise<AuthorityRefusal | null> {
  return refuseStranger(await deps.directory.member(userId), deps.teamId);
}

/**
 * Null when somebody can decide on orders now. A process with older rules than those in force lets nobody decide: who was
 * taken off the list since must not by what it still believes. Throws `SlackUnavailable`.
 */
export async function refuseToDecide(
  deps: AuthorityDeps & { readonly policyInForce: Pick<PolicyInForce, 'isNewest'> },
  userId: UserId,
): Promise<AuthorityRefusal | null> {
  const refusal = await refuseByPolicy(deps, userId);
  if (refusal) return refusal;
  return (await deps.policyInForce.isNewest()) ? null : 'policy_outdated';
}

/** Null when the policy of this process lets somebody decide. Groups are read at this moment. Throws `SlackUnavailable`. */
export async function refuseByPolicy(deps: AuthorityDeps, userId: UserId): Promise<AuthorityRefusal | null> {
  const refusal = await refuseToServe(deps, userId);
  if (refusal) return refusal;
  if (deps.policy.users.includes(userId)) return null;
  const groupIds = await allowedGroupsOf(deps, userId);
  return isApprover(deps.policy, userId, groupIds) ? null : 'not_an_approver';
}

/**
 * Everybody who can decide now, each once, as far as Slack says who that is; `failures` are the groups that it could not
 * name just now. Never throws.
 */
export async function approversOf({ directory, policy }: AuthorityDeps): Promise<{
  readonly people: readonly UserId[];
  readonly failures: readonly unknown[];
}> {
  const groups = await Promise.allSettled(policy.userGroups.map((group) => directory.groupMembers(group)));
  const members = groups.flatMap((group) => (group.status === 'fulfilled' ? group.value : []));
  const failures = groups.flatMap((group) => (group.status === 'rejected' ? [group.reason] : []));
  return { people: [...new Set([...policy.users, ...members])], failures };
}

async function allowedGroupsOf({ directory, policy }: AuthorityDeps, userId: UserId): Promise<UserGroupId[]> {
  const memberships = await Promise.all(
    policy.userGroups.map(async (group) => ((await directory.groupMembers(group)).includes(userId) ? [group] : [])),
  );
  return memberships.flat();
}
