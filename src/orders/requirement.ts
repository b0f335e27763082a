import { createHash } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import type { Worth } from '../acts/worth.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import type { UserId } from '../values/ids.ts';
import type { Limits } from './limits.ts';
import type { ApprovalPolicy } from './policy.ts';
import type { Asked } from './terms.ts';

/** Everything that a rule may look at. */
export interface Asking {
  readonly act: Act;
  readonly worth: Worth;
  readonly requester: UserId;
}

/** What an act needs before it is carried out: so many approvals, of so many distinct people, by which rule. */
export type Requirement = Asked;

/**
 * The one place where a policy is read: what it requires of an act. Today's policy is one rule for all: those who are named
 * by `APPROVERS`, never the requester.
 */
export function requirementFor(_asking: Asking, policy: ApprovalPolicy): Requirement {
  return { rule: 'approvers', policyHash: policyHash(policy), need: policy.quorum };
}

/** Under this key, without an end, stands the hash of the newest rules: those of the process that was started last. */
export const RULES_KEY = 'rules_in_force';

/** Names everything that an operator sets and that says what may be carried out: who can decide, and the limits. */
export const rulesHash = (policy: ApprovalPolicy, { perOrderCents, perDayCents }: Limits): string =>
  createHash('sha256')
    .update(canonicalJson({ policy: policyHash(policy), perOrderCents, perDayCents }))
    .digest('hex');

/** Names a policy: the same people, groups and number give the same name, in whatever order they are written. */
export function policyHash({ users, userGroups, quorum }: ApprovalPolicy): string {
  const content = { users: users.toSorted(), userGroups: userGroups.toSorted(), quorum };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
