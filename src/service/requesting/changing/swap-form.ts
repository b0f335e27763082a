import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { DraftHosting } from '../../../acts/custom_order/form/draft.ts';
import { DraftLogin, LOGIN_KINDS, LoginKind } from '../../../acts/custom_order/saved-login.ts';
import { SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';
import type { Marked } from '../sending/page-form.ts';

/** A form with which somebody asks for another name of a domain: what they saw, and what they chose. */
export const SwapForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  /** The order that has the domain; null for one that was not made here. */
  reference: Reference.nullable(),
  /** The kept look at such a one; null for one of ours. */
  elsewhere: z.string().nullable(),
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  label: z.string(),
  /** Number of the domain within the order, from 0, and its name. */
  index: z.int().nonnegative(),
  domain: z.string(),
  /** Names that were bought through ScaledMail, and that nothing uses. */
  unused: z.array(z.string()),
  /** The other domains of the order. */
  others: z.array(z.string()),
  /** What was chosen of the unused ones, and the name that was typed instead, which is held elsewhere. */
  typed: z.object({ chosen: z.string(), elsewhere: z.string() }),
  /** Where that is, as typed; the login itself is sealed. Null until its page was sent. */
  hosting: DraftHosting.nullable(),
  /** Which saved login is chosen for it, and what a typed one is to be kept as. */
  logins: z.partialRecord(LoginKind, DraftLogin).exactOptional(),
  /** What was asked for last with it, exactly; null before that. */
  asked: SwapDomain.nullable(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
  /** Whether the page says that it is sent at once, without approval; absent: it asks for approval. */
  isFree: z.boolean().exactOptional(),
});
export type SwapForm = z.infer<typeof SwapForm>;

/** Such forms as they are kept. */
export const SWAP_FORMS = keptForms('swap-form', SwapForm);

/** What tells one page with the new name from another. */
export const NAME_PAGE: Marked<SwapForm, SwapForm['typed']> = {
  forms: SWAP_FORMS,
  shown: ({ domain, unused, others, isFree = false }) => ({ domain, unused, others, isFree }),
  typed: ({ typed }) => typed,
};

/** What tells one page with the login from another: it shows the name, and copies of logins are no part of what is typed. */
export const LOGIN_PAGE: Marked<SwapForm, unknown> = {
  forms: SWAP_FORMS,
  shown: ({ domain, typed, isFree = false }) => ({ domain, typed, isFree }),
  typed: ({ hosting, logins = {} }) => ({
    provider: hosting?.provider ?? '',
    link: hosting?.link ?? '',
    logins: LOGIN_KINDS.map((kind) => ({ ...logins[kind], chosen: null })),
  }),
};
