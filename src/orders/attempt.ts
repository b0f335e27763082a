import { z } from 'zod';
import { Instant, UserId } from '../values/ids.ts';
import { Cents } from '../values/money.ts';

/** How the call of an attempt was answered; null while it was not. */
export const AnswerClass = z.enum([
  'confirmed',
  'not_charged',
  'rejected',
  'server_error',
  'unfamiliar',
  'odd_answer',
  'no_answer',
  'not_sent',
]);
export type AnswerClass = z.infer<typeof AnswerClass>;

/**
 * What is known of an attempt: its call is under way; it surely made nothing; it may have; it did; a person said that what
 * it would have made is not there, which is no proof. Every attempt that is not `not_sent` goes on being looked for until
 * what it made has a number.
 */
export const Known = z.enum(['begun', 'not_sent', 'unproven', 'proven', 'said_absent']);
export type Known = z.infer<typeof Known>;

/** One try of a step: recorded before its call is made, and kept whatever became of it. */
export const Attempt = z.object({
  /** Counts from 1 within an order. */
  number: z.int().positive(),
  /** Which call of the act; counts from 1. */
  step: z.int().positive(),
  /** Number of the terms that it was made under. */
  terms: z.int().positive(),
  tag: z.string().min(1).max(20).nullable(),
  startedAt: Instant,
  /** What was made at the vendor before this cannot be the attempt's. */
  lookFrom: Instant,
  /** Price asked right before the call; at most the approved one. Null for an act that spends nothing. */
  quotedCents: Cents.nullable(),
  /** The part of that price which is paid once; absent: nothing is. */
  nowCents: Cents.exactOptional(),
  /** SHA-256 of what was sent, logins replaced by their ids; null for attempts of the first form. */
  sentHash: z.string().nullable(),
  known: Known,
  answer: AnswerClass.nullable(),
  /** Id at the vendor of what it made; null until it was seen there. */
  vendorOrderId: z.string().nullable(),
  /** What the vendor says that it costs a month; null until known. */
  vendorAmountCents: Cents.nullable(),
  /** What the vendor said when it made the order and could not charge the card. */
  notCharged: z.string().exactOptional(),
  /** Since when it counts as come to nothing: a person's word or the vendor's. */
  givenUpAt: Instant.exactOptional(),
  /** Who said so; absent when the vendor itself did. */
  givenUpBy: UserId.exactOptional(),
  /** Since when it is known to stand at the vendor though another attempt is the order. */
  turnedUpAt: Instant.exactOptional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** What a call that was quoted so charges each month: all but what is paid once. Null for an act that spends nothing. */
export const quotedMonthCents = ({
  quotedCents,
  nowCents = 0,
}: Pick<Attempt, 'quotedCents' | 'nowCents'>): Cents | null => (quotedCents === null ? null : quotedCents - nowCents);

/** Whether what the attempt made, if it made anything, is still without a number. */
export const lacksNumber = ({ known, vendorOrderId }: Attempt): boolean =>
  known !== 'not_sent' && vendorOrderId === null;
