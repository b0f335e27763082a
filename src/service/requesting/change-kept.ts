import { AppError } from '../errors.ts';
import type { RememberedForm } from './form/remembered-forms.ts';

/** Two windows of one form are ordinary; losing to others so often is not. */
export const MOST_TRIES = 10;

/** The same form is saved elsewhere again and again: what is on the page was not kept. */
export class FormBusy extends AppError {
  readonly code = 'form_busy';
  readonly userMessage =
    'This form is being saved from several windows at once, and this page could not be kept. Close the other ones, and send it again.';
}

/** Where somebody's form is kept. All of it answers null for a form that is forgotten or another's. */
export interface FormPlace<Form> {
  /** What this process saw last, which may not be the newest; null where it remembers nothing. */
  readonly last: RememberedForm<Form> | null;
  readonly newest: () => Promise<RememberedForm<Form> | null>;
  /** Keeps a form in the place of the one that is known; null, and nothing is kept, when that does not stand there any more. */
  readonly replace: (known: RememberedForm<Form>, form: Form) => Promise<RememberedForm<Form> | null>;
}

/** Keeps a form that was changed. */
export type SaveForm<Form> = (form: Form) => Promise<void>;

/** Somebody saved a newer form than the one that was changed, or it is gone. */
class Overtaken extends Error {}

/**
 * Does `work` with somebody's form; null when it is forgotten or another's. What this process saw last is taken for the newest,
 * which saves its sender a way to the store; where saving shows that it is not, or a look after work that saved nothing, the
 * work is done again with the newest. So `work` changes nothing but by `save`, or only once. A form that is deleted or erased
 * meanwhile stays so. Throws `FormBusy`.
 */
export async function changeKept<Form, Result>(
  place: FormPlace<Form>,
  work: (form: Form, save: SaveForm<Form>) => Promise<Result>,
): Promise<Result | null> {
  const { last } = place;
  let known = last ?? (await place.newest());
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (known === null) return null;
    const { save, hasSaved } = savingAfter(place, known);
    try {
      const result = await work(known.form, save);
      if (known !== last || hasSaved()) return result;
      const newest = await place.newest();
      if (newest?.text === known.text) return result;
      known = newest;
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      known = await place.newest();
    }
  }
  throw new FormBusy('A form was saved elsewhere again and again');
}

/** Saves in the place of what is known, and then in that of what was saved. */
function savingAfter<Form>(
  { replace }: FormPlace<Form>,
  known: RememberedForm<Form>,
): { readonly save: SaveForm<Form>; readonly hasSaved: () => boolean } {
  let before = known;
  return {
    save: async (form) => {
      const kept = await replace(before, form);
      if (!kept) throw new Overtaken('A newer form was saved, or it is gone');
      before = kept;
    },
    hasSaved: () => before !== known,
  };
}
