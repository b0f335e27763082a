import { z } from 'zod';
import { Act } from '../../acts/act.ts';
import { Quote } from '../../acts/custom_order/quote.ts';
import { Worth } from '../../acts/worth.ts';
import { Fingerprint, Instant, UserId } from '../../values/ids.ts';
import { ApprovalPolicy } from './policy.ts';

/** Why terms came to be: with the request, or because something moved after them. */
export const TermsReason = z.enum([
  'requested',
  'price_rose',
  'workspace_renamed',
  'target_changed',
  'declared_absent',
  'changed_before',
]);
export type TermsReason = z.infer<typeof TermsReason>;

/**
 * What a fingerprint of the first form covers beside act and reference. Terms that were agreed in that form keep the name
 * by which people approved them.
 */
export const FirstFormTerms = z.object({
  attempt: z.int().positive(),
  quote: Quote,
  policy: ApprovalPolicy,
  workspaceName: z.string().exactOptional(),
  /** The act as it was requested, when terms have another now. */
  purchase: Act,
});
export type FirstFormTerms = z.infer<typeof FirstFormTerms>;

/**
 * What an approval agrees to: the act and what it is worth, named by the fingerprint. New terms are a new entry in the
 * order's list; who approved others has not approved these.
 */
export const Terms = z.object({
  /** Counts from 1 within an order. */
  number: z.int().positive(),
  act: Act,
  worth: Worth,
  /** The vendor's trace of us on an order that the act makes; null for an act that makes none. */
  tag: z.string().min(1).max(20).nullable(),
  fingerprint: Fingerprint,
  because: TermsReason,
  at: Instant,
  /** Present in terms of the first form. */
  firstForm: FirstFormTerms.exactOptional(),
});
export type Terms = z.infer<typeof Terms>;

/** Terms that people have to approve: under which policy, and how many of them. */
export const AskedOfPeople = z.object({
  rule: z.literal('approvers'),
  policyHash: z.string(),
  need: z.int().positive(),
});
export type AskedOfPeople = z.infer<typeof AskedOfPeople>;

/**
 * Terms that nobody has to approve, because the operator freed their kind: whoever may do so sends them, and that is nobody's
 * approval. `otherwise`: how many people have to approve once it is not so any more.
 */
export const FreeByRule = z.object({
  rule: z.literal('free'),
  policyHash: z.string(),
  need: z.literal(0),
  otherwise: z.int().positive(),
});
export type FreeByRule = z.infer<typeof FreeByRule>;

/** Whose approval the terms need, as a card has printed it: by which rule, under which policy, and from how many people. */
export const Asked = z.discriminatedUnion('rule', [AskedOfPeople, FreeByRule]);
export type Asked = z.infer<typeof Asked>;

/** An approval is a person, a moment and the name of what they approved. Whether it counts is computed when it matters. */
export const Approval = z.object({ by: UserId, at: Instant, fingerprint: Fingerprint });
export type Approval = z.infer<typeof Approval>;
