import type { EmailProvider } from './custom-order.ts';

/** What one provider sells and allows. */
export interface ProviderFacts {
  readonly label: string;
  /** Most domains of this provider in one order. Source: create-custom-order page. */
  readonly maxDomains: number;
  /** Mailboxes that a domain gets, and the exact number of aliases when they are listed. Source: same page. */
  readonly mailboxesPerDomain: number;
  /** Emails a day that the calculator counts for a domain at tier `max`. Source: vendor notes, section 4 (observed). */
  readonly capacityPerDomainAndDay: number;
  /** What the price counts. Source: vendor notes, section 4. */
  readonly pricedPer: 'mailbox' | 'domain';
  /** Usual dollars a mailbox and month, which tells dollars from cents. Source: vendor notes, section 9, row 1. */
  readonly anchorDollarsPerMailbox: number;
}

/** The vendor's limits and sizes for each provider. */
export const PROVIDER_FACTS: Readonly<Record<EmailProvider, ProviderFacts>> = {
  google: {
    label: 'Google',
    maxDomains: 100,
    mailboxesPerDomain: 2,
    capacityPerDomainAndDay: 50,
    pricedPer: 'mailbox',
    anchorDollarsPerMailbox: 3.5,
  },
  outlook: {
    label: 'Outlook',
    maxDomains: 30,
    mailboxesPerDomain: 25,
    capacityPerDomainAndDay: 250,
    pricedPer: 'domain',
    anchorDollarsPerMailbox: 2,
  },
  smtp: {
    label: 'SMTP',
    maxDomains: 70,
    mailboxesPerDomain: 4,
    capacityPerDomainAndDay: 40,
    pricedPer: 'domain',
    anchorDollarsPerMailbox: 0.94,
  },
};

/** Limits of a whole order. Source: create-custom-order page. */
export const ORDER_LIMITS = {
  maxDomains: 200,
  maxTagLength: 20,
  maxPersonNameLength: 50,
  maxAliasLength: 64,
  maxProfilePictureLength: 150,
} as const;
