import type { ActRequest } from '../../acts/act-request.ts';
import type { VendorName } from '../../acts/buy_domains/availability.ts';
import type { StockItem } from '../../acts/buy_prewarmed/stock.ts';
import type { EmailProvider, VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { PlanAnswer, PlanQuestion, PlanTier } from '../../acts/custom_order/planning/plan.ts';
import type { ProviderCalculation } from '../../acts/custom_order/quote.ts';
import type { ListedPackage } from '../../acts/fixed_package/offers.ts';
import type { NotSentReason } from '../../orders/event.ts';
import type { Warrant } from '../../orders/warrant/warrant.ts';
import type { Cents } from '../../values/money.ts';
import type { WorkspacePath } from '../../values/workspace-path.ts';

/** Who is waiting for a vendor call: an order that is being placed goes before a person, and that one before background work. */
export type Urgency = 'placing' | 'person' | 'background';

export interface VendorOrderRow {
  /** Null when it has none that can be read: then nobody can tell whose order it is. */
  readonly id: string | null;
  /** Null when the vendor names none, or one that cannot be read. */
  readonly amountCents: Cents | null;
  readonly status: string;
  /** By the vendor's clock; null when it names none that can be read: then the order may have been made at any time. */
  readonly createdAt: Date | null;
  /** The vendor's own words for what was bought; absent where it says none. */
  readonly description?: string;
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
  /** Who its mailboxes belong to, and the part before the `@` of each; absent where the vendor does not say it. */
  readonly mailboxes?: readonly MailboxName[];
  /** Where it leads to; empty for nowhere, absent where the vendor does not say it. */
  readonly redirect?: string;
  /** Whose mailboxes it has; absent where the vendor does not say it, or in a word that nobody knows. */
  readonly provider?: EmailProvider;
  /** The tag of its order; absent where the vendor does not say it. */
  readonly tag?: string;
}

/** A name that is registered through the vendor. */
export interface VendorRegistration {
  /** In lower case. */
  readonly name: string;
  /** Whether the vendor says that no domain uses it. */
  readonly isFree: boolean;
  /** When it was registered; null when the vendor does not say it, or not readably. */
  readonly boughtAt: Date | null;
  /** The next yearly renewal, and what it costs; each null when the vendor does not say it, or not readably. */
  readonly renewsAt: Date | null;
  readonly renewalCents: Cents | null;
}

/** What can be read of a list, and how many of its rows cannot. */
export interface Listing<Row> {
  readonly rows: readonly Row[];
  readonly unreadable: number;
}

export interface MailboxName {
  readonly firstName: string;
  readonly lastName: string;
  readonly alias: string;
}

export interface VendorMailbox {
  readonly email: string | null;
  readonly status: string;
  /** The part before the `@`; absent where the vendor does not say it. */
  readonly alias?: string;
  /** Whose it is; absent where the vendor does not say it. */
  readonly sender?: Pick<MailboxName, 'firstName' | 'lastName'>;
}

/** A paid order that waits for the senders and mailboxes of its domains. */
export interface PendingForm {
  /** Null when it cannot be read: then nobody can tell which form it is. */
  readonly uuid: string | null;
  /** The order that was paid; null when it cannot be read. */
  readonly vendorOrderId: string | null;
  /** The vendor's own words for what was bought; may be empty. */
  readonly description: string;
  /** How many domains it asks for; null when the vendor does not say. */
  readonly count: number | null;
  /** Its domains, in lower case; empty where the vendor names none. */
  readonly names: readonly string[];
}

/** What a call that changes something came to. Everything but `confirmed` may or may not have done it. */
export type CallOutcome =
  /** The vendor said yes; of an order that was made, the number that it told, as a hint. */
  | { readonly type: 'confirmed'; readonly vendorOrderId: string | null }
  /** The subscription exists, the card was not charged. */
  | { readonly type: 'not_charged'; readonly message: string }
  /** A plain 4xx. Not proven before the vendor's list was read. */
  | { readonly type: 'rejected'; readonly message: string }
  | { readonly type: 'server_error'; readonly message: string }
  /** A 2xx of another shape than any that is known to confirm, or a redirect. `keys` are its names, for the log. */
  | { readonly type: 'unfamiliar'; readonly keys: readonly string[] }
  | { readonly type: 'no_answer' }
  /** Surely nothing was done: no byte of the request left, or the vendor answered that it was too much at once: for so long, if it said so. */
  | { readonly type: 'not_sent'; readonly reason: NotSentReason; readonly waitMs?: number };

/** What ideas are wanted for. */
export interface NameQuestion {
  readonly keyword: string;
  /** Without dots. */
  readonly endings: readonly string[];
  readonly page: number;
}

/** A page of ideas, and whether there is a further one. */
export interface NameIdeas {
  readonly names: readonly VendorName[];
  readonly hasMore: boolean;
}

/**
 * ScaledMail. Reads are retried inside and throw `VendorUnavailable`, `VendorFault` or `VendorRefused` (see
 * `service/errors.ts`) when they cannot be had; an answer of the wrong shape is a fault, never an empty list.
 */
export interface Vendor {
  workspaces(urgency: Urgency): Promise<VendorWorkspace[]>;
  /** Names bought through ScaledMail that no order uses yet. */
  unusedPurchasedDomains(workspaceId: string, urgency: Urgency): Promise<string[]>;
  /** All names bought through ScaledMail, those in use too. */
  purchasedDomains(workspaceId: string, urgency: Urgency): Promise<string[]>;
  /** The same list, with what is known of each name, and the number of rows that it lacks. */
  registrations(workspaceId: string, urgency: Urgency): Promise<Listing<VendorRegistration>>;
  /** Whether names can be bought, at most ten a call. A name that is missing from the answer is taken. */
  searchNames(workspaceId: string, names: readonly string[], urgency: Urgency): Promise<VendorName[]>;
  /** Ideas for names, page by page from 1. Block lists are not told of them. */
  suggestNames(workspaceId: string, question: NameQuestion, urgency: Urgency): Promise<NameIdeas>;
  /** Sizes and prices `dailyVolume` emails a day of one provider at tier `max`. */
  calculate(
    workspaceId: string,
    provider: EmailProvider,
    dailyVolume: number,
    urgency: Urgency,
  ): Promise<ProviderCalculation>;
  /** Sizes and prices a volume at one tier; its own minimum when that is too little. */
  plan(workspaceId: string, question: PlanQuestion, tier: PlanTier, urgency: Urgency): Promise<PlanAnswer>;
  /** What there is of pre-warmed inboxes, with prices as the vendor writes them. */
  prewarmedStock(workspaceId: string, urgency: Urgency): Promise<StockItem[]>;
  orders(workspaceId: string, urgency: Urgency): Promise<VendorOrderRow[]>;
  orderDetails(workspaceId: string, orderId: string, urgency: Urgency): Promise<VendorOrderDetails>;
  domains(workspaceId: string, urgency: Urgency): Promise<VendorDomain[]>;
  /** The same list, with the number of rows that it lacks. */
  domainList(workspaceId: string, urgency: Urgency): Promise<Listing<VendorDomain>>;
  /** Null when the vendor names no list for this domain: that says nothing about its mailboxes. */
  mailboxes(workspaceId: string, domainId: string, urgency: Urgency): Promise<VendorMailbox[] | null>;
  /** Fixed packages of one provider each. */
  packages(workspaceId: string, urgency: Urgency): Promise<ListedPackage[]>;
  /** Forms that wait to be filled in. */
  pendingForms(workspaceId: string, urgency: Urgency): Promise<PendingForm[]>;
  /**
   * How far the vendor's clock is ahead of ours, in milliseconds, by the answer of the last read that tells it; null before
   * there is any.
   */
  clockOffsetMs(): number | null;
  /** Where a new workspace is asked for, by the operator's word; null: nowhere. Nobody knows it for sure. */
  workspacePath(): WorkspacePath | null;
  /** Waits for the turn at the rate limit that a call needs. Taken before the intent is written. */
  takeTurn(operation: ActRequest['operation']): Promise<void>;
  /**
   * The one function that spends, ends or changes anything. It takes a warrant and nothing else: sent once, never retried,
   * never throws: whatever happens is an outcome. The warrant is taken as the last thing before the request leaves: a call
   * that comes too late is not begun.
   */
  carryOut(warrant: Warrant): Promise<CallOutcome>;
}
