import type { CustomOrder, EmailProvider, VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { ProviderCalculation } from '../../acts/custom_order/quote.ts';
import type { NotSentReason } from '../../orders/event.ts';
import type { Cents } from '../../values/money.ts';
import type { Login } from './login-vault.ts';

/** Who is waiting for a vendor call: a person goes before background work. */
export type Urgency = 'person' | 'background';

export interface VendorOrderRow {
  /** Null when it has none that can be read: then nobody can tell whose order it is. */
  readonly id: string | null;
  /** Null when the vendor names none, or one that cannot be read. */
  readonly amountCents: Cents | null;
  readonly status: string;
  /** By the vendor's clock; null when it names none that can be read: then the order may have been made at any time. */
  readonly createdAt: Date | null;
}

/** An order that can be opened by its number. */
export type NumberedOrderRow = VendorOrderRow & { readonly id: string };

/** Whether the order can be opened by its number. */
export const isNumbered = (row: VendorOrderRow): row is NumberedOrderRow => row.id !== null;

export interface VendorOrderDetails {
  readonly id: string;
  readonly tag: string | null;
  /** Whether there is a field for the tag at all, be it empty: where there is none, no order can be found by its tag. */
  readonly carriesTag: boolean;
  readonly amountCents: Cents | null;
  readonly status: string;
  /** As in its row of the list. */
  readonly createdAt: Date | null;
  /** Names of all domains in its packages; may still be empty right after ordering. */
  readonly domainNames: readonly string[];
}

export interface VendorDomain {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly orderId: string | null;
  readonly totalMailboxes: number | null;
}

export interface VendorMailbox {
  readonly email: string | null;
  readonly status: string;
}

/** What the one paid call came to. Everything but `confirmed` may or may not have made an order. */
export type PaidCallOutcome =
  | { readonly type: 'confirmed'; readonly vendorOrderId: string | null }
  /** The subscription exists, the card was not charged. */
  | { readonly type: 'not_charged'; readonly message: string }
  /** A plain 4xx. Not proven before the vendor's list was read. */
  | { readonly type: 'rejected'; readonly message: string }
  | { readonly type: 'server_error'; readonly message: string }
  /** A 2xx of another shape than any that is known to confirm. `keys` are its names, for the log. */
  | { readonly type: 'unfamiliar'; readonly keys: readonly string[] }
  | { readonly type: 'no_answer' }
  /** Surely nothing was made: no byte of the request left, or the vendor answered that it was too much at once: for so long, if it said so. */
  | { readonly type: 'not_sent'; readonly reason: NotSentReason; readonly waitMs?: number };

/** The vendor order that is cancelled as a whole. */
export interface CancelCall {
  readonly workspaceId: string;
  readonly vendorOrderId: string;
  readonly timeoutMs: number;
}

/** What the one cancel call came to. Only the order's status in the vendor's list proves that it ended. */
export type CancelCallOutcome =
  /** The vendor said yes: a 2xx with `success: true`, with or without a message. */
  | { readonly type: 'accepted' }
  /** A 4xx that says that the order was cancelled before. */
  | { readonly type: 'already_cancelled'; readonly message: string }
  /** 404: the workspace does not show an order of this number. */
  | { readonly type: 'unknown_order'; readonly message: string }
  /** Another plain 4xx. */
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'server_error'; readonly message: string }
  /** Another 2xx, or a redirect. `keys` are its names, for the log. */
  | { readonly type: 'unfamiliar'; readonly keys: readonly string[] }
  /** It was begun and may have arrived; 408 and 499 say no more than that. */
  | { readonly type: 'no_answer' }
  /** Surely nothing was done: no byte of the request left, or the vendor answered that it was too much at once: for so long, if it said so. */
  | { readonly type: 'not_sent'; readonly reason: NotSentReason; readonly waitMs?: number };

/** The calls that are made once, and never again by themselves. */
export type OnceOperation = 'createCustomOrder' | 'cancelOrder';

/** Exactly what is sent once; the logins are opened right before. */
export interface PaidCall {
  readonly purchase: CustomOrder;
  readonly tag: string;
  readonly hostingLogin: Login | null;
  readonly sequencerLogin: Login | null;
  readonly timeoutMs: number;
}

/**
 * ScaledMail. Reads are retried inside and throw `VendorUnavailable`, `VendorFault` or `VendorRefused` (see
 * `service/errors.ts`) when they cannot be had; an answer of the wrong shape is a fault, never an empty list.
 */
export interface Vendor {
  workspaces(urgency: Urgency): Promise<VendorWorkspace[]>;
  /** Names bought through ScaledMail that no order uses yet. */
  unusedPurchasedDomains(workspaceId: string, urgency: Urgency): Promise<string[]>;
  /** Sizes and prices `dailyVolume` emails a day of one provider at tier `max`. */
  calculate(
    workspaceId: string,
    provider: EmailProvider,
    dailyVolume: number,
    urgency: Urgency,
  ): Promise<ProviderCalculation>;
  orders(workspaceId: string, urgency: Urgency): Promise<VendorOrderRow[]>;
  orderDetails(workspaceId: string, orderId: string, urgency: Urgency): Promise<VendorOrderDetails>;
  domains(workspaceId: string, urgency: Urgency): Promise<VendorDomain[]>;
  /** Null when the vendor names no list for this domain: that says nothing about its mailboxes. */
  mailboxes(workspaceId: string, domainId: string, urgency: Urgency): Promise<VendorMailbox[] | null>;
  /**
   * How far the vendor's clock is ahead of ours, in milliseconds, by the answer of the last read that tells it; null before
   * there is any.
   */
  clockOffsetMs(): number | null;
  /** Waits for the turn at the rate limit that a call needs, the paid one by default. Taken before the intent is written. */
  takeTurn(operation?: OnceOperation): Promise<void>;
  /**
   * The paid call, for which a turn was taken. Sent once, never retried, never throws: whatever happens is an outcome.
   * `mayBegin` is asked once, as the last thing before the request leaves: a call that comes too late is not begun.
   */
  createCustomOrder(call: PaidCall, mayBegin: () => boolean): Promise<PaidCallOutcome>;
  /** The cancel call, of which everything holds that holds of the paid one. */
  cancelOrder(call: CancelCall, mayBegin: () => boolean): Promise<CancelCallOutcome>;
}
