import { requestOf, workspaceOf } from '../../src/acts/act.ts';
import type { LoginFields } from '../../src/acts/act-request.ts';
import { type BuyDomains, buyWorth } from '../../src/acts/buy_domains/buy-domains.ts';
import type { BuyPrewarmed } from '../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { type CancelOrder, cancelWorth } from '../../src/acts/cancel_order/cancel-order.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { decide } from '../../src/orders/decide/decide.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import { approvalsOf, newestTerms, type Order, type OrderIn } from '../../src/orders/order.ts';
import type { Facts } from '../../src/orders/warrant/facts.ts';
import { issueWarrant, type Warrant } from '../../src/orders/warrant/warrant.ts';
import type { UserId } from '../../src/values/ids.ts';
import {
  amir,
  anOrder,
  aPolicy,
  aPurchase,
  aReference,
  inState,
  noon,
  type OrderOptions,
  rita,
  team,
} from './builders.ts';

import { aNewPrewarmed } from './prewarmed.ts';

/** What opening a sealed login of the tests gives. */
export const openedLogin = (loginId: string): LoginFields => ({
  username: `user of ${loginId}`,
  password: `password of ${loginId}`,
});

/** An order of Rita's that was approved at noon, by Amir unless told otherwise. */
export const anApprovedOrder = (options: OrderOptions = {}, by: readonly UserId[] = [amir]): OrderIn<'approved'> =>
  approvedAtNoon(anOrder(options), by);

/** The end of a vendor order, as Rita asks for it. */
export const aCancel = (parts: Partial<CancelOrder> = {}): CancelOrder => ({
  kind: 'cancel_order',
  workspace: aPurchase().workspace,
  vendorOrderId: 'recEnding',
  label: 'Acme',
  names: ['getgoogle1.com', 'getgoogle2.com'],
  mailboxes: 4,
  monthCents: 1_400,
  createdAt: noon,
  reason: 'No longer needed',
  ...parts,
});

/** Names that Rita asks to buy. */
export const aBuy = (parts: Partial<BuyDomains> = {}): BuyDomains => ({
  kind: 'buy_domains',
  workspace: aPurchase().workspace,
  label: 'Acme',
  names: [
    { name: 'acmegrowth.com', priceCents: 1_550, renewalCents: 1_700 },
    { name: 'acmereach.com', priceCents: 1_550, renewalCents: 1_700 },
  ],
  ...parts,
});

/** Rita's new order to buy names. */
export function aNewBuy(act: BuyDomains = aBuy(), policy = aPolicy()): NewOrder {
  const worth = buyWorth(act);
  const requirement = requirementFor({ act, worth, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return newOrder(facts, { act, worth, requirement });
}

/** The same, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedBuy = (
  act?: BuyDomains,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewBuy(act, policy).order, by);

/** Rita's new order to end a vendor order. */
export function aNewCancel(act: CancelOrder = aCancel(), policy = aPolicy()): NewOrder {
  const worth = cancelWorth(act);
  const requirement = requirementFor({ act, worth, requester: rita }, policy);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  return newOrder(facts, { act, worth, requirement });
}

/** The same, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedCancel = (
  act?: CancelOrder,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewCancel(act, policy).order, by);

/** Pre-warmed inboxes, as they were approved at noon, by Amir unless told otherwise. */
export const anApprovedPrewarmed = (
  act?: BuyPrewarmed,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewPrewarmed(act, policy).order, by);

/** An order that waits, as it was approved at noon. */
export function approvedAtNoon(waiting: Order, by: readonly UserId[]): OrderIn<'approved'> {
  const { fingerprint } = newestTerms(waiting);
  const approved = by.reduce<Order>((order, each) => {
    const decision = decide(order, { type: 'approved', by: each, fingerprint }, noon);
    if (!decision.ok) throw new Error(`Approving: ${decision.refusal}`);
    return decision.order;
  }, waiting);
  return inState(approved, 'approved');
}

/** Facts of `now` in which nothing stands in the way of an approved order, unless told otherwise. */
export function goodFacts(order: OrderIn<'approved'> = anApprovedOrder(), overrides: Partial<Facts> = {}): Facts {
  const { act, worth, tag } = newestTerms(order);
  const { now = noon } = overrides;
  return {
    now,
    requirement: order.asked,
    hasNewestPolicy: true,
    isPaused: false,
    storeProblem: null,
    witness: 'not_needed',
    isBegunHere: false,
    acceptsMissingTags: false,
    limits: { perOrderCents: 10_000_000, perDayCents: 10_000_000 },
    workspace: workspaceOf(act),
    appraised: { worth },
    request: requestOf(act, tag, openedLogin),
    trace: { type: 'absent', unread: { count: 0, odd: null, silent: null } },
    lookedAt: now,
    turnAt: now,
    monotonicMs: now.getTime(),
    entitled: approvalsOf(order).map(({ by }) => by),
    rightsReadAt: now,
    ...overrides,
  };
}

/** A warrant for an approved order, on facts in which all is well, unless told otherwise: then this throws. */
export function aWarrant(order: OrderIn<'approved'> = anApprovedOrder(), overrides: Partial<Facts> = {}): Warrant {
  const issued = issueWarrant(order, goodFacts(order, overrides));
  if (!issued.ok) throw new Error(`No warrant: ${issued.line}`);
  return issued.warrant;
}
