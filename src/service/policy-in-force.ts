import { isFreeByRule } from '../orders/approval/free-by-rule.ts';
import type { Limits } from '../orders/approval/limits.ts';
import type { ApprovalPolicy } from '../orders/approval/policy.ts';
import { type Requirement, RULES_KEY, requirementFor, rulesHash } from '../orders/approval/requirement.ts';
import { newestTerms, type Order } from '../orders/order.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';
import type { OrderPage } from './ports/stores/order-store.ts';
import { type RecordingDeps, recordEvent } from './record-event.ts';

/** When the newest rules came into force; for people who look into the store. */
const SINCE_KEY = 'rules_in_force_since';

/**
 * Whether this process knows the newest policy and limits. One that does not places nothing, decides nothing and draws no
 * card, and says so.
 */
export interface PolicyInForce {
  /** Names the policy and the limits of this process. */
  readonly hash: string;
  isNewest(): Promise<boolean>;
}

/** Asks the store each time: another process may have been started with other rules since. */
export const policyInForceIn = (settings: KeyValueStore, policy: ApprovalPolicy, limits: Limits): PolicyInForce => {
  const hash = rulesHash(policy, limits);
  return {
    hash,
    isNewest: async () => {
      const newest = await settings.get(RULES_KEY);
      return newest === null || newest === hash;
    },
  };
};

export interface PolicyStartDeps extends RecordingDeps {
  readonly settings: KeyValueStore;
  readonly policy: ApprovalPolicy;
  readonly limits: Limits;
  readonly nudge: () => void;
}

const ORDERS_PER_PAGE = 100;

/**
 * Makes the rules of this process those in force; call it when the process starts. The cards of all orders that wait for
 * others than before say so at once. Nothing is approved by it: only a click completes a quorum. Done again it does what a
 * start before it left undone.
 */
export async function putPolicyInForce(deps: PolicyStartDeps): Promise<void> {
  const hash = rulesHash(deps.policy, deps.limits);
  if ((await deps.settings.get(RULES_KEY)) !== hash) {
    await deps.settings.set(RULES_KEY, hash, null);
    await deps.settings.set(SINCE_KEY, deps.clock.now().toISOString(), null);
  }
  const states = ['awaiting_approval', 'approved'] as const;
  let cursor: string | null = null;
  do {
    const page: OrderPage = await deps.orders.list({ states, limit: ORDERS_PER_PAGE }, cursor);
    for (const order of page.orders) {
      // Most starts change no policy: the order as listed tells, and costs no second read.
      if (askedOf(order, deps.policy).policyHash === order.asked.policyHash) continue;
      await recordEvent(deps, order.facts.reference, askedAnew(deps.policy));
    }
    cursor = page.cursor;
  } while (cursor !== null);
  deps.nudge();
}

function askedOf(order: Order, policy: ApprovalPolicy): Requirement {
  const { act, worth } = newestTerms(order);
  const requester = order.facts.requestedBy;
  return requirementFor({ act, worth, requester, isSentFreely: isFreeByRule(order) }, policy);
}

const askedAnew = (policy: ApprovalPolicy) => async (order: Order) =>
  ({ type: 'asked_anew', asked: askedOf(order, policy) }) as const;
