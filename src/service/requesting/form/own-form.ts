import type { UserId } from '../../../values/ids.ts';
import type { Drafts, OpenForm } from './drafts.ts';
import { type TypedFields, withTyped } from './typed-fields.ts';

/** Which form somebody has before them; no draft when it names none. */
export interface FormOf {
  readonly draftId: string | null;
  readonly by: UserId;
}

/** A page of the order form as somebody left it. */
export interface FilledPage extends FormOf {
  readonly typed: TypedFields;
}

/** Somebody's form; null when it is forgotten or another's. The one place that asks whose it is. */
export async function ownForm(drafts: Drafts, { draftId, by }: FormOf): Promise<OpenForm | null> {
  const form = draftId === null ? null : await drafts.load(draftId);
  return form?.draft.ownerId === by ? form : null;
}

/** As `ownForm`, with what is typed on the page now. */
export async function filledForm(drafts: Drafts, page: FilledPage): Promise<OpenForm | null> {
  const form = await ownForm(drafts, page);
  return form && filled(form, page);
}

const filled = (form: OpenForm, { typed }: FilledPage): OpenForm => ({
  ...form,
  draft: withTyped(form.draft, ofThisPage(typed, form.fill)),
});

/** Keeps a form that was changed. */
export type Save = (form: OpenForm) => Promise<void>;

/** Somebody saved a newer form than the one that was changed. */
class Overtaken extends Error {}

/** Two windows of one form are ordinary; losing to others so often is not. */
const MOST_TRIES = 5;

/**
 * Does `work` with somebody's form and what is typed on the page now; null when it is forgotten or another's. What this process
 * saw last is taken for the newest, which saves its sender a way to the store; where saving shows that it is not, the work is
 * done again with the newest. So `work` changes nothing but by `save`.
 */
export async function changeOwnForm<Result>(
  drafts: Drafts,
  page: FilledPage,
  work: (form: OpenForm, save: Save) => Promise<Result>,
): Promise<Result | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const last = page.draftId === null ? null : drafts.last(page.draftId);
    if (last?.draft.ownerId !== page.by) break;
    const save = async (form: OpenForm) => {
      if (!(await drafts.saveAfter(last, form))) throw new Overtaken('A newer form was saved');
    };
    try {
      return await work(filled(last, page), save);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      await drafts.load(last.draft.id);
    }
  }
  const form = await filledForm(drafts, page);
  return form && work(form, (changed) => drafts.save(changed));
}

/** Lines of a page with mistakes that is not the newest belong to places that other lines may have by now: they are not taken. */
const ofThisPage = (typed: TypedFields, fill: number): TypedFields =>
  typed.correctedOf === null || typed.correctedOf === fill ? typed : { ...typed, corrected: {} };

/** Keeps a form that goes to another page: its fields are filled in anew there, under new block ids. */
export async function turnPage({ save }: { readonly save: Save }, { draft, fill }: OpenForm): Promise<OpenForm> {
  const turned = { draft, fill: fill + 1 };
  await save(turned);
  return turned;
}
