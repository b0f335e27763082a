import type { DraftSheet, SaidColumns } from '../../../acts/custom_order/form/draft.ts';
import { readAsSaid } from '../../../acts/custom_order/form/said-columns.ts';
import { SHEET_COLUMNS } from '../../../acts/custom_order/reading/reading.ts';
import { type Placed, placeSheet } from '../../../acts/custom_order/sheets/place-sheet.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import { changeOwnForm, type FormOf, type Save, turnPage } from '../form/own-form.ts';

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
  readonly from: DraftSheet['from'];
}

type TextRead = { readonly ok: true; readonly sheet: DraftSheet } | { readonly ok: false; readonly message: string };

/** A text as a sheet that has no place yet, without columns that are not used: they may hold passwords. */
export function readSheetText({ name, text, from }: SheetText, said: SaidColumns | undefined): TextRead {
  const { kept, notUsed, secrets, problems } = readAsSaid(text, said, SHEET_COLUMNS);
  const whole = problems.find(({ line }) => line === null);
  if (whole) return { ok: false, message: whole.message };
  const files = from !== 'message' && secrets.length > 0 ? { files: [name] } : {};
  return { ok: true, sheet: { name, text: kept, leftOut: { notUsed, secrets, ...files }, from } };
}

/**
 * Takes what a file holds into the form as it is kept now, in the place of the file. `settleSheet` adds it to the texts: a large
 * sheet takes a while each time, and others have their turn between. Null when the form is forgotten or another's.
 */
export const takeSheet =
  ({ drafts }: AddingDeps) =>
  (of: FormOf, sheet: SheetText): Promise<SheetAdded> =>
    changeOwnForm(drafts, of, async (form, save): Promise<SheetAdded> => {
      const read = readSheetText(sheet, form.draft.saidColumns);
      if (!read.ok) {
        const refusal = { ok: false, why: 'unreadable', message: read.message } as const;
        return { ok: false, form: await withoutFile(save, form), refusal, name: sheet.name };
      }
      const { upload: _, ...draft } = form.draft;
      return { ok: true, form: await turnPage({ save }, { ...form, draft: { ...draft, sheet: read.sheet } }) };
    });

/** Adds the sheet of a form to its texts, below what stands there. Null when the form is forgotten or another's. */
export const settleSheet =
  ({ drafts }: AddingDeps) =>
  (of: FormOf): Promise<SheetAdded> =>
    changeOwnForm(drafts, of, async (form, save): Promise<SheetAdded> => {
      const placed = placeSheet(form.draft);
      if (!placed) return { ok: true, form };
      if (placed.ok) return { ok: true, form: await turnPage({ save }, { ...form, draft: placed.draft }) };
      const isOver = placed.why === 'empty' || placed.why === 'too_many';
      const kept = isOver ? await withoutFile(save, form) : await turnPage({ save }, form);
      return { ok: false, form: kept, refusal: placed, name: form.draft.sheet?.name ?? '' };
    });

/** Forgets a file that was not read, and what has no place yet. Null when the form is forgotten or another's. */
export const dropFile =
  ({ drafts }: AddingDeps) =>
  (of: FormOf): Promise<OpenForm | null> =>
    changeOwnForm(drafts, of, (form, save) => withoutFile(save, form));

/** Forgets which lines came from the sheet that was added last, once it was told what is wrong with them. */
export const forgetAdded =
  ({ drafts }: AddingDeps) =>
  async (of: FormOf): Promise<void> => {
    await changeOwnForm(drafts, of, async (form, save) => {
      if (!form.draft.added) return;
      const { added: _, ...draft } = form.draft;
      await save({ ...form, draft });
    });
  };

function withoutFile(save: Save, { draft, fill }: OpenForm): Promise<OpenForm> {
  const { upload: _, sheet: _sheet, sheetFor: _for, ...others } = draft;
  return turnPage({ save }, { draft: others, fill });
}
