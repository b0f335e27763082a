import type { EmailProvider } from './custom-order.ts';

/** What one provider sells and allows. */
export interface ProviderFacts {
  readonly label: string;
  /** Most domains of this provider in one order. Source: docs/vendor/notes.md, "Rules of a custom order". */
  readonly maxDomains: number;
  /**
   * Mailboxes that a domain gets, and the exact number of aliases when they are listed.
   * Source: docs/vendor/notes.md, "Rules of a custom order".
   */
  readonly mailboxesPerDomain: number;
  /**
   * Emails a day that the calculator counts for a domain at tier `max`.
   * Source: docs/vendor/notes.md, "calculate-package" (observed).
   */
  readonly capacityPerDomainAndDay: number;
  /** What the price counts. Source: docs/vendor/notes.md, "calculate-package". */
  readonly pricedPer: 'mailbox' | 'domain';
  /**
   * Usual dollars a mailbox and month, which tells dollars from cents.
   * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1.
   */
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

/** Limits of a whole order. Source: docs/vendor/notes.md, "Rules of a custom order". */
export const ORDER_LIMITS = {
  maxDomains: 200,
  maxTagLength: 20,
  maxPersonNameLength: 50,
  maxAliasLength: 64,
  maxProfilePictureLength: 150,
} as const;
