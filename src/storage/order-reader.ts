import type { Claim } from '../acts/claim.ts';
import type { HistoryEntry } from '../orders/history/history.ts';
import type { Stub } from '../orders/history/stub.ts';
import { AppError } from '../service/errors.ts';
import type { StoredOrder } from '../service/ports/stores/order-store.ts';
import type { TeamId } from '../values/ids.ts';

/** An entry of a history; one that cannot be read says why, and nothing of its content. */
export type KeptEntry =
  | { readonly ok: true; readonly entry: HistoryEntry }
  | { readonly ok: false; readonly problem: string };

/** Everything that is kept under one reference, as it stood at one moment. */
export interface KeptOrder {
  /** The reference of the row; what stands inside may differ when somebody changed it. */
  readonly reference: string;
  /** Null when it cannot be read, or is not there though its history or its place in the lists is. */
  readonly stored: StoredOrder | null;
  /** Why the order cannot be read; null when it can, or is not there. */
  readonly problem: string | null;
  /** Oldest first. */
  readonly history: readonly KeptEntry[];
  /** Which of the order's own claims it holds; of an order that cannot be read, what the store can tell. */
  readonly heldClaims: readonly Claim[];
  /** When the worker's index says that it has to be claimed; null: never. */
  readonly claimableAt: Date | null;
  /** Whether the lists, of all orders and of the requester's, have it at its place. */
  readonly isListed: boolean;
}

/** What is left of an archived order; null when it cannot be read. */
export interface KeptStub {
  readonly reference: string;
  readonly stub: Stub | null;
}

/** Reads what a store keeps without changing anything, beside running bots. Not for requests of people: it reads everything. */
export interface OrderReader {
  /** Whose orders these are; null when the store does not say. */
  readonly teamId: TeamId | null;
  /** References under which an order, a history or a place in a list is kept; each once, sorted. */
  references(): Promise<string[]>;
  read(reference: string): Promise<KeptOrder>;
  /** All claims that are held, by the reference of their order. */
  claims(): Promise<ReadonlyMap<string, readonly Claim[]>>;
  /** What is left of all archived orders, as it is read. */
  stubs(): AsyncIterable<KeptStub>;
  close(): Promise<void>;
}

/** The store cannot be read at all. The message is for the operator and says how to fix it. */
export class StoreUnreadable extends AppError {
  readonly code = 'store_unreadable';
  readonly userMessage: string;
  constructor(userMessage: string, options?: ErrorOptions) {
    super(userMessage, options);
    this.userMessage = userMessage;
  }
}
