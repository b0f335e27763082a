import { z } from 'zod';
import { SenderChange, SenderMode } from '../../../acts/change_sender/change-sender.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';

/** A domain that can be ticked, with the senders that its row in the vendor's list names; none where it does not say any. */
export const TickableDomain = z.object({ domain: z.string().min(1), from: z.array(z.string()) });
export type TickableDomain = z.infer<typeof TickableDomain>;

/** A form with which somebody asks for another sender of domains: what they saw, and what they typed. */
export const SenderForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  reference: Reference,
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  label: z.string(),
  /** Number of the domain within the order, from 0. */
  index: z.int().nonnegative(),
  /** The domain whose menu it was, by the list of its mailboxes. */
  domain: SenderChange,
  /** Further ones that can be ticked. */
  others: z.array(TickableDomain),
  typed: z.object({ sender: z.string(), mode: SenderMode, also: z.array(z.string()) }),
  /** Mailboxes of the domains that were ticked when it was sent, as they were read then. */
  read: z.array(SenderChange),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
  /** Whether its reader may change the name alone without approval; absent: no. */
  isFree: z.boolean().exactOptional(),
});
export type SenderForm = z.infer<typeof SenderForm>;

/** Such forms as they are kept. */
export const SENDER_FORMS = keptForms('sender-form', SenderForm);
