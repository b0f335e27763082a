import { z } from 'zod';
import { Fingerprint, Reference } from '../../src/values/ids.ts';

/** What `private_metadata` of the order form holds, as JSON: which draft. */
export const DraftMetadata = z.object({ draftId: z.string().min(1) });
export type DraftMetadata = z.infer<typeof DraftMetadata>;

/** What `private_metadata` of a form about an order holds, as JSON: which order, on which terms. */
export const OrderMetadata = z.object({ reference: Reference, fingerprint: Fingerprint });
export type OrderMetadata = z.infer<typeof OrderMetadata>;

/** What `private_metadata` of a form that asks to cancel holds, as JSON: which one. */
export const CancelMetadata = z.object({ formId: z.string().min(1) });
export type CancelMetadata = z.infer<typeof CancelMetadata>;

/** `private_metadata` of a form that asks to cancel. */
export const cancelMetadata = (formId: string): string => JSON.stringify({ formId } satisfies CancelMetadata);

/** `private_metadata` of a page of the order form. */
export const draftMetadata = (draftId: string): string => JSON.stringify({ draftId } satisfies DraftMetadata);

/** `private_metadata` of a form about an order. */
export const orderMetadata = (metadata: OrderMetadata): string => JSON.stringify(metadata);
