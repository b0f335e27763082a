import type { Log } from '../../../service/ports/log.ts';
import type { Stores } from '../../stores.ts';
import type { Host } from '../files/host.ts';
import type { SentError } from './sent-errors.ts';
import type { SentOrders } from './sent-orders.ts';

/** What the thread does for others, by names. Each method answers with a promise. */
export interface Served extends Pick<Stores, 'keyValues' | 'shortLived' | 'reservations' | 'watch' | 'archive'> {
  readonly orders: SentOrders;
  readonly store: Pick<Stores, 'origin' | 'prepare' | 'ping' | 'close'>;
}

/** What the thread is started with. */
export interface ThreadData {
  readonly dataDir: string;
  readonly host: Host;
}

/** One call of a method. */
export interface Call {
  readonly id: number;
  readonly port: keyof Served;
  readonly method: string;
  readonly given: readonly unknown[];
}

/** Calls that are made in one turn of the thread, in this order, at this time. */
export interface Turn {
  readonly nowMs: number;
  readonly calls: readonly Call[];
}

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: SentError };

/** What the thread says: whether it could open, answers and how many turns are over, and lines for the log. */
export type Said =
  | { readonly type: 'opened' }
  | { readonly type: 'not_opened'; readonly error: SentError }
  | { readonly type: 'answers'; readonly answers: readonly Answer[]; readonly turnsOver: number }
  | {
      readonly type: 'log';
      readonly level: keyof Log;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly error: SentError | null;
      readonly message: string;
    };
