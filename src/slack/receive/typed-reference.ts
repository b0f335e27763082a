import { z } from 'zod';
import { Reference } from '../../values/ids.ts';

/** What people paste around a reference: backticks, quotation marks, a number sign, the end of a sentence. */
const BEFORE = /^[`'"“‘«#(*_]+/u;
const AFTER = /[`'"”’»).,;:!?*_…]+$/u;

/** The reference that somebody typed or pasted, however it was written; null when it is none. */
export function typedReference(typed: string): Reference | null {
  return Reference.safeParse(bareOf(typed).toLowerCase()).data ?? null;
}

const bareOf = (typed: string): string => typed.trim().replace(BEFORE, '').replace(AFTER, '');

/** Numbers of the vendor's are opaque, and longer than a reference. Source: docs/vendor/notes.md, "Basics". */
const VENDOR_ID = /^[A-Za-z0-9_-]{7,100}$/;

/** What may be the vendor's own number of an order, however it was pasted; null when it cannot be one. */
export function typedVendorId(typed: string): string | null {
  const bare = bareOf(typed);
  return VENDOR_ID.test(bare) ? bare : null;
}

const Named = z.object({ reference: Reference });

/** The order that a page was opened for, where its `private_metadata` says so; else null. */
export function referenceInMetadata(metadata: string | undefined): Reference | null {
  try {
    return Named.safeParse(JSON.parse(metadata || '{}')).data?.reference ?? null;
  } catch {
    return null;
  }
}
