import { z } from 'zod';
import { NotSentReason } from '../../orders/event.ts';
import { Resembling, Unread } from '../../orders/order.ts';
import { HoldReason, UnknownReason } from '../../orders/reasons.ts';
import { MessageRef } from '../../orders/surface.ts';
import { Fingerprint, Instant, UserId } from '../../values/ids.ts';
import { Cents } from '../../values/money.ts';
import { FirstFormAttempt, FirstFormReason, FirstFormTerms } from './order.ts';

const ofAttempt = { attempt: z.int().positive().optional() };

const AlsoFound = z.object({ vendorOrderId: z.string(), amountCents: Cents.nullable(), attempt: z.int().positive() });

/** Events as histories and effects of the first form have them. Never to be changed: they are still read. */
export const FirstFormEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('requested'), by: UserId, fingerprint: Fingerprint, totalCents: Cents }),
  z.object({ type: z.literal('announced'), card: MessageRef }),
  z.object({
    type: z.literal('announce_failed'),
    failure: z.enum(['bot_not_in_channel', 'channel_not_found', 'channel_archived']),
  }),
  z.object({ type: z.literal('requester_told'), message: MessageRef }),
  z.object({ type: z.literal('approved'), by: UserId, fingerprint: Fingerprint }),
  z.object({ type: z.literal('declined'), by: UserId, reason: z.string() }),
  z.object({ type: z.literal('withdrawn'), by: UserId, reason: z.string() }),
  z.object({ type: z.literal('expired') }),
  z.object({ type: z.literal('terms_changed'), reason: FirstFormReason, terms: FirstFormTerms }),
  z.object({ type: z.literal('held'), reason: HoldReason }),
  z.object({ type: z.literal('placing_started'), attempt: FirstFormAttempt }),
  z.object({ type: z.literal('vendor_confirmed'), vendorOrderId: z.string().nullable(), ...ofAttempt }),
  z.object({ type: z.literal('vendor_could_not_charge'), message: z.string(), ...ofAttempt }),
  z.object({
    type: z.literal('outcome_unclear'),
    reason: UnknownReason,
    message: z.string().nullable(),
    ...ofAttempt,
    isLate: z.literal(true).optional(),
  }),
  z.object({
    type: z.literal('not_sent'),
    reason: NotSentReason,
    attempt: z.int().positive(),
    startedAt: Instant,
    waitMs: z.int().nonnegative().optional(),
  }),
  z.object({
    type: z.literal('vendor_order_found'),
    vendorOrderId: z.string(),
    amountCents: Cents.nullable(),
    ...ofAttempt,
    namedBy: UserId.optional(),
    also: z.array(AlsoFound).optional(),
  }),
  z.object({ type: z.literal('resembling_found'), resembling: Resembling }),
  z.object({ type: z.literal('ruled_out'), by: UserId, vendorOrderId: z.string() }),
  z.object({
    type: z.literal('second_order_found'),
    attempt: z.int().positive(),
    vendorOrderId: z.string().nullable(),
    amountCents: Cents.nullable(),
    message: z.string().optional(),
    namedBy: UserId.optional(),
  }),
  z.object({ type: z.literal('vendor_order_absent') }),
  z.object({ type: z.literal('look_incomplete'), unread: Unread }),
  z.object({
    type: z.literal('declared_absent'),
    by: UserId,
    fingerprint: Fingerprint,
    terms: FirstFormTerms.optional(),
  }),
  z.object({ type: z.literal('progress_seen'), ready: z.array(z.string()) }),
  z.object({ type: z.literal('watch_failed') }),
  z.object({ type: z.literal('vendor_cancelled') }),
]);
export type FirstFormEvent = z.infer<typeof FirstFormEvent>;
