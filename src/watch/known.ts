import { z } from 'zod';
import { Instant, Reference, UserId } from '../values/ids.ts';
import { Cents } from '../values/money.ts';

/**
 * Why an order stands at the vendor: an order of ours made it; it stood there before the watch began; a person said that it is
 * theirs, and why; or nobody has said anything so far.
 */
export const Explanation = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('order'),
    reference: Reference,
    /** What it may cost a month, as approved; only as long as the vendor never listed it with an amount. */
    approved: z.object({ monthCents: Cents.nullable(), mayBeCheaper: z.boolean() }).exactOptional(),
  }),
  z.object({ by: z.literal('before') }),
  z.object({ by: z.literal('person'), person: UserId, reason: z.string(), at: Instant }),
  z.object({
    by: z.literal('nobody'),
    /** Looks in vain, until people are told. */
    looks: z.int().nonnegative(),
    isTold: z.boolean(),
    /** Key of the finding that told it; absent before that. */
    toldBy: z.string().min(1).exactOptional(),
  }),
]);
export type Explanation = z.infer<typeof Explanation>;

/** What the vendor's word for an order says: it goes on being charged, it is over, or nobody knows. */
export const Standing = z.enum(['runs', 'ended', 'unknown']);
export type Standing = z.infer<typeof Standing>;

/** Between which looks an order ended: it was not over at the first of them, and was at the other. */
export const Ended = z.object({ after: Instant, by: Instant });
export type Ended = z.infer<typeof Ended>;

/** An order at the vendor as the watch knows it. It stays when the order of ours that explains it is not kept any more. */
export const KnownOrder = z.object({
  id: z.string().min(1),
  workspaceId: z.string().min(1),
  firstSeenAt: Instant,
  /** As it was listed last with an amount; null when it never was. */
  amountCents: Cents.nullable(),
  /** The vendor's own word, and what it says. */
  status: z.string(),
  standing: Standing,
  /** Of one that was seen while it was not over, and then was. */
  ended: Ended.exactOptional(),
  explained: Explanation,
  /** Since when it is missing, and from how many lists in a row that were read as a whole. */
  missing: z.object({ since: Instant, lists: z.int().positive(), isTold: z.boolean() }).exactOptional(),
  /** When it was told that it goes on after its end; absent: never. What ended it before explains no later end. */
  resumedAt: Instant.exactOptional(),
  /** How often something about it was told, beside that nobody approved it. */
  changes: z.int().nonnegative(),
});
export type KnownOrder = z.infer<typeof KnownOrder>;

/** A name that is registered through the vendor, and what people know that its renewal costs. */
export const KnownName = z.object({
  name: z.string().min(1),
  workspaceId: z.string().min(1),
  firstSeenAt: Instant,
  renewalCents: Cents.nullable(),
});
export type KnownName = z.infer<typeof KnownName>;
