import type { CustomOrder, OrderedDomain, ProviderLine } from '../../../acts/custom_order/custom-order.ts';
import type { ListedMailbox, MailboxList } from '../../../acts/custom_order/mailbox-list.ts';
import { PROVIDER_FACTS } from '../../../acts/custom_order/provider-facts.ts';
import type { OrderAtVendor } from '../../../orders/standing/at-vendor.ts';
import type { VendorDomain, VendorMailbox } from '../../ports/vendor.ts';

/** What was read of the vendor. */
export interface MailboxReads {
  /** Rows of the order in the list of domains, which name its mailboxes, by their names. */
  readonly rows: ReadonlyMap<string, VendorDomain>;
  /** States of the mailboxes of a name, when their list was read. */
  readonly states: ReadonlyMap<string, readonly VendorMailbox[]>;
  readonly readAt: Date;
}

/** Names whose mailboxes were all Active at an earlier look. */
export const workingNames = (order: OrderAtVendor): ReadonlySet<string> =>
  new Set(order.state === 'payment_pending' ? [] : order.progress.ready);

/** What is known of an order's mailboxes, beside what was read. */
interface Known extends MailboxReads {
  readonly working: ReadonlySet<string>;
  readonly workingAt: Date | null;
}

/**
 * The mailboxes of an order: their addresses stand in the list of domains, their states in a list of each domain.
 * Source: docs/vendor/openapi.yaml, "getDomains" and "getMailboxesByDomainId".
 */
export function mailboxListOf(order: OrderAtVendor, { lines }: CustomOrder, reads: MailboxReads): MailboxList {
  const workingAt = order.state === 'active' ? order.activeAt : null;
  const known: Known = { ...reads, working: workingNames(order), workingAt };
  const mailboxes = lines.flatMap((line) => line.domains.flatMap((domain) => mailboxesOf(line, domain, known)));
  const expected = lines.reduce(
    (sum, { provider, domains }) => sum + domains.length * PROVIDER_FACTS[provider].mailboxesPerDomain,
    0,
  );
  return { mailboxes, listed: mailboxes.filter(({ address }) => address !== null).length, expected };
}

function mailboxesOf({ provider }: ProviderLine, { name }: OrderedDomain, reads: Known): ListedMailbox[] {
  const domain = reads.rows.get(name);
  const states = reads.states.get(name) ?? [];
  const nameless = { sender: '', domain: name, provider };
  if (!domain) return [{ ...nameless, address: null, state: null, readAt: null }];
  const named = (domain.mailboxes ?? []).map(({ firstName, lastName, alias }) => ({
    ...nameless,
    address: `${alias}@${name}`,
    sender: `${firstName} ${lastName}`.trim(),
  }));
  const others = states.flatMap(({ email }) => (email === null ? [] : [{ ...nameless, address: email }]));
  const all = named.length > 0 ? named : others;
  if (all.length === 0) return [{ ...nameless, address: null, state: domain.status, readAt: reads.readAt }];
  return all.map((mailbox) => ({ ...mailbox, ...stateOf(mailbox.address, name, reads) }));
}

function stateOf(address: string, name: string, reads: Known): Pick<ListedMailbox, 'state' | 'readAt'> {
  const read = reads.states.get(name)?.find(({ email }) => email?.toLowerCase() === address.toLowerCase());
  if (read) return { state: read.status, readAt: reads.readAt };
  return reads.working.has(name) ? { state: 'Active', readAt: reads.workingAt } : { state: null, readAt: null };
}
