import { type ChangeSender, senderChangeAt } from '../../../acts/change_sender/change-sender.ts';
import type { MailboxSeen, WantedSender } from '../../../acts/change_sender/mailboxes-seen.ts';
import type { VendorMailbox } from '../../ports/vendor.ts';

/** What a step is to have made of the mailboxes of its domain. */
export const wantedSender = (act: ChangeSender, step: number): WantedSender => {
  const { domain, addresses } = senderChangeAt(act, step);
  return { domain, orderId: act.vendorOrderId, mode: act.mode, to: act.to, addresses };
};

/**
 * Mailboxes of a domain as far as its list tells: an address that is not said is made from the part before the `@`.
 * Source: docs/vendor/openapi.yaml, "Mailbox".
 */
export function mailboxesSeen(
  domain: string,
  mailboxes: readonly VendorMailbox[] | null,
): readonly MailboxSeen[] | null {
  if (mailboxes === null) return null;
  return mailboxes.map(({ email, alias, sender }) => ({
    address: addressOf(email ?? (alias === undefined ? null : `${alias}@${domain}`)),
    sender: sender === undefined ? null : `${sender.firstName} ${sender.lastName}`,
  }));
}

/** An empty one is none. */
function addressOf(address: string | null): string | null {
  const plain = address?.trim().toLowerCase() ?? '';
  return plain === '' ? null : plain;
}
