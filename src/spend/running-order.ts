import type { EmailProvider, VendorWorkspace } from '../acts/custom_order/custom-order.ts';
import type { Reference, UserId } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';

/**
 * Whose mailboxes they are: `several` for an order of more than one provider of which only the whole amount is known; null when the
 * vendor does not say it.
 */
export type PartProvider = EmailProvider | 'several' | null;

/** A part of an order, by provider. What is null is not known. */
export interface OrderPart {
  readonly provider: PartProvider;
  readonly domains: number | null;
  readonly mailboxes: number | null;
  readonly monthCents: Cents | null;
}

/** The order of ours that made it. */
export interface OwnPart {
  readonly reference: Reference;
  readonly label: string;
  readonly requestedBy: UserId;
}

/** An order at the vendor as both sides know it, ours or not. What is null is not known. */
export interface RunningOrder {
  /** Its number there. */
  readonly vendorOrderId: string | null;
  /** Null for one that was not made here. */
  readonly own: OwnPart | null;
  readonly tag: string | null;
  /** The order of ours that filled in the names of its domains, which were paid elsewhere; null when none did. */
  readonly filledBy: OwnPart | null;
  /** Whether its domains are paid, and wait for names. */
  readonly waitsForNames: boolean;
  readonly workspace: VendorWorkspace;
  /** Whether it goes on being charged. */
  readonly runs: boolean;
  /** When one that does not run ended, or by when it had. */
  readonly endedAt: Date | null;
  /** When it was last seen to run, where it ended at some moment between that and `endedAt`; else null. */
  readonly endedAfter: Date | null;
  /** What the vendor says that it costs a month; before it says so, what was approved. */
  readonly monthCents: Cents | null;
  /** When it was made, which is when its first month was charged. */
  readonly madeAt: Date | null;
  /** Whether it stands in the vendor's list. */
  readonly isListed: boolean;
  /** Whether the card was not charged so far. */
  readonly isUnpaid: boolean;
  readonly names: readonly string[];
  readonly parts: readonly OrderPart[];
}

/** An amount that is paid once: names for a year, pre-warmed inboxes. */
export interface PaidOnce {
  readonly at: Date;
  readonly cents: Cents;
  readonly own: OwnPart;
}

/** A name that is registered through the vendor. What is null is not known. */
export interface OwnedName {
  readonly name: string;
  readonly boughtAt: Date | null;
  readonly renewsAt: Date | null;
  readonly renewalCents: Cents | null;
  /** Whether no order uses it, ours or not. */
  readonly isFree: boolean;
}
