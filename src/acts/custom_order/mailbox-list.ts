import type { EmailProvider } from './custom-order.ts';

/** One mailbox of an order, as far as ScaledMail tells it. */
export interface ListedMailbox {
  /** Null for a domain whose mailboxes ScaledMail does not name. */
  readonly address: string | null;
  readonly sender: string;
  readonly domain: string;
  readonly provider: EmailProvider;
  /** In ScaledMail's words, of the mailbox, or of its domain; null when it was not read. */
  readonly state: string | null;
  /** When it was read; null when that is not known any more. */
  readonly readAt: Date | null;
}

/** All mailboxes of an order, in the order of its lines. Passwords are never read. */
export interface MailboxList {
  readonly mailboxes: readonly ListedMailbox[];
  /** How many have an address, and how many the order asked for. */
  readonly listed: number;
  readonly expected: number;
}
