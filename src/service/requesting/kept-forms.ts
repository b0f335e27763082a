import type { z } from 'zod';
import type { UserId } from '../../values/ids.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import { changeKept, type SaveForm } from './change-kept.ts';

/** A form left alone for a day is forgotten: it is typed again in a moment. */
const FORM_TTL_MS = 24 * 60 * 60 * 1_000;

/** Which form somebody has before them. */
export interface FormOf {
  readonly formId: string;
  readonly by: UserId;
}

/** Forms of one sort, kept under their ids for a day after they were last saved. */
export interface KeptForms<Form> {
  /** Keeps a new form, whose id nobody else has. */
  readonly begin: (keyValues: KeyValueStore, form: Form) => Promise<void>;
  /** Keeps a form, whatever others saved of it meanwhile. One that is forgotten or erased meanwhile stays so. */
  readonly save: (keyValues: KeyValueStore, form: Form) => Promise<void>;
  /** Does `work` with somebody's form, as `changeKept`: each save takes the place of exactly what was read. */
  readonly change: <Result>(
    keyValues: KeyValueStore,
    of: FormOf,
    work: (form: Form, save: SaveForm<Form>) => Promise<Result>,
  ) => Promise<Result | null>;
  /** Somebody's form; null when it is forgotten or another's. */
  readonly own: (keyValues: KeyValueStore, of: FormOf) => Promise<Form | null>;
  /** A form as it comes back from the store. */
  readonly asKept: (form: Form) => Form;
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
  const change: KeptForms<Form>['change'] = (keyValues, of, work) => {
    const place = {
      last: null,
      newest: () => read(keyValues, of),
      replace: async (known: { readonly text: string }, form: Form) => {
        const text = JSON.stringify(form);
        const isSaved = await keyValues.replace(keyOf(of.formId), known.text, text, FORM_TTL_MS);
        return isSaved ? { form, text } : null;
      },
    };
    return changeKept(place, work);
  };
  return {
    begin: (keyValues, form) => keyValues.set(keyOf(form.id), JSON.stringify(form), FORM_TTL_MS),
    save: async (keyValues, form) => {
      await change(keyValues, { formId: form.id, by: form.ownerId }, (_known, save) => save(form));
    },
    change,
    own: async (keyValues, of) => (await read(keyValues, of))?.form ?? null,
    asKept: (form) => shape.parse(JSON.parse(JSON.stringify(form))),
  };
}
