import { type ApprovalPolicy, type AuthorityRefusal, type People, refuseStranger } from '../orders/approval/policy.ts';
import type { TeamId, UserGroupId, UserId } from '../values/ids.ts';
import { PersonUnreadable, SlackUnavailable } from './errors.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import type { Directory, Freshness } from './ports/slack/directory.ts';

export interface AuthorityDeps {
  readonly directory: Directory;
  readonly teamId: TeamId;
  /** The policy of this process. */
  readonly policy: ApprovalPolicy;
}

/**
 * Null when somebody may use the app: a full, active member of the team. Of whom Slack's answer cannot be read is an unknown
 * person: they ask now, and are told. Throws `SlackUnavailable`.
 */
export async function refuseToServe(
  deps: AuthorityDeps,
  userId: UserId,
  freshness: Freshness = 'now',
): Promise<AuthorityRefusal | null> {
  try {
    return await refuseAsStranger(deps, userId, freshness);
  } catch (error) {
    if (error instanceof PersonUnreadable) return 'unknown_person';
    throw error;
  }
}

async function refuseAsStranger(
  { directory, teamId }: AuthorityDeps,
  userId: UserId,
  freshness: Freshness,
): Promise<AuthorityRefusal | null> {
  return refuseStranger(await directory.member(userId, freshness), teamId);
}

/**
 * Null when somebody can decide on orders. A process with older rules than those in force lets nobody decide: who was
 * taken off the list since must not by what it still believes. Throws `SlackUnavailable`.
 */
export async function refuseToDecide(
  deps: AuthorityDeps & { readonly policyInForce: Pick<PolicyInForce, 'isNewest'> },
  userId: UserId,
  freshness: Freshness = 'now',
): Promise<AuthorityRefusal | null> {
  const refusal = await refuseByPolicy(deps, userId, freshness);
  if (refusal) return refusal;
  return (await deps.policyInForce.isNewest()) ? null : 'policy_outdated';
}

/** Null when the policy of this process lets somebody decide. Throws `SlackUnavailable`. */
export async function refuseByPolicy(
  deps: AuthorityDeps,
  userId: UserId,
  freshness: Freshness = 'now',
): Promise<AuthorityRefusal | null> {
  return (await refuseToServe(deps, userId, freshness)) ?? refuseByList(deps, userId, freshness);
}

/**
 * Whether somebody who has approved can decide still. What they did counts until Slack says that they may not: an answer about
 * them that cannot be read says nothing. Throws `SlackUnavailable`, of such an answer too.
 */
export async function canStillDecide(deps: AuthorityDeps, userId: UserId): Promise<boolean> {
  const refusal = (await refuseAsStranger(deps, userId, 'now')) ?? (await refuseByList(deps, userId, 'now'));
  return refusal === null;
}

/** Who may ask for orders; null for every full member of the team. */
export interface AskingDeps extends AuthorityDeps {
  readonly requesters: People | null;
}

/** Null when somebody may ask for orders: a member of the team, one of REQUESTERS where it is set. Throws `SlackUnavailable`. */
export async function refuseToAsk(
  deps: AskingDeps,
  userId: UserId,
  freshness: Freshness = 'now',
): Promise<AuthorityRefusal | null> {
  const refusal = await refuseToServe(deps, userId, freshness);
  if (refusal || !deps.requesters) return refusal;
  return (await isAmong(deps, deps.requesters, userId, freshness)) ? null : 'not_a_requester';
}

/** Null when APPROVERS names a member of the team, or a group that has them. Throws `SlackUnavailable`. */
async function refuseByList(
  deps: AuthorityDeps,
  userId: UserId,
  freshness: Freshness,
): Promise<AuthorityRefusal | null> {
  return (await isAmong(deps, deps.policy, userId, freshness)) ? null : 'not_an_approver';
}

const isAmong = async (deps: AuthorityDeps, people: People, userId: UserId, freshness: Freshness): Promise<boolean> =>
  people.users.includes(userId) || (await isInOneOf(deps, people.userGroups, userId, freshness));

/** What somebody may read: all orders, or their own. `unread` is why Slack did not say whether they can decide. */
export type Viewer =
  | { readonly ok: true; readonly scope: 'all' | 'own'; readonly unread: SlackUnavailable | null }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/**
 * What somebody may read, by what is at most a minute old. Whose rights Slack does not tell reads their own orders: it is
 * they who ask, that is proven. Never throws for Slack.
 */
export async function viewerOf(deps: AuthorityDeps, userId: UserId): Promise<Viewer> {
  try {
    const refusal = await refuseByPolicy(deps, userId, 'within_a_minute');
    if (refusal && refusal !== 'not_an_approver') return { ok: false, refusal };
    return { ok: true, scope: refusal ? 'own' : 'all', unread: null };
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    return { ok: true, scope: 'own', unread: error };
  }
}

/**
 * Everybody who can decide, each once, as far as Slack says who that is; `failures` are the groups that it could not
 * name just now. Never throws.
 */
export async function approversOf({ directory, policy }: AuthorityDeps): Promise<{
  readonly people: readonly UserId[];
  readonly failures: readonly unknown[];
}> {
  const groups = await Promise.allSettled(
    policy.userGroups.map((group) => directory.groupMembers(group, 'within_a_minute')),
  );
  const members = groups.flatMap((group) => (group.status === 'fulfilled' ? group.value : []));
  const failures = groups.flatMap((group) => (group.status === 'rejected' ? [group.reason] : []));
  return { people: [...new Set([...policy.users, ...members])], failures };
}

/** Asks one group after the other, until one has the person. Throws `SlackUnavailable` when none has, and one could not be read. */
async function isInOneOf(
  deps: AuthorityDeps,
  userGroups: readonly UserGroupId[],
  userId: UserId,
  freshness: Freshness,
): Promise<boolean> {
  const failures: unknown[] = [];
  for (const group of await likeliestFirst(deps, userGroups, userId)) {
    try {
      if ((await deps.directory.groupMembers(group, freshness)).includes(userId)) return true;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return false;
}

/** Of several groups, first those that had the person within the last minute: then asking one of them is enough. */
async function likeliestFirst(
  { directory }: AuthorityDeps,
  userGroups: readonly UserGroupId[],
  userId: UserId,
): Promise<readonly UserGroupId[]> {
  if (userGroups.length < 2) return userGroups;
  const had = await Promise.all(
    userGroups.map(async (group) => {
      const members = await directory.groupMembers(group, 'within_a_minute').catch((): readonly UserId[] => []);
      return { group, isIn: members.includes(userId) };
    }),
  );
  return had.toSorted((left, right) => Number(right.isIn) - Number(left.isIn)).map(({ group }) => group);
}
