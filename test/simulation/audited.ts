import type { HistoryEntry } from '../../src/orders/history.ts';
import type { Order } from '../../src/orders/order.ts';
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
  | 'wronglyDeclared'
  | 'kind'
  | 'limits'
  | 'usernames'
  | 'vault'
>;

/** An order as the store has it, with its history there. */
export interface Kept {
  readonly order: Order;
  readonly history: readonly HistoryEntry[];
}
