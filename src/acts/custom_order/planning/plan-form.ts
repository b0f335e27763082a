import { z } from 'zod';
import { UserId } from '../../../values/ids.ts';
import { VendorWorkspace } from '../custom-order.ts';
import { PlanQuestion, PlanTier, type PricedTier, TierOutcome } from './plan.ts';
import { TypedPlan } from './typed-plan.ts';

/** A plan that somebody has before them, kept on the server. */
export const PlanForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  workspaces: z.array(VendorWorkspace),
  workspaceId: z.string(),
  typed: TypedPlan,
  tier: PlanTier,
  /** How often we filled its fields in, and how often it was priced: part of the block ids of the one and of the other. */
  fill: z.int().nonnegative(),
  round: z.int().nonnegative(),
  /** What came of it, and of which question; null before it is priced. */
  priced: z
    .object({
      question: PlanQuestion,
      workspaceId: z.string(),
      tiers: z.array(TierOutcome),
      /** Unused domains that would be offered; null when nobody knows. */
      unused: z.int().nonnegative().nullable(),
    })
    .nullable(),
  /** Whether its person went on to an order, so that nothing is drawn over that. */
  isStarted: z.boolean(),
});
export type PlanForm = z.infer<typeof PlanForm>;

/** The tiers of a plan that have a price, in their order. */
export const pricedTiers = ({ priced }: PlanForm): PricedTier[] =>
  (priced?.tiers ?? []).flatMap((tier) => (tier.outcome === 'priced' ? [tier] : []));
