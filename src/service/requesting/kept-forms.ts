import type { z } from 'zod';
import type { UserId } from '../../values/ids.ts';
import { AppError } from '../errors.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';

/** A form left alone for a day is forgotten: it is typed again in a moment. */
const FORM_TTL_MS = 24 * 60 * 60 * 1_000;

/** Two windows that are saved in the same moment are ordinary; losing to others so often is not. */
const MOST_TRIES = 10;

/** The same form is saved elsewhere again and again: what is on the page was not kept. */
export class FormBusy extends AppError {
  readonly code = 'form_busy';
  readonly userMessage =
    'This form is being saved from several windows at once, and this page could not be kept. Close the other ones, and send it again.';
}

/** Which form somebody has before them. */
export interface FormOf {
  readonly formId: string;
  readonly by: UserId;
}

/** Forms of one sort, kept under their ids for a day after they were last saved. */
export interface KeptForms<Form> {
  /** Keeps a new form, whose id nobody else has. */
  readonly begin: (keyValues: KeyValueStore, form: Form) => Promise<void>;
  /** Keeps a form in the place of the one that it was. One that is forgotten or erased meanwhile stays so. */
  readonly save: (keyValues: KeyValueStore, form: Form) => Promise<void>;
  /** Somebody's form; null when it is forgotten or another's. */
  readonly own: (keyValues: KeyValueStore, of: FormOf) => Promise<Form | null>;
}

/** Keeps forms of a shape under keys that begin with `sort`. What is stored is parsed: `own` throws for what no version of ours wrote. */
export function keptForms<Form extends { readonly id: string; readonly ownerId: UserId }>(
  sort: string,
  shape: z.ZodType<Form>,
): KeptForms<Form> {
  const keyOf = (id: string) => `${sort}:${id}`;
  const read = async (keyValues: KeyValueStore, { formId, by }: FormOf) => {
    const text = await keyValues.get(keyOf(formId));
    const form = text === null ? null : shape.parse(JSON.parse(text));
    return text !== null && form?.ownerId === by ? { form, text } : null;
  };
  return {
    begin: (keyValues, form) => keyValues.set(keyOf(form.id), JSON.stringify(form), FORM_TTL_MS),
    save: async (keyValues, form) => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const before = await read(keyValues, { formId: form.id, by: form.ownerId });
        if (!before) return;
        if (await keyValues.replace(keyOf(form.id), before.text, JSON.stringify(form), FORM_TTL_MS)) return;
      }
      throw new FormBusy('A form was saved elsewhere again and again');
    },
    own: async (keyValues, of) => (await read(keyValues, of))?.form ?? null,
  };
}
