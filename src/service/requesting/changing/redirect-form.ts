import { z } from 'zod';
import { RedirectChange } from '../../../acts/change_redirect/change-redirect.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';

/** A domain as the vendor showed it. */
const DomainSeen = RedirectChange.pick({ domain: true, from: true });
export type DomainSeen = z.infer<typeof DomainSeen>;

/** A form with which somebody asks to change where domains of an order lead: what they saw, and what they typed. */
export const RedirectForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  /** The order that has the domain; null for one that was not made here. */
  reference: Reference.nullable(),
  /** The kept look at such a one; null for one of ours. */
  elsewhere: z.string().nullable(),
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  label: z.string(),
  /** Number of the domain within the order, from 0. */
  index: z.int().nonnegative(),
  /** The domain whose menu it was. */
  domain: DomainSeen,
  /** Further ones that can be ticked. */
  others: z.array(DomainSeen),
  typed: z.object({ redirect: z.string(), also: z.array(z.string()) }),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
  /** Whether the page says that it is sent at once, without approval; absent: it asks for approval. */
  isFree: z.boolean().exactOptional(),
});
export type RedirectForm = z.infer<typeof RedirectForm>;

/** Such forms as they are kept. */
export const REDIRECT_FORMS = keptForms('redirect-form', RedirectForm);
