import type { Sender, SenderMode } from './change-sender.ts';

/** A mailbox in the vendor's list, as far as that says it. */
export interface MailboxSeen {
  readonly address: string | null;
  /** The whole name; null where it is not said. */
  readonly sender: string | null;
}

/** What a step is to have made of the mailboxes of a domain. */
export interface WantedSender {
  readonly domain: string;
  readonly orderId: string;
  readonly mode: SenderMode;
  readonly to: Sender;
  /** Addresses that were there before. */
  readonly addresses: readonly string[];
}

/** How a change of senders stands by the vendor's list: applied; not applied; or the list does not tell. */
export type SenderSeen = 'applied' | 'open' | 'unread';

/** A whole name with single spaces, letters with marks written in one way. Upper and lower case are told apart. */
const plainName = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim();

/** `Ada Park`. */
export const wholeName = ({ firstName, lastName }: Sender): string => plainName(`${firstName} ${lastName}`);

/** Whether two whole names are one. */
export const isSameName = (left: string, right: string): boolean => plainName(left) === plainName(right);

/**
 * How a change stands. All mailboxes that are listed carry the new name, else it is not applied. Where the addresses become
 * others, too, there also is an address that was not there before, and no mailbox is missing: they are deleted first and made
 * anew then. A list without mailboxes, or with one that lacks what tells, proves nothing. Pure.
 * Source: docs/vendor/openapi.yaml, "swapSenderName"; docs/vendor/notes.md, "Life of an order and status words" (lists of
 * mailboxes may be wrong).
 */
export function senderSeen(
  mailboxes: readonly MailboxSeen[] | null,
  { mode, to, addresses: before }: Pick<WantedSender, 'mode' | 'to' | 'addresses'>,
): SenderSeen {
  if (mailboxes === null || mailboxes.length === 0) return 'unread';
  const wanted = wholeName(to);
  if (mailboxes.some(({ sender }) => sender !== null && !isSameName(sender, wanted))) return 'open';
  if (mailboxes.some(({ sender }) => sender === null)) return 'unread';
  if (mode === 'name_only') return 'applied';
  const addresses = mailboxes.flatMap(({ address }) => (address === null ? [] : [address]));
  if (addresses.length < mailboxes.length) return 'unread';
  const isNew = addresses.some((address) => !before.includes(address));
  return isNew && new Set(addresses).size >= before.length ? 'applied' : 'open';
}

/** The senders and addresses of a list as they are approved; null for one that does not tell all of both. */
export function sendersIn(
  mailboxes: readonly MailboxSeen[] | null,
): { readonly from: string[]; readonly addresses: string[] } | null {
  if (mailboxes === null || mailboxes.length === 0) return null;
  const from = new Set<string>();
  const addresses = new Set<string>();
  for (const { sender, address } of mailboxes) {
    if (sender === null || address === null) return null;
    from.add(plainName(sender));
    addresses.add(address);
  }
  return { from: [...from], addresses: [...addresses] };
}
