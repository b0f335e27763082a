import type { Reference } from '../../values/ids.ts';
import { ORDER_LIMITS } from './provider-facts.ts';

/**
 * The vendor's only trace of us on an order: the label, cut, then `-` and the reference; from the second attempt on also
 * `.2` and so on. ASCII, lower case, at most 20 characters. Unique, because the reference is.
 * Source: docs/vendor/notes.md, "Rules of a custom order" (length); docs/vendor/notes.md, "Placing an order safely",
 * step 1.
 */
export const vendorTag = (label: string, reference: Reference, attempt: number): string =>
  tagEnding(label, attempt === 1 ? reference : `${reference}.${attempt}`);

/** The label, cut, then `-` and what it ends with: see `vendorTag`. */
export function tagEnding(label: string, ending: string): string {
  const words = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  const start = words.slice(0, ORDER_LIMITS.maxTagLength - ending.length - 1).replace(/^-+|-+$/g, '');
  return start === '' ? ending : `${start}-${ending}`;
}
