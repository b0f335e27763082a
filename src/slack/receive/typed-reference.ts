import { Reference } from '../../values/ids.ts';

/** What people paste around a reference: backticks, quotation marks, a number sign, the end of a sentence. */
const BEFORE = /^[`'"“‘«#(*_]+/u;
const AFTER = /[`'"”’»).,;:!?*_…]+$/u;

/** The reference that somebody typed or pasted, however it was written; null when it is none. */
export function typedReference(typed: string): Reference | null {
  const bare = typed.trim().replace(BEFORE, '').replace(AFTER, '').toLowerCase();
  return Reference.safeParse(bare).data ?? null;
}
