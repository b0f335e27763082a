import type { OrderDraft } from './draft.ts';
import { pickedNames, pickedOnly } from './draft-input.ts';
import { readSheet } from './reading/read-sheet.ts';
import { CLEANINGS, type Cleaning, FORM_COLUMNS } from './reading/reading.ts';

/** What was changed or left out so that a form could be read: whoever reviews it has to see that. */
export interface DraftNotes {
  readonly cleaned: readonly { readonly what: Cleaning | 'picked_twice'; readonly count: number }[];
  readonly notUsed: readonly string[];
  readonly secrets: readonly string[];
}

/** What is to be told of how a form was read, of all its providers together. */
export function notesOf(draft: OrderDraft): DraftNotes {
  const counts = new Map<Cleaning | 'picked_twice', number>();
  const add = (what: Cleaning | 'picked_twice', count: number) => counts.set(what, (counts.get(what) ?? 0) + count);
  for (const provider of draft.providers) {
    const { cleaned, rows } = readSheet(draft.domainText[provider] ?? '', FORM_COLUMNS);
    for (const { what, count } of cleaned) add(what, count);
    add('picked_twice', pickedNames(draft, provider).length - pickedOnly(draft, provider, rows).length);
  }
  const leftOut = draft.providers.flatMap((provider) => draft.leftOut?.[provider] ?? []);
  return {
    cleaned: [...CLEANINGS, 'picked_twice' as const].flatMap((what) => {
      const count = counts.get(what) ?? 0;
      return count === 0 ? [] : [{ what, count }];
    }),
    notUsed: [...new Set(leftOut.flatMap(({ notUsed }) => notUsed))],
    secrets: [...new Set(leftOut.flatMap(({ secrets }) => secrets))],
  };
}
