import type { z } from 'zod';
import type { UserId } from '../../values/ids.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';

/** A form left alone for a day is forgotten: it is typed again in a moment. */
const FORM_TTL_MS = 24 * 60 * 60 * 1_000;

/** Which form somebody has before them. */
export interface FormOf {
  readonly formId: string;
  readonly by: UserId;
}

/** Forms of one sort, kept under their ids for a day after they were last saved. */
export interface KeptForms<Form> {
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
  return {
    save: (keyValues, form) => keyValues.set(keyOf(form.id), JSON.stringify(form), FORM_TTL_MS),
    own: async (keyValues, { formId, by }) => {
      const text = await keyValues.get(keyOf(formId));
      const form = text === null ? null : shape.parse(JSON.parse(text));
      return form?.ownerId === by ? form : null;
    },
  };
}
