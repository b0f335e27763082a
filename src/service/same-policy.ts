import type { ApprovalPolicy } from '../orders/policy.ts';
import { canonicalJson } from '../values/canonical-json.ts';

/** Whether two policies name the same people and number; the order of names does not matter. */
export function samePolicy(left: ApprovalPolicy, right: ApprovalPolicy): boolean {
  return canonicalJson(sorted(left)) === canonicalJson(sorted(right));
}

const sorted = ({ users, userGroups, quorum }: ApprovalPolicy) => ({
  users: users.toSorted(),
  userGroups: userGroups.toSorted(),
  quorum,
});
