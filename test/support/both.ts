import { type BuyAndOrder, mailboxesOfBoth, worthOfBoth } from '../../src/acts/buy_and_order/buy-and-order.ts';
import { worthOfQuote } from '../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import type { OrderFacts, OrderIn } from '../../src/orders/order.ts';
import type { UserId } from '../../src/values/ids.ts';
import { aDomain, amir, aPolicy, aPurchase, aQuote, aReference, noon, rita, team } from './builders.ts';
import { approvedAtNoon } from './warrants.ts';

/** Mailboxes on two Google domains of which the first is bought before, as Rita asks for them. */
export const aBuyAndOrder = (parts: Partial<BuyAndOrder> = {}): BuyAndOrder => ({
  ...aPurchase({ lines: [{ provider: 'google', domains: [aDomain('newacme.com'), aDomain('hadacme.com')] }] }),
  kind: 'buy_and_order',
  names: [{ name: 'newacme.com', priceCents: 1_550, renewalCents: 1_700 }],
  ...parts,
});

/** What that is worth, at the usual prices of mailboxes. */
export const bothWorth = (act: BuyAndOrder = aBuyAndOrder()) =>
  worthOfBoth(act, worthOfQuote(aQuote(mailboxesOfBoth(act))));

/** Rita's new order of it. */
export function aNewBoth(
  act: BuyAndOrder = aBuyAndOrder(),
  policy = aPolicy(),
  parts: Partial<Pick<OrderFacts, 'reference' | 'requestedBy' | 'requestedAt'>> = {},
): NewOrder {
  const worth = bothWorth(act);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon, ...parts };
  const requirement = requirementFor({ act, worth, requester: facts.requestedBy }, policy);
  return newOrder(facts, { act, worth, requirement });
}

/** The same, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedBoth = (
  act?: BuyAndOrder,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewBoth(act, policy).order, by);
