import { currentCents, dollars, TERMS } from '../catalogue/pricing.ts';
import { registrationTerms } from '../orders/names.ts';
import type { RegistrationRecord } from '../state/data.ts';
import {
  type DomainRecord,
  domainsOf,
  type MailboxRecord,
  type OrderRecord,
  type PrewarmRecord,
} from '../state/data.ts';
import { domainStatus, mailboxStatus } from '../state/set-up.ts';
import { type Showing, shownStatus } from '../state/shown-status.ts';
import type { VendorSettings } from './protocol.ts';

/**
 * Prices of a pre-warmed inbox in cents.
 * Source: docs/vendor/openapi.yaml, "getPreWarmInboxes" (the amounts of its examples).
 */
export const PREWARM_CENTS = {
  google: { oneTimeCents: 2000, monthlyCents: 800 },
  outlook: { oneTimeCents: 3000, monthlyCents: 5000 },
} as const;

function mailboxName(mailbox: MailboxRecord) {
  return { first_name: mailbox.firstName, last_name: mailbox.lastName, alias: mailbox.alias };
}

/** Row of `/orders`. It carries no tag. Source: docs/vendor/openapi.yaml, "Order". */
export function orderRow(order: OrderRecord, showing: Showing) {
  return {
    id: order.id,
    amount: dollars(order.amountCents),
    ...(showing.settings.hasCreationDates ? { created_at: order.createdAt } : {}),
    status: shownStatus(order, showing),
    description: order.description,
  };
}

const shownTag = ({ tag }: OrderRecord, { tagLetters }: VendorSettings): string =>
  tagLetters === 'capitals' ? tag.toUpperCase() : tag;

function tagField(order: OrderRecord, settings: VendorSettings): { readonly tag?: string | null } {
  switch (settings.tagInDetails) {
    case 'shown':
      return { tag: shownTag(order, settings) };
    case 'empty':
      return { tag: '' };
    case 'null':
      return { tag: null };
    case 'absent':
      return {};
  }
}

/**
 * Answer of `/orders/{order_id}`. Domain statuses are empty there (documented).
 * Source: docs/vendor/openapi.yaml, "OrderDetails".
 */
export function orderDetails(order: OrderRecord, showing: Showing) {
  return {
    ...orderRow(order, showing),
    ...tagField(order, showing.settings),
    invoices: [],
    total_domains: domainsOf(order).length,
    packages: order.packages.map((group) => ({
      type: group.provider === 'google' ? 'Google' : TERMS[group.provider].word,
      id: group.id,
      note: '',
      payment_id: order.id,
      created_at: order.createdAt,
      total_domains: group.domains.length,
      status: shownStatus(order, showing),
      domains: group.domains.map((domain) => ({ id: domain.id, name: domain.name, status: '' })),
    })),
    addons: [],
    current_items: [],
  };
}

/** Row of `/domains`. Source: docs/vendor/openapi.yaml, "Domain" (observed). */
export function domainRow(order: OrderRecord, domain: DomainRecord, { now, settings }: Showing) {
  return {
    id: domain.id,
    domain: domain.name,
    status: domainStatus(domain, now),
    order_type: domain.provider,
    total_mailboxes: domain.mailboxes.length,
    mailbox: domain.mailboxes.map(mailboxName),
    payment_id: order.id,
    redirect: domain.redirect,
    tag: shownTag(order, settings),
    domain_provider: domain.source,
    domain_masking: false,
  };
}

/**
 * Rows of `/mailboxes/{domain_id}`. Passwords only on request. Source: docs/vendor/openapi.yaml, "Mailbox" (observed).
 */
export function mailboxRows(domain: DomainRecord, now: Date, withPasswords: boolean) {
  return domain.mailboxes.map((mailbox, index) => ({
    ...mailboxName(mailbox),
    email: `${mailbox.alias}@${domain.name}`,
    status: mailboxStatus(domain, index, now),
    order_type: domain.provider,
    ...(withPasswords ? { mailbox_password: `sandbox-${domain.id}-${index}` } : {}),
  }));
}

/**
 * Row of `/purchased-domains`. Dates without a time. Source: docs/vendor/openapi.yaml, "PurchasedDomain" (observed).
 */
export function registrationRow(row: RegistrationRecord, settings: VendorSettings) {
  const renewal = new Date(row.createdAt);
  renewal.setUTCFullYear(renewal.getUTCFullYear() + 1);
  const terms = registrationTerms(row.name, settings);
  return {
    domain: row.name,
    domain_id: row.domainId,
    created_at: row.createdAt.slice(0, 10),
    renewal_at: renewal.toISOString().slice(0, 10),
    renewal_price: terms === undefined ? null : dollars(terms.renewalCents),
  };
}

/** Row of `/pre-warm-inboxes`. Source: docs/vendor/openapi.yaml, "PrewarmInbox". */
export function prewarmRow(inbox: PrewarmRecord, settings: VendorSettings) {
  const listed = PREWARM_CENTS[inbox.provider];
  return {
    id: inbox.id,
    domain: inbox.domain,
    warmup_age: inbox.warmupMonths,
    emailMailboxCount: inbox.mailboxes.length,
    pricing: {
      oneTimePrice: dollars(currentCents(listed.oneTimeCents, settings)),
      monthlyPrice: dollars(currentCents(listed.monthlyCents, settings)),
    },
    emailMailbox: inbox.mailboxes.map(mailboxName),
  };
}
