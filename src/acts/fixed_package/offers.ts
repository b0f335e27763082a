import type { EmailProvider } from '../custom_order/custom-order.ts';
import { detectPriceUnit } from '../custom_order/quote.ts';
import { PackageOffer } from './chosen-package.ts';

/** A package of one provider as the vendor lists it; nobody knows yet in which unit its price is. */
export interface ListedPackage {
  readonly priceId: string;
  readonly name: string;
  readonly provider: EmailProvider;
  readonly domains: number;
  readonly mailboxes: number;
  readonly price: number;
}

/** What a listed package costs; null when its price is far from what mailboxes cost: a wrong price is worse than none. */
export function offerOf({ price, ...listed }: ListedPackage): PackageOffer | null {
  const { provider, domains, mailboxes } = listed;
  const calculation = { provider, requiredDomains: domains, requiredMailboxes: mailboxes, totalPrice: price };
  const unit = detectPriceUnit(calculation);
  if (unit === null) return null;
  const read = PackageOffer.safeParse({ ...listed, monthCents: Math.round(unit === 'cents' ? price : price * 100) });
  return read.success ? read.data : null;
}

/** Whether two offers are of the same package, at whatever price. */
export const isSameOffer = (one: PackageOffer, other: PackageOffer): boolean =>
  one.priceId === other.priceId &&
  one.provider === other.provider &&
  one.domains === other.domains &&
  one.mailboxes === other.mailboxes;
