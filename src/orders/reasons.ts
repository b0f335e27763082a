import { z } from 'zod';
import { Instant } from '../values/ids.ts';

/** Why an order is up for approval again. */
export const ChangeReason = z.enum([
  'price_rose',
  'workspace_renamed',
  'target_changed',
  'declared_absent',
  'policy_changed',
  'approver_not_entitled',
  'approval_too_old',
  'sender_not_entitled',
  'step_turned_up',
]);
export type ChangeReason = z.infer<typeof ChangeReason>;
/** Since when an order is up for approval again, and which terms it had before. */
export const Change = z.object({ reason: ChangeReason, before: z.int().positive(), at: Instant });
export type Change = z.infer<typeof Change>;

/** Why an approved order is not being placed yet. It goes on by itself once the reason is gone. */
export const HoldReason = z.enum([
  'vendor_unreachable',
  'vendor_busy',
  'orders_unread',
  'tags_missing',
  'price_unclear',
  'sold_out',
  'store_not_durable',
  'store_went_back',
  'store_unproven',
  'policy_outdated',
  'rights_unread',
  'logins_missing',
  'workspace_gone',
  'paused',
  'above_order_limit',
  'day_limit_reached',
  'not_as_approved',
  'resembling_order',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** What is wrong with the vendor while an order waits for it. */
export const VendorTrouble = z.enum(['key_refused', 'turned_down', 'unreadable', 'failing', 'unreachable', 'too_slow']);
export type VendorTrouble = z.infer<typeof VendorTrouble>;

/** Why it is not known what the call did. */
export const UnknownReason = z.enum([
  'no_answer',
  'odd_answer',
  'unfamiliar',
  'server_error',
  'interrupted',
  'rejected',
]);
export type UnknownReason = z.infer<typeof UnknownReason>;
