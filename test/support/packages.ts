import type { FixedPackage } from '../../src/acts/fixed_package/fixed-package.ts';
import { packageWorth } from '../../src/acts/fixed_package/fixed-package.ts';
import type { ListedPackage } from '../../src/acts/fixed_package/offers.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import { type NewOrder, newOrder } from '../../src/orders/new-order.ts';
import type { OrderFacts, OrderIn } from '../../src/orders/order.ts';
import type { UserId } from '../../src/values/ids.ts';
import { amir, aPolicy, aPurchase, aReference, noon, rita, team } from './builders.ts';
import { approvedAtNoon } from './warrants.ts';

/** A package of two Google domains, as the vendor lists it. */
export const aListedPackage = (parts: Partial<ListedPackage> = {}): ListedPackage => ({
  priceId: 'price_Google2',
  name: 'Google 2',
  provider: 'google',
  domains: 2,
  mailboxes: 4,
  price: 14,
  ...parts,
});

/** The same, bought once, as Rita asks for it. */
export const aPackage = (parts: Partial<FixedPackage> = {}): FixedPackage => {
  const { price, ...listed } = aListedPackage();
  return {
    ...aPurchase(),
    kind: 'fixed_package',
    package: { offer: { ...listed, monthCents: price * 100 }, quantity: 1 },
    ...parts,
  };
};

/** Rita's new order of it. */
export function aNewPackage(
  act: FixedPackage = aPackage(),
  policy = aPolicy(),
  parts: Partial<Pick<OrderFacts, 'reference' | 'requestedBy' | 'requestedAt'>> = {},
): NewOrder {
  const worth = packageWorth(act.package);
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon, ...parts };
  const requirement = requirementFor({ act, worth, requester: facts.requestedBy }, policy);
  return newOrder(facts, { act, worth, requirement });
}

/** The same, as it was approved at noon, by Amir unless told otherwise. */
export const anApprovedPackage = (
  act?: FixedPackage,
  { policy, by = [amir] }: { readonly policy?: ApprovalPolicy; readonly by?: readonly UserId[] } = {},
): OrderIn<'approved'> => approvedAtNoon(aNewPackage(act, policy).order, by);
