import { z } from 'zod';
import { Cents } from '../../values/money.ts';
import { EmailProvider } from '../custom_order/custom-order.ts';

/** A package as the vendor sells it: so many domains of one provider, for one price a month. */
export const PackageOffer = z.object({
  priceId: z.string().min(1),
  /** The vendor's own words for it. */
  name: z.string(),
  provider: EmailProvider,
  /** Domains of one package. */
  domains: z.int().positive(),
  mailboxes: z.int().positive(),
  monthCents: Cents,
});
export type PackageOffer = z.infer<typeof PackageOffer>;

/** A package that was chosen, and how many of it. */
export const ChosenPackage = z.object({ offer: PackageOffer, quantity: z.int().min(1).max(20) });
export type ChosenPackage = z.infer<typeof ChosenPackage>;

/** How many domains a chosen package asks for. */
export const domainsOfPackage = ({ offer, quantity }: ChosenPackage): number => offer.domains * quantity;

/** What stands in the form for a package, where else it says where the domains are from. */
export const A_PACKAGE = 'package';
/** Most of one package in an order. Our own limit. */
export const MOST_PACKAGES = 20;
