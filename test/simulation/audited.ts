import type { HistoryEntry } from '../../src/orders/history/history.ts';
import type { Order } from '../../src/orders/order.ts';
import type { OrderArchive } from '../../src/service/ports/stores/order-archive.ts';
import type { Reference } from '../../src/values/ids.ts';
import type { Story } from './story.ts';

/** What an auditor looks at: the store, the vendor's books, the messages, what people really pressed, and what was seen. */
export type Audited = Pick<
  Story,
  | 'orders'
  | 'references'
  | 'vendor'
  | 'slack'
  | 'clicks'
  | 'witness'
  | 'kind'
  | 'limits'
  | 'usernames'
  | 'vault'
  | 'folder'
  | 'nowMs'
> & { readonly store: { readonly archive: Pick<OrderArchive, 'stub'> } };

/** An order as the store has it, with its history there. */
export interface Kept {
  readonly order: Order;
  readonly history: readonly HistoryEntry[];
  /** Who has each of its claims now, by its key. */
  readonly claimed: ReadonlyMap<string, Reference>;
}

/** Whether something may change at the vendor between the last look at it and the call. */
export const mayMove = ({ kind }: Pick<Audited, 'kind'>): boolean => kind.hasPauses || kind.isInterrupted;
