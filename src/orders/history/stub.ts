import { z } from 'zod';
import { Fingerprint, Instant, Reference, TeamId, UserId } from '../../values/ids.ts';
import { Cents } from '../../values/money.ts';
import { ORDER_STATES } from '../order.ts';
import { HistoryHead } from './history.ts';

/** What stands at the vendor, or did, because of an order that was archived. */
const StubVendorOrder = z.object({
  vendorOrderId: z.string(),
  /** What it costs a month, as far as it is known, and whether it may cost less. */
  monthCents: Cents.nullable(),
  mayBeCheaper: z.boolean(),
});

/**
 * What is left of an order that was archived: enough that its reference is never given out again, that what it made at the vendor
 * stays explained, and that people are told where the rest of it is. Everything else stands in the file.
 */
export const Stub = z.object({
  form: z.literal(1),
  reference: Reference,
  account: TeamId,
  requestedBy: UserId,
  requestedAt: Instant,
  workspaceId: z.string(),
  /** What it did at the vendor, and how it ended. */
  act: z.string(),
  state: z.enum(ORDER_STATES),
  endedAt: Instant,
  /** What its calls charged at once, as far as they are proven. */
  chargedCents: Cents,
  tags: z.array(z.string()),
  /** Made by it, by their numbers there. */
  made: z.array(StubVendorOrder),
  /** The vendor order that it ended, and when that was sent; null when it ended none. */
  ended: z.object({ vendorOrderId: z.string(), sentAt: Instant }).nullable(),
  /** Names of what was sent, and what the renewal of each bought one was said to cost. */
  names: z.array(z.string()),
  renewals: z.array(z.object({ name: z.string(), renewalCents: Cents })),
  /** Where its history ends: the archive holds a chain with this head. */
  head: HistoryHead,
  fingerprint: Fingerprint,
  archivedAt: Instant,
  /** Name of the file in the folder of archives. */
  file: z.string(),
});
export type Stub = z.infer<typeof Stub>;
