import type { CustomOrder, OrderedDomain, ProviderLine } from '../../../acts/custom_order/custom-order.ts';
import type { ListedMailbox, MailboxList } from '../../../acts/custom_order/mailbox-list.ts';
import { PROVIDER_FACTS } from '../../../acts/custom_order/provider-facts.ts';
import type { VendorDomain, VendorMailbox } from '../../ports/vendor.ts';

/** What was read of the vendor. */
export interface MailboxReads {
  /** The row of a name in the list of domains, which names its mailboxes; null when there is none of this order. */
  readonly domain: (name: string) => VendorDomain | null;
  /** States of the mailboxes of a name, when their list was read. */
  readonly states: ReadonlyMap<string, readonly VendorMailbox[]>;
  readonly readAt: Date;
  /** Names whose mailboxes were all Active at an earlier look, and when that was, if it is known. */
  readonly working: ReadonlySet<string>;
  readonly workingAt: Date | null;
}

/**
 * The mailboxes of an order: their addresses stand in the list of domains, their states in a list of each domain.
 * Source: docs/vendor/openapi.yaml, "getDomains" and "getMailboxesByDomainId".
 */
export function mailboxListOf({ lines }: CustomOrder, reads: MailboxReads): MailboxList {
  const mailboxes = lines.flatMap((line) => line.domains.flatMap((domain) => mailboxesOf(line, domain, reads)));
  const expected = lines.reduce(
    (sum, { provider, domains }) => sum + domains.length * PROVIDER_FACTS[provider].mailboxesPerDomain,
    0,
  );
  return { mailboxes, listed: mailboxes.filter(({ address }) => address !== null).length, expected };
}

function mailboxesOf({ provider }: ProviderLine, { name }: OrderedDomain, reads: MailboxReads): ListedMailbox[] {
  const domain = reads.domain(name);
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

function stateOf(address: string, name: string, reads: MailboxReads): Pick<ListedMailbox, 'state' | 'readAt'> {
  const read = reads.states.get(name)?.find(({ email }) => email?.toLowerCase() === address.toLowerCase());
  if (read) return { state: read.status, readAt: reads.readAt };
  return reads.working.has(name) ? { state: 'Active', readAt: reads.workingAt } : { state: null, readAt: null };
}
