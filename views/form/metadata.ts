import { z } from 'zod';
import { Fingerprint, Reference } from '../../src/values/ids.ts';
import { carriedVendorId } from '../button-values.ts';

/** Pages of the order form from which options are opened, and to which they lead back. */
export const FormPlace = z.enum(['domains', 'review', 'options']);
export type FormPlace = z.infer<typeof FormPlace>;

/** What `private_metadata` of the order form holds, as JSON: which draft. */
export const DraftMetadata = z.object({
  draftId: z.string().min(1),
  /** While the draft is priced: which look at it that is. On the review: which review. */
  token: z.string().nullish(),
  /** Of a page with options: the pages that it was come to from, the last one last. */
  trail: z.array(FormPlace).nullish(),
});
export type DraftMetadata = z.infer<typeof DraftMetadata>;

/** What `private_metadata` of a loading page holds, as JSON: the page that was sent or pressed in, and what goes back into its field. */
export const BusyMetadata = z.object({
  from: z.string(),
  metadata: z.string(),
  typed: z.string(),
  /** Tells this loading page from every other; null when Slack names no version of the page before. */
  token: z.string().nullable(),
});
export type BusyMetadata = z.infer<typeof BusyMetadata>;

/** What `private_metadata` of a form about an order holds, as JSON: which order, on which terms; of its details, from which domain on. */
export const OrderMetadata = z.object({
  reference: Reference,
  fingerprint: Fingerprint,
  from: z.int().nonnegative().exactOptional(),
});
export type OrderMetadata = z.infer<typeof OrderMetadata>;

/**
 * What `private_metadata` of a form that is kept on the server holds, as JSON: which one. The order that it is about stands there
 * for the log alone: a line about a failure names it when nothing can be read.
 */
export const FormMetadata = z.object({
  formId: z.string().min(1),
  /** Absent for an order that was not made here, and for a form that is about none. */
  reference: Reference.exactOptional(),
  /** What ScaledMail calls it: the beginning, as Slack takes no page that carries much. */
  vendorOrderId: z.string().min(1).exactOptional(),
  /** What the page showed, told from anything else; absent for a page that is never out of date. */
  seen: z.string().exactOptional(),
});
export type FormMetadata = z.infer<typeof FormMetadata>;

/** The order that a form is about. */
interface AboutOrder {
  readonly reference?: string | null;
  readonly vendorOrderId?: string;
}

/** `private_metadata` of a form that is kept on the server; `about` null: of one that is about no order. */
export const formMetadata = (formId: string, about: AboutOrder | null, seen: string | null = null): string =>
  JSON.stringify({
    formId,
    ...(seen === null ? {} : { seen }),
    ...(about?.reference ? { reference: about.reference } : {}),
    ...(about?.vendorOrderId ? { vendorOrderId: carriedVendorId(about.vendorOrderId) } : {}),
  } satisfies z.input<typeof FormMetadata>);

/** What `private_metadata` of the page that sets a change back holds, as JSON: which page, of which order, and what it said. */
export const UndoMetadata = z.object({ formId: z.string().min(1), reference: Reference, isFree: z.boolean() });
export type UndoMetadata = z.infer<typeof UndoMetadata>;

/** `private_metadata` of the page that sets a change back. */
export const undoMetadata = (metadata: UndoMetadata): string => JSON.stringify(metadata);

/** What `private_metadata` of the picker of pre-warmed inboxes holds, as JSON: which one; on the review, which review. */
export const PrewarmedMetadata = z.object({ formId: z.string().min(1), token: z.string().nullish() });
export type PrewarmedMetadata = z.infer<typeof PrewarmedMetadata>;

/** `private_metadata` of the picker, or of its review. */
export const prewarmedMetadata = (formId: string, token: string | null = null): string =>
  JSON.stringify({ formId, ...(token === null ? {} : { token }) } satisfies PrewarmedMetadata);

/** What `private_metadata` of the page of a saved login holds, as JSON: which one, as it was; nothing for a new one. */
export const LoginMetadata = z.object({ key: z.string(), version: z.int().positive() }).nullable();
export type LoginMetadata = z.infer<typeof LoginMetadata>;

/** What `private_metadata` of a form for names holds, as JSON: which one. */
export const BuyMetadata = z.object({ buyFormId: z.string().min(1) });
export type BuyMetadata = z.infer<typeof BuyMetadata>;

/** `private_metadata` of a form for names. */
export const buyMetadata = (buyFormId: string): string => JSON.stringify({ buyFormId } satisfies BuyMetadata);

/** What `private_metadata` of a plan holds, as JSON: which one. */
export const PlanMetadata = z.object({ planId: z.string().min(1) });
export type PlanMetadata = z.infer<typeof PlanMetadata>;

/** `private_metadata` of a plan. */
export const planMetadata = (planId: string): string => JSON.stringify({ planId } satisfies PlanMetadata);

/** `private_metadata` of a page of the order form. */
export const draftMetadata = (draftId: string, token: string | null = null, trail: readonly FormPlace[] = []): string =>
  JSON.stringify({
    draftId,
    ...(token === null ? {} : { token }),
    ...(trail.length === 0 ? {} : { trail: [...trail] }),
  } satisfies DraftMetadata);

/** `private_metadata` of a form about an order. */
export const orderMetadata = (metadata: OrderMetadata): string => JSON.stringify(metadata);

/** What `private_metadata` of the page on which somebody says what a finding was holds, as JSON: which one. */
export const FindingMetadata = z.object({ key: z.string().min(1) });
export type FindingMetadata = z.infer<typeof FindingMetadata>;

/** `private_metadata` of that page. */
export const findingMetadata = (key: string): string => JSON.stringify({ key } satisfies FindingMetadata);
