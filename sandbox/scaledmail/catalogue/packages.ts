import type { VendorSettings } from '../http/protocol.ts';
import { PROVIDERS, type Provider } from '../state/data.ts';
import { dollars, monthlyCents, TERMS } from './pricing.ts';

/** A fixed package: so many domains of each provider. Its price is what a custom order of the same would cost. */
export interface PackageOffer {
  readonly id: string;
  readonly tier: string;
  readonly name: string;
  readonly domains: Readonly<Record<Provider, number>>;
}

/** Every package. Ours; the second and fourth follow the contract's examples. */
const PACKAGES: readonly PackageOffer[] = [
  { id: 'price_Google5', tier: 'low-sending', name: 'Google 5', domains: { google: 5, outlook: 0, smtp: 0 } },
  { id: 'price_Google20', tier: 'low-sending', name: 'Google 20', domains: { google: 20, outlook: 0, smtp: 0 } },
  { id: 'price_Outlook3', tier: 'medium-sending', name: 'MS 3', domains: { google: 0, outlook: 3, smtp: 0 } },
  {
    id: 'price_Mixed12',
    tier: 'medium-sending',
    name: 'Google 10 + MS 2',
    domains: { google: 10, outlook: 2, smtp: 0 },
  },
  { id: 'price_Smtp10', tier: 'high-sending', name: 'SMTP 10', domains: { google: 0, outlook: 0, smtp: 10 } },
];

/** What `/packages` offers now: some may not be sold any more. */
export const packagesOnSale = ({ withdrawnPackages }: VendorSettings): readonly PackageOffer[] =>
  PACKAGES.filter(({ id }) => !withdrawnPackages.includes(id));

/** Monthly price of one unit of a package, in cents. */
export function packageCents(offer: PackageOffer, settings: VendorSettings): number {
  return PROVIDERS.reduce((sum, provider) => {
    const count = offer.domains[provider];
    return sum + monthlyCents(provider, count, TERMS[provider].mailboxesPerDomain, settings);
  }, 0);
}

/** Domains that one unit of a package asks for. */
export function packageSize(offer: PackageOffer): number {
  return PROVIDERS.reduce((sum, provider) => sum + offer.domains[provider], 0);
}

/**
 * Row of `/packages`; outlook goes by the name `microsoft` there (documented).
 * Source: docs/vendor/openapi.yaml, "Package".
 */
export function packageRow(offer: PackageOffer, settings: VendorSettings) {
  const { google, outlook, smtp } = offer.domains;
  const mailboxes = (provider: Provider) => offer.domains[provider] * TERMS[provider].mailboxesPerDomain;
  return {
    id: offer.id,
    tier: offer.tier,
    name: offer.name,
    mode: 'subscription',
    price: dollars(packageCents(offer, settings)),
    domains: packageSize(offer),
    ...(google > 0 ? { google: { mailbox: mailboxes('google') } } : {}),
    ...(outlook > 0 ? { microsoft: { mailbox: mailboxes('outlook'), domains: outlook } } : {}),
    ...(smtp > 0 ? { smtp: { mailbox: mailboxes('smtp'), domains: smtp } } : {}),
    frequency: '/monthly',
  };
}
