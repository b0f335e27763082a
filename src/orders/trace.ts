import type { OrderEvent } from './event.ts';
import type { Resembling } from './order.ts';

/** How many vendor orders a look could not open; the first whose answer says nothing, and the first that gave none. */
export interface UnreadOrders {
  readonly count: number;
  readonly odd: Resembling | null;
  readonly silent: Resembling | null;
}

/** What a look for an order's own trace at the vendor came to. */
export type Trace =
  | { readonly type: 'found'; readonly event: Extract<OrderEvent, { type: 'vendor_order_found' }> }
  /** An order with names of ours, but without our tag: people have to say whether it is this one. */
  | { readonly type: 'resembling'; readonly resembling: Resembling; readonly unread: UnreadOrders }
  /**
   * Nothing was found. Where details of vendor orders could not be read, that proves nothing. `lacksTags` when details of one
   * had no field for the tag: then ours could not be found by it either. `only` are the names of ours that are there, when some
   * are: that proves neither the one nor the other.
   */
  | {
      readonly type: 'absent';
      readonly unread: UnreadOrders;
      readonly lacksTags?: true;
      readonly only?: readonly string[];
    };
