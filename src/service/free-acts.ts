import { type Act, namesOf } from '../acts/act.ts';
import { ownsName } from '../acts/claim.ts';
import type { Worth } from '../acts/worth.ts';
import { isFreedBy } from '../orders/approval/free-by-rule.ts';
import { runsAtVendor } from '../orders/standing/at-vendor.ts';
import type { UserId } from '../values/ids.ts';
import { type AskingDeps, canStillDecide, refuseToAsk } from './authority.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import type { OrderStore } from './ports/stores/order-store.ts';

export interface SenderDeps extends AskingDeps {
  readonly orders: OrderStore;
}

export interface FreeActsDeps extends SenderDeps {
  readonly policyInForce: Pick<PolicyInForce, 'isNewest'>;
}

/**
 * Whether somebody may send an act without approval now: this process knows the newest policy, that frees it, and they are one
 * who can decide, or who ordered each domain that it is about and may ask. Throws `SlackUnavailable`.
 */
export const maySendFreely = async (
  deps: FreeActsDeps,
  by: UserId,
  terms: { readonly act: Act; readonly worth: Worth },
): Promise<boolean> =>
  isFreedBy(deps.policy, terms) && (await deps.policyInForce.isNewest()) && (await isSender(deps, by, terms.act));

/**
 * Whether somebody is one who may send an act that is free by rule, whatever the rule says now. Throws `SlackUnavailable`, also
 * when Slack's answer about them cannot be read.
 */
export async function isSender(deps: SenderDeps, by: UserId, act: Act): Promise<boolean> {
  const isOwn = (await hasOrderedAll(deps, by, act)) && (await refuseToAsk(deps, by)) === null;
  return isOwn || canStillDecide(deps, by);
}

/** Whether somebody asked for the orders of ours, which run, that have the names of an act: for all; nobody, where there are none. */
export async function hasOrderedAll({ orders }: Pick<SenderDeps, 'orders'>, by: UserId, act: Act): Promise<boolean> {
  const names = namesOf<Act['kind']>(act);
  if (names.length === 0) return false;
  const owners = await orders.claimed(names.map(ownsName));
  if (!names.every((name) => owners.has(ownsName(name).key))) return false;
  const stored = await Promise.all([...new Set(owners.values())].map((reference) => orders.get(reference)));
  return stored.every((each) => each !== null && each.order.facts.requestedBy === by && runsAtVendor(each.order));
}
