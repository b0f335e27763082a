import type { VendorSettings } from '../http/protocol.ts';
import type { Provider } from '../state/data.ts';

/** How hard the calculator assumes each mailbox to send. */
export type Tier = 'low' | 'medium' | 'max';

interface ProviderTerms {
  /**
   * Mailboxes that a domain gets, and the exact number of aliases.
   * Source: docs/vendor/notes.md, "Rules of a custom order".
   */
  readonly mailboxesPerDomain: number;
  /** Most domains of this provider in one order. Source: docs/vendor/notes.md, "Rules of a custom order". */
  readonly maxDomains: number;
  /**
   * Emails that the calculator counts for a domain and day.
   * Source: docs/vendor/notes.md, "calculate-package" (smtp below max: about).
   */
  readonly capacityPerDomainAndDay: Readonly<Record<Tier, number>>;
  readonly pricedPer: 'mailbox' | 'domain';
  /** Monthly price of one `pricedPer`, before any change by the settings. */
  readonly unitCents: number;
  /** Word for the provider in orders and packages; only `Google` is documented. */
  readonly word: string;
}

/** What the vendor sells. Source: docs/vendor/notes.md, "Rules of a custom order" and "calculate-package". */
export const TERMS: Readonly<Record<Provider, ProviderTerms>> = {
  google: {
    mailboxesPerDomain: 2,
    maxDomains: 100,
    capacityPerDomainAndDay: { low: 30, medium: 40, max: 50 },
    pricedPer: 'mailbox',
    unitCents: 350,
    word: 'Google',
  },
  outlook: {
    mailboxesPerDomain: 25,
    maxDomains: 30,
    capacityPerDomainAndDay: { low: 125, medium: 200, max: 250 },
    pricedPer: 'domain',
    unitCents: 5000,
    word: 'MS',
  },
  smtp: {
    mailboxesPerDomain: 4,
    maxDomains: 70,
    capacityPerDomainAndDay: { low: 28, medium: 32, max: 40 },
    pricedPer: 'domain',
    unitCents: 375,
    word: 'SMTP',
  },
};

/** Most domains in one order over all providers. Source: docs/vendor/notes.md, "Rules of a custom order". */
export const MAX_ORDER_DOMAINS = 200;

/** A list price moved by `settings.priceChangePercent`, in whole cents. */
export function currentCents(listCents: number, settings: VendorSettings): number {
  return Math.round((listCents * (100 + settings.priceChangePercent)) / 100);
}

/** Price of one mailbox or domain of `provider` a month, in cents. */
export function unitCents(provider: Provider, settings: VendorSettings): number {
  return currentCents(TERMS[provider].unitCents, settings);
}

/** Monthly price in cents of `domains` domains with `mailboxesPerDomain` mailboxes each. */
export function monthlyCents(
  provider: Provider,
  domains: number,
  mailboxesPerDomain: number,
  settings: VendorSettings,
): number {
  const units = TERMS[provider].pricedPer === 'mailbox' ? domains * mailboxesPerDomain : domains;
  return units * unitCents(provider, settings);
}

/** What a new subscription really costs: its true price, off by `settings.amountOffPercent`. */
export function billedCents(trueCents: number, settings: VendorSettings): number {
  return Math.round((trueCents * (100 + settings.amountOffPercent)) / 100);
}

/** Dollars for an answer of the API. */
export function dollars(cents: number): number {
  return cents / 100;
}
