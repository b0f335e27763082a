import { z } from 'zod';
import type { Reference } from '../../../values/ids.ts';
import { referenceInMetadata } from '../../receive/typed-reference.ts';

/** The order that a request is about, for the log: ours by its reference, one that was not made here by ScaledMail's number. */
export interface OrderNamed {
  readonly reference: Reference | null;
  readonly vendorOrder?: string;
}

/** What `private_metadata` of a page may say beside a reference; that of a loading page holds the one of the page before. */
const Named = z.object({ vendorOrderId: z.string().optional(), metadata: z.string().optional() });

/** The order that a page is about, where its `private_metadata` says so. */
export function orderInMetadata(metadata: string | undefined): OrderNamed {
  const { vendorOrderId, metadata: before } = namedIn(metadata);
  if (before !== undefined) return orderInMetadata(before);
  return { reference: referenceInMetadata(metadata), ...(vendorOrderId ? { vendorOrder: vendorOrderId } : {}) };
}

function namedIn(metadata: string | undefined): z.infer<typeof Named> {
  try {
    return Named.safeParse(JSON.parse(metadata || '{}')).data ?? {};
  } catch {
    return {};
  }
}
