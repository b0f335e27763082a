import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { approvalsOf, type Order } from '../../../src/orders/order.ts';
import { groupMention, listed, mention, type Naming } from '../text.ts';

/** More people than this are counted, not named. */
const MAX_NAMED = 8;

/** `<@U1>, <!subteam^S1> or <@U2>`: who may decide, groups first. Nobody decides on their own order. */
export function whoMayDecide(policy: ApprovalPolicy, requester?: string): string {
  const users = policy.users.filter((user) => user !== requester);
  const all = [...policy.userGroups.map(groupMention), ...users.map(mention)];
  if (all.length === 0) return 'nobody else yet';
  if (all.length <= MAX_NAMED) return listed(all, 'or');
  return listed([...all.slice(0, MAX_NAMED), `${all.length - MAX_NAMED} more`], 'or');
}

/** Who approved the terms in force: `Amir Haddad and Bea Lindqvist`; empty when nobody has. */
export function approvedBy(order: Order, named: Naming): string {
  return listed(approvalsOf(order).map(({ by }) => named(by)));
}

/** `One approval is enough.`, `1 of 2 approvals: Amir Haddad.` */
export function quorumText(order: Order, named: Naming): string {
  const { need } = order.asked;
  if (need === 0) return 'No approval is needed: it is free by rule.';
  if (need === 1) return 'One approval is enough.';
  const approvals = approvalsOf(order).length;
  return `${approvals} of ${need} approvals${approvals === 0 ? '' : `: ${approvedBy(order, named)}`}.`;
}
