import { z } from 'zod';
import { Claim } from '../../acts/claim.ts';
import { OrderRow } from '../rows/row.ts';
import { WATCH_ROWS } from '../rows/watch-rows.ts';

/*
 * What a store keeps, record by record, in texts that both stores write alike. So what one keeps can be put into the other, and
 * what cannot be read is carried over as it stands.
 */

/** An order's row with its places in lists. What a store cannot say of a broken row is null. */
const KeptRow = OrderRow.extend({
  claimableAtMs: z.int().nullable(),
  requestedBy: z.string().nullable(),
  requestedAtMs: z.int().nullable(),
  state: z.string().nullable(),
});

/** An order with its history, its claims, and the acts that its texts name by their hashes. Stands for itself. */
export const OrderRecord = z.object({
  kind: z.literal('order'),
  reference: z.string(),
  /** Null where only a history is left. */
  row: KeptRow.nullable(),
  /** Texts of entries, oldest first. */
  history: z.array(z.string()),
  acts: z.record(z.string(), z.string()),
});
export type OrderRecord = z.infer<typeof OrderRecord>;

/** An order that was there when it was read first, and is not any more: it left a stub meanwhile. */
const GoneRecord = z.object({ kind: z.literal('gone'), reference: z.string() });
/** What an order that was archived left. */
const StubRecord = z.object({ kind: z.literal('stub'), reference: z.string(), text: z.string() });
/** A claim with the order that holds it. */
const ClaimRecord = z.object({ kind: z.literal('claim'), reference: z.string(), claim: Claim });
const ValueRecord = z.object({
  kind: z.literal('value'),
  key: z.string(),
  value: z.string(),
  expiresAtMs: z.int().nullable(),
});
/** What an attempt of the last days charges. */
const AttemptRecord = z.object({
  kind: z.literal('attempt'),
  attemptId: z.string(),
  atMs: z.int(),
  cents: z.int(),
});
const WatchRecord = z.object({
  kind: z.literal('watch'),
  row: z.enum([...WATCH_ROWS, 'head']),
  id: z.string(),
  text: z.string(),
});

export const StoreRecord = z.discriminatedUnion('kind', [
  OrderRecord,
  GoneRecord,
  StubRecord,
  ClaimRecord,
  ValueRecord,
  AttemptRecord,
  WatchRecord,
]);
export type StoreRecord = z.infer<typeof StoreRecord>;
