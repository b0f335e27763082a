import type { OrderState } from '../orders/order.ts';
import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';

/**
 * What an order of ours leaves that is not kept any more: whoever purges orders keeps one of these for each, for ever, and hands
 * them over as `OrderStubs`. Without it what the order made would be told as something that nobody approved.
 * An order is purged only when nothing of it is looked for: whatever it made at the vendor has its number here.
 */
export interface OrderStub {
  readonly reference: Reference;
  /** How it ended. */
  readonly state: OrderState;
  /** Each vendor order that one of its attempts made, those that were not the order in the end too. */
  readonly made: readonly {
    readonly vendorOrderId: string;
    /** What it cost a month when it was purged; null when that was not known. */
    readonly monthCents: Cents | null;
    /** Whether it may cost less than that, as with a coupon. */
    readonly mayBeCheaper: boolean;
  }[];
  /** The tag of each attempt that was sent. */
  readonly tags: readonly string[];
  /** The vendor order that it ended, and when that was sent; null when it ended none. */
  readonly ended: { readonly vendorOrderId: string; readonly sentAt: Date } | null;
  /** The names that it ordered or bought. */
  readonly names: readonly string[];
  /** What people were told that the renewal of each name costs which it bought. */
  readonly renewals: readonly { readonly name: string; readonly renewalCents: Cents }[];
}
