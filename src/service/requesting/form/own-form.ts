import { canonicalJson } from '../../../values/canonical-json.ts';
import type { UserId } from '../../../values/ids.ts';
import { changeKept, FormBusy, MOST_TRIES, type SaveForm } from '../change-kept.ts';
import type { Drafts, KeptForm, OpenForm } from './drafts.ts';
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

/** Somebody's form; null when it is forgotten or another's. */
export async function ownForm(drafts: Drafts, { draftId, by }: FormOf): Promise<OpenForm | null> {
  const form = draftId === null ? null : await drafts.load(draftId);
  return form?.draft.ownerId === by ? form : null;
}

/** As `ownForm`, with what is typed on the page now. */
export async function filledForm(drafts: Drafts, page: FilledPage): Promise<OpenForm | null> {
  const form = await ownForm(drafts, page);
  return form && filled(form, page);
}

const filled = (form: OpenForm, { typed }: Partial<FilledPage>): OpenForm =>
  typed ? { ...form, draft: withTyped(form.draft, ofThisPage(typed, form.fill)) } : form;

/** Keeps a form that was changed. */
export type Save = SaveForm<OpenForm>;

/** As `changeKept`, with somebody's form and what is typed on the page now. */
export async function changeOwnForm<Result>(
  drafts: Drafts,
  page: FormOf & Partial<FilledPage>,
  work: (form: OpenForm, save: Save) => Promise<Result>,
): Promise<Result | null> {
  const { draftId, by } = page;
  if (draftId === null) return null;
  const own = (kept: KeptForm | null) => (kept?.form.draft.ownerId === by ? kept : null);
  const place = {
    last: own(drafts.last(draftId)),
    newest: async () => own(await drafts.newest(draftId)),
    replace: drafts.replace,
  };
  return changeKept(place, (form, save) => work(filled(form, page), save));
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

/** What is typed into a form; not what was reviewed of it or found wrong before, nor how often we filled it in. */
export const typedText = ({ draft: { review: _, mistakes: _mistakes, ...typed } }: OpenForm): string =>
  canonicalJson(typed);

/**
 * Keeps what came of a form that somebody sent a while ago, while the same is typed in it: a page that Slack delivers twice, or
 * that is left and sent again, changes nothing of that. Null when something else is typed in it now, or it is gone. Throws
 * `FormBusy`.
 */
export async function changeAsSeen(
  drafts: Drafts,
  seen: OpenForm,
  change: (form: OpenForm) => OpenForm | Promise<OpenForm>,
): Promise<OpenForm | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const known = await drafts.newest(seen.draft.id);
    if (known === null || typedText(known.form) !== typedText(seen)) return null;
    const kept = await drafts.replace(known, await change(known.form));
    if (kept) return kept.form;
  }
  throw new FormBusy('A form was saved elsewhere again and again');
}
