import { createHash } from 'node:crypto';
import type { Act } from '../../acts/act.ts';
import type { Worth } from '../../acts/worth.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import type { UserId } from '../../values/ids.ts';
import { isFreedBy } from './free-by-rule.ts';
import type { Limits } from './limits.ts';
import type { ApprovalPolicy } from './policy.ts';
import type { Asked } from './terms.ts';

/** Everything that a rule may look at. */
export interface Asking {
  readonly act: Act;
  readonly worth: Worth;
  readonly requester: UserId;
  /** Whether somebody who may do so sends it, or has sent it, without approval; absent: it asks for approvals. */
  readonly isSentFreely?: boolean;
}

/** What an act needs before it is carried out: so many approvals, of so many distinct people, by which rule. */
export type Requirement = Asked;

/**
 * The one place where a policy is read: what it requires of an act. Those who are named by `APPROVERS` approve it, never the
 * requester; what `APPROVAL_FREE_ACTS` frees needs nobody, when it is sent so by a person's click. What asks for approvals goes
 * on asking, whatever is freed later.
 */
export function requirementFor({ act, worth, isSentFreely = false }: Asking, policy: ApprovalPolicy): Requirement {
  const hash = policyHash(policy);
  return isSentFreely && isFreedBy(policy, { act, worth })
    ? { rule: 'free', policyHash: hash, need: 0, otherwise: policy.quorum }
    : { rule: 'approvers', policyHash: hash, need: policy.quorum };
}

/** Under this key, without an end, stands the hash of the newest rules: those of the process that was started last. */
export const RULES_KEY = 'rules_in_force';

/** Names everything that an operator sets and that says what may be carried out: who can decide, what is free, the limits. */
export const rulesHash = (policy: ApprovalPolicy, { perOrderCents, perDayCents }: Limits): string =>
  createHash('sha256')
    .update(canonicalJson({ policy: policyHash(policy), perOrderCents, perDayCents }))
    .digest('hex');

/**
 * Names a policy: the same people, groups, number and free kinds give the same name, in whatever order they are written. One that
 * frees nothing has the name that it had before anything could be freed.
 */
export function policyHash({ users, userGroups, quorum, freeActs = [] }: ApprovalPolicy): string {
  const free = freeActs.length === 0 ? {} : { freeActs: freeActs.toSorted() };
  const content = { users: users.toSorted(), userGroups: userGroups.toSorted(), quorum, ...free };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
