import type { Vendor } from '../state/vendor.ts';
import { buildPackages, openOrder } from './orders.ts';

/** What somebody orders in the vendor's web app: an order on these names, or so many with one name each. */
export interface ByHand {
  readonly names?: readonly string[] | undefined;
  readonly count?: number | undefined;
  readonly tag?: string | undefined;
}

const CENTS_A_DOMAIN = 700;

/** Makes orders as the vendor's own web app does: nobody asked its API, and the card is charged all the same. */
export function placeByHand(vendor: Vendor, { names, count = 1, tag = 'test' }: ByHand): void {
  const workspaceId = vendor.data.workspaces[0]?.id ?? '';
  for (let number = 1; number <= count; number += 1) {
    const made = vendor.data.orders.length;
    const domains = names ?? [`byhand${made}.com`];
    const requests = domains.map((domain) => ({ domain, first_name: 'Robin', last_name: 'Castle' }));
    openOrder(vendor, {
      ...{ workspaceId, tag, source: 'other' },
      packages: buildPackages(vendor, [{ provider: 'google', mailboxesPerDomain: 2, domains: requests }], 'other'),
      ...{ monthlyCents: domains.length * CENTS_A_DOMAIN, oneOffCents: 0, chargeSucceeds: true },
    });
  }
}
