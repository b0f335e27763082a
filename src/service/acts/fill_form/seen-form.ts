import type { PendingForm } from '../../ports/vendor.ts';

/**
 * How a form stands by the list of those that wait: it waits; it is gone, whoever filled it in; or nobody can tell, because a
 * row has no number that can be read.
 */
export type SeenForm =
  | { readonly stands: 'waits'; readonly form: PendingForm }
  | { readonly stands: 'gone' | 'unclear' };

/** See `SeenForm`. Source: docs/vendor/notes.md, "Life of an order and status words". */
export function seenForm(forms: readonly PendingForm[], uuid: string | null): SeenForm {
  const form = forms.find((each) => each.uuid !== null && each.uuid === uuid);
  if (form) return { stands: 'waits', form };
  return { stands: forms.some((each) => each.uuid === null) ? 'unclear' : 'gone' };
}

/** Whether two lists have the same names, in whatever order. */
export const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  [...new Set(left)].toSorted().join() === [...new Set(right)].toSorted().join();
