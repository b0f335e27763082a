import type { PackageOffer } from '../../../acts/fixed_package/chosen-package.ts';
import { type FixedPackage, packageWorth } from '../../../acts/fixed_package/fixed-package.ts';
import { isSameOffer, offerOf } from '../../../acts/fixed_package/offers.ts';
import type { Urgency, Vendor } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';

/** What a package costs now; refused when the vendor does not sell it any more, or sells another one under its name. */
export async function appraiseFixedPackage(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: FixedPackage,
  urgency: Urgency,
): Promise<Appraised> {
  const { offer, quantity } = act.package;
  const now = (await offersOf(vendor, act.workspace.id, urgency)).find((each) => isSameOffer(each, offer));
  return now ? { ok: true, worth: packageWorth({ offer: now, quantity }) } : { ok: false, refusal: 'price_missing' };
}

/** Packages that can be ordered here, cheapest first. Throws what vendor reads throw. */
export async function offersOf(vendor: Vendor, workspaceId: string, urgency: Urgency): Promise<PackageOffer[]> {
  const offers = (await vendor.packages(workspaceId, urgency)).flatMap((listed) => offerOf(listed) ?? []);
  return offers.toSorted((left, right) => left.monthCents - right.monthCents);
}
