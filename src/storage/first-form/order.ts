import { z } from 'zod';
import { CustomOrder } from '../../acts/custom_order/custom-order.ts';
import { Quote } from '../../acts/custom_order/quote.ts';
import { ApprovalPolicy } from '../../orders/approval/policy.ts';
import { Approval } from '../../orders/approval/terms.ts';
import { Resembling, Unread } from '../../orders/order.ts';
import { Progress } from '../../orders/progress.ts';
import { ChangeReason, HoldReason, UnknownReason } from '../../orders/reasons.ts';
import { MessageRef } from '../../orders/surface.ts';
import { ChannelId, Fingerprint, Instant, Reference, TeamId, UserId } from '../../values/ids.ts';
import { Cents } from '../../values/money.ts';

/** Why terms changed, in that form. */
export const FirstFormReason = ChangeReason.exclude(['target_changed', 'step_turned_up', 'sender_not_entitled']);

/*
 * Orders as the first form of rows has them. Never to be changed: such rows are still read. What they share with the present
 * form only grows.
 */

const Facts = z.object({
  reference: Reference,
  teamId: TeamId,
  requestedBy: UserId,
  requestedAt: Instant,
  channelId: ChannelId,
  purchase: CustomOrder,
});

/** A paid call; `knownOrderIds` were all vendor orders seen before it. */
export const FirstFormAttempt = z.object({
  number: z.int().positive(),
  tag: z.string().min(1).max(20),
  startedAt: Instant,
  quotedCents: Cents,
  knownOrderIds: z.array(z.string()),
});
export type FirstFormAttempt = z.infer<typeof FirstFormAttempt>;

const agreed = {
  attempt: z.int().positive(),
  quote: Quote,
  policy: ApprovalPolicy,
  workspaceName: z.string().optional(),
  resembling: Resembling.optional(),
  ruledOut: z.array(z.string()).optional(),
  fingerprint: Fingerprint,
};
const Agreed = z.object(agreed);
/** What people agreed to, with the policy and the question of then. */
export type FirstFormAgreed = z.infer<typeof Agreed>;

/** A paid call that counted as lost, with what it was approved on. */
export const FirstFormLost = z.object({
  attempt: FirstFormAttempt,
  terms: Agreed,
  approvals: z.array(Approval),
  declaredAbsentBy: UserId.optional(),
  declaredAbsentAt: Instant,
  turnedUpAt: Instant.optional(),
  vendorOrderId: z.string().optional(),
  vendorAmountCents: Cents.nullable().optional(),
  notCharged: z.string().optional(),
});
export type FirstFormLost = z.infer<typeof FirstFormLost>;

/** Terms with the lost attempts before them, oldest first. */
export const FirstFormTerms = z.object({ ...agreed, lostAttempts: z.array(FirstFormLost).optional() });
export type FirstFormTerms = z.infer<typeof FirstFormTerms>;

const looking = { looks: z.int().nonnegative(), unread: Unread.optional() };
const called = { approvals: z.array(Approval), attempt: FirstFormAttempt };
const numbered = { vendorOrderId: z.string().nullable(), vendorAmountCents: Cents.nullable() };
const placement = { ...called, placedAt: Instant, ...numbered, ...looking, progress: Progress };
const Messages = z.object({ card: MessageRef.nullable(), requester: MessageRef.nullable() });
const common = { facts: Facts, terms: FirstFormTerms, messages: Messages };
const ended = { by: UserId, at: Instant, reason: z.string() };

/** An order of the first form. */
export const FirstFormOrder = z.discriminatedUnion('state', [
  z.object({
    ...common,
    state: z.literal('awaiting_approval'),
    approvals: z.array(Approval),
    expiresAt: Instant,
    change: z.object({ reason: FirstFormReason, before: FirstFormTerms, at: Instant }).nullable(),
  }),
  z.object({ ...common, state: z.literal('approved'), approvals: z.array(Approval), hold: HoldReason.nullable() }),
  z.object({ ...common, state: z.literal('placing'), ...called, heldFor: HoldReason.optional() }),
  z.object({
    ...common,
    state: z.literal('outcome_unknown'),
    ...called,
    reason: UnknownReason,
    vendorMessage: z.string().nullable(),
    ...looking,
    fullLooks: z.int().nonnegative().optional(),
  }),
  z.object({
    ...common,
    state: z.literal('payment_pending'),
    ...called,
    vendorMessage: z.string(),
    ...numbered,
    ...looking,
  }),
  z.object({ ...common, state: z.literal('placed'), ...placement }),
  z.object({ ...common, state: z.literal('active'), ...placement, activeAt: Instant }),
  z.object({ ...common, state: z.literal('cancelled'), ...placement, cancelledAt: Instant }),
  z.object({
    ...common,
    state: z.literal('refused'),
    ...called,
    vendorMessage: z.string(),
    refusedAt: Instant,
    looks: z.int().nonnegative(),
    declaredAbsentBy: UserId.optional(),
  }),
  z.object({ ...common, state: z.literal('declined'), ...ended }),
  z.object({ ...common, state: z.literal('withdrawn'), ...ended }),
  z.object({ ...common, state: z.literal('expired'), at: Instant }),
]);
export type FirstFormOrder = z.infer<typeof FirstFormOrder>;
