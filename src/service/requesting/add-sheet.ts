import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import { readSheet } from '../../acts/custom_order/reading/read-sheet.ts';
import { SHEET_COLUMNS } from '../../acts/custom_order/reading/reading.ts';
import { readAsSaid } from '../../acts/custom_order/said-columns.ts';
import { type Placed, placeSheet } from '../../acts/custom_order/sheets/place-sheet.ts';
import type { Drafts, OpenForm } from './drafts.ts';
import { type FormOf, ownForm, turnPage } from './own-form.ts';

/** Why a sheet is not added to a form. The form that stands beside it is as it is kept now. */
export type SheetRefusal =
  | Extract<Placed, { ok: false }>
  /** More than is read at once; the sentence says what. */
  | { readonly ok: false; readonly why: 'unreadable'; readonly message: string };

export type SheetAdded =
  | { readonly ok: true; readonly form: OpenForm }
  | { readonly ok: false; readonly form: OpenForm; readonly refusal: SheetRefusal; readonly name: string }
  | null;

interface AddingDeps {
  readonly drafts: Drafts;
}

/** The text of a file or a message, and its name. */
export interface SheetText {
  readonly name: string;
  readonly text: string;
  readonly isFile: boolean;
}

/** A form with a sheet that has no place yet: without columns that are not used, which may hold passwords. */
export function withSheet(draft: OrderDraft, { name, text, isFile }: SheetText): OrderDraft {
  const { upload: _, ...others } = draft;
  const { kept, notUsed, secrets } = readAsSaid(text, draft.saidColumns, SHEET_COLUMNS);
  const files = isFile && secrets.length > 0 ? { files: [name] } : {};
  return { ...others, sheet: { name, text: kept, leftOut: { notUsed, secrets, ...files } } };
}

/**
 * Adds what was read of a file to the form as it is kept now, below what stands there; the field of the file is empty then.
 * Null when the form is forgotten or another's.
 */
export const addSheet =
  ({ drafts }: AddingDeps) =>
  async (of: FormOf, sheet: SheetText): Promise<SheetAdded> => {
    const form = await ownForm(drafts, of);
    if (!form) return null;
    const whole = readSheet(sheet.text, SHEET_COLUMNS).problems.find(({ line }) => line === null);
    if (whole) {
      const refusal = { ok: false, why: 'unreadable', message: whole.message } as const;
      return { ok: false, form: await withoutFile(drafts, form), refusal, name: sheet.name };
    }
    return settled(drafts, { ...form, draft: withSheet(form.draft, sheet) });
  };

/** Adds the sheet of a form that has none of its lines in the texts yet. Null when the form is forgotten or another's. */
export const settleSheet =
  ({ drafts }: AddingDeps) =>
  async (of: FormOf): Promise<SheetAdded> => {
    const form = await ownForm(drafts, of);
    return form && settled(drafts, form);
  };

/** Forgets a file that was not read, and what has no place yet. Null when the form is forgotten or another's. */
export const dropFile =
  ({ drafts }: AddingDeps) =>
  async (of: FormOf): Promise<OpenForm | null> => {
    const form = await ownForm(drafts, of);
    return form && withoutFile(drafts, form);
  };

/** Forgets which lines came from the sheet that was added last, once it was told what is wrong with them. */
export const forgetAdded =
  ({ drafts }: AddingDeps) =>
  async (of: FormOf): Promise<void> => {
    const form = await ownForm(drafts, of);
    if (!form?.draft.added) return;
    const { added: _, ...draft } = form.draft;
    await drafts.save({ ...form, draft });
  };

async function settled(drafts: Drafts, form: OpenForm): Promise<SheetAdded> {
  const placed = placeSheet(form.draft);
  if (!placed) return { ok: true, form };
  if (placed.ok) return { ok: true, form: await turnPage(drafts, { ...form, draft: placed.draft }) };
  const isOver = placed.why === 'empty' || placed.why === 'too_many';
  const kept = isOver ? await withoutFile(drafts, form) : await turnPage(drafts, form);
  return { ok: false, form: kept, refusal: placed, name: form.draft.sheet?.name ?? '' };
}

function withoutFile(drafts: Drafts, { draft, fill }: OpenForm): Promise<OpenForm> {
  const { upload: _, sheet: _sheet, sheetFor: _for, ...others } = draft;
  return turnPage(drafts, { draft: others, fill });
}
