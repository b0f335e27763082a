import type { VendorSettings } from '../http/protocol.ts';
import { notFound } from '../http/refusal.ts';
import type { Vendor } from '../state/vendor.ts';

const BLANK_ID = 'recOddBlank';

/**
 * Rows of other people's orders that make no sense, and seem to be made right now, so that nobody can pass over them by
 * their age.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)" (such rows can be odd, so need only what is needed).
 */
export function oddOrderRows(vendor: Vendor): object[] {
  if (!vendor.settings.hasOddRows) return [];
  const created_at = vendor.ownTime().toISOString();
  return [
    { id: 'recOddNoAmount', amount: null, created_at, status: 'Active', description: null },
    { id: 'recOddNegative', amount: -12.5, created_at, status: 'Active', description: 'refund' },
    { id: 'recOddNoStatus', amount: 7, created_at: null, status: null, description: '' },
  ];
}

/** A row of an order that tells nothing about itself, made right now: whose it is, only a person can find out. */
export function blankOrderRows(vendor: Vendor): object[] {
  if (!vendor.settings.hasBlankOrder) return [];
  const created_at = vendor.ownTime().toISOString();
  return [{ id: BLANK_ID, amount: 7, created_at, status: 'Active', description: '' }];
}

/** Details of an odd or blank row, without packages. Throws a 404 `Refusal` for any other order. */
export function oddOrderDetails(vendor: Vendor, orderId: string): unknown {
  const row = [...oddOrderRows(vendor), ...blankOrderRows(vendor)].find((each) => 'id' in each && each.id === orderId);
  if (row === undefined) throw notFound();
  return {
    ...row,
    tag: orderId === BLANK_ID ? null : 'somebody-elses',
    invoices: null,
    total_domains: null,
    packages: null,
  };
}

/** Rows of `/domains` that belong to no order, or to nobody knows what. */
export function oddDomainRows(vendor: Vendor): object[] {
  if (!vendor.settings.hasOddRows) return [];
  return [
    { id: 'recOddDomain', domain: 'odd-one-out.com', status: null, payment_id: null, total_mailboxes: null },
    { id: null, domain: null, status: 'Active', payment_id: 'recOddNoAmount' },
  ];
}

/** Registrations of which little can be read: without a price or a date, at a price below nothing, and without a name. */
export function oddRegistrationRows({ settings }: Vendor): object[] {
  if (!settings.hasOddRows) return [];
  const row = { domain_id: 'recOddDomain', created_at: null, renewal_at: null, renewal_price: null };
  return [
    { ...row, domain: 'odd-one-out.com' },
    { ...row, domain: 'odd-price.com', renewal_at: 'next year', renewal_price: -17 },
    { ...row, domain: null },
  ];
}

/** Items of the stock that make no sense: without a price, without a mailbox, and at a price that no mailbox has. */
export function oddStockRows({ settings }: Vendor, provider: 'google' | 'outlook'): object[] {
  if (!settings.hasOddRows) return [];
  const row = { warmup_age: null, emailMailboxCount: 2, pricing: { oneTimePrice: 20, monthlyPrice: 8 } };
  return [
    { ...row, id: `oddUnpriced-${provider}`, domain: `unpriced-${provider}.example`, pricing: null },
    { ...row, id: `oddEmpty-${provider}`, domain: `empty-${provider}.example`, emailMailboxCount: 0, emailMailbox: [] },
    {
      ...row,
      id: `oddPrice-${provider}`,
      domain: `odd-price-${provider}.example`,
      pricing: { oneTimePrice: 20, monthlyPrice: 100_000 },
    },
  ];
}

/** What a list of mailboxes makes of its rows; see `VendorSettings`. */
export function oddMailboxes(
  rows: readonly { readonly email: string; readonly alias: string; readonly status: string }[],
  domain: string,
  how: VendorSettings['mailboxList'],
): readonly object[] {
  switch (how) {
    case 'as_is':
      return rows;
    case 'without_names':
      return rows.map((row) => ({ ...row, first_name: undefined, last_name: undefined }));
    case 'without_addresses':
      return rows.map((row) => ({ ...row, alias: undefined, email: undefined }));
    case 'with_ghosts': {
      const ghost = {
        first_name: 'Ada',
        last_name: 'Park',
        alias: 'ghost',
        email: `ghost@${domain}`,
        status: 'Active',
      };
      return [...rows, ghost];
    }
  }
}
