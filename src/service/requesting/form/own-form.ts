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
  return form && { ...form, draft: withTyped(form.draft, ofThisPage(page.typed, form.fill)) };
}

/** Lines of a page with mistakes that is not the newest belong to places that other lines may have by now: they are not taken. */
const ofThisPage = (typed: TypedFields, fill: number): TypedFields =>
  typed.correctedOf === null || typed.correctedOf === fill ? typed : { ...typed, corrected: {} };

/** Keeps a form that goes to another page: its fields are filled in anew there, under new block ids. */
export async function turnPage(drafts: Drafts, { draft, fill }: OpenForm): Promise<OpenForm> {
  const turned = { draft, fill: fill + 1 };
  await drafts.save(turned);
  return turned;
}
