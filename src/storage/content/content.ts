import type { TeamId } from '../../values/ids.ts';
import { type OrderReader, StoreUnreadable } from '../order-reader.ts';
import type { OrderRecord, StoreRecord } from './record.ts';

/** Everything that a store keeps, read beside running bots. What only lives for moments, such as turns in a line, is left out. */
export interface StoreSource {
  /** Whose store it is, as the store or one of its orders says; null when neither does. */
  readonly teamId: TeamId | null;
  readonly from: 'sqlite' | 'redis';
  /**
   * All records, as the store stood at one moment. An order may come twice, when it was written meanwhile: the last one counts.
   * Throws `StoreRestless` when it is written so often that no such moment is found.
   */
  records(): AsyncGenerator<StoreRecord>;
  /** One order; null when nothing is kept under its reference. */
  order(reference: string): Promise<OrderRecord | null>;
  close(): Promise<void>;
}

/** A store that is empty, or holds half of what is put into it. */
export interface StoreTarget {
  /** Puts records there, those of a later call over earlier ones. */
  put(records: readonly StoreRecord[]): Promise<void>;
  /** Reads what is there so far. Close it before `finish`. */
  reader(): Promise<OrderReader>;
  /** Everything is there: from now on a bot may open it. */
  finish(): Promise<void>;
  /** Takes away what was put there. */
  abandon(): Promise<void>;
}

/** The bot wrote the whole time. The message is for the operator. */
export class StoreRestless extends StoreUnreadable {}

/** The store that something should be put into holds something already, or cannot be written. */
export class TargetRefused extends StoreUnreadable {}
