import { type Act, WRITE_KINDS } from '../../src/acts/act.ts';
import type { Worth } from '../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import type { FreeByRule } from '../../src/orders/approval/terms.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import type { OrderIn } from '../../src/orders/order.ts';
import { aPolicy, aReference, inState, noon, rita, team } from './builders.ts';
import { aRedirect } from './changes.ts';

/** A policy that frees all that can be freed. */
export const freePolicy = (overrides: Partial<ApprovalPolicy> = {}): ApprovalPolicy =>
  aPolicy({ freeActs: [...WRITE_KINDS], ...overrides });

const FREE_WORTH: Worth = { effect: 'write' };

/** What a policy says of an act that costs nothing and is sent freely. Throws when it does not free it. */
export function freed(policy: ApprovalPolicy = freePolicy(), act: Act = aRedirect()): FreeByRule {
  const requirement = requirementFor({ act, worth: FREE_WORTH, requester: rita, isSentFreely: true }, policy);
  if (requirement.rule !== 'free') throw new Error(`${act.kind} is not free`);
  return requirement;
}

/** Rita's order that is free by rule: another redirect for one domain, unless told otherwise. */
export const aNewFree = (act: Act = aRedirect(), policy: ApprovalPolicy = freePolicy()): NewOrder =>
  newOrder(
    { reference: aReference, account: team, requestedBy: rita, requestedAt: noon },
    { act, worth: FREE_WORTH, requirement: freed(policy, act) },
  );

/** The same, as she sent it at noon. */
export const aFreeOrder = (act?: Act, policy?: ApprovalPolicy): OrderIn<'approved'> =>
  inState(aNewFree(act, policy).order, 'approved');
