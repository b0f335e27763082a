import { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import type { DraftUpload, OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import {
  firstLine,
  isAsked,
  leftOutTogether,
  readAsSaid,
  withAnswer,
  withSaidOfSeconds,
} from '../../../acts/custom_order/form/said-columns.ts';
import { type ColumnUses, SHEET_COLUMNS } from '../../../acts/custom_order/reading/reading.ts';

/** What a page says of a file; null for what is not on it. */
interface TypedFile {
  readonly upload: DraftUpload | null;
  readonly sheetFor: readonly string[] | null;
}

/** A draft with the file that was chosen. It takes the place of one that was not read yet, or has no place yet. */
export function withFile(draft: OrderDraft, typed: TypedFile): OrderDraft {
  const { sheetFor: before, ...others } = draft;
  const { upload: _, sheet: _sheet, ...without } = others;
  const sheetFor = typed.sheetFor ? EmailProvider.safeParse(typed.sheetFor[0]).data : before;
  return {
    ...(typed.upload ? { ...without, upload: typed.upload } : others),
    ...(sheetFor === undefined ? {} : { sheetFor }),
  };
}

/** A draft with what its person said of the columns of its sheet. */
export function withSaidOfSheet(draft: OrderDraft, answer: ColumnUses | undefined): OrderDraft {
  const { sheet } = draft;
  if (!sheet || !answer || !isAsked(sheet.text, SHEET_COLUMNS)) return draft;
  const seconds = withSaidOfSeconds(sheet.text, answer, SHEET_COLUMNS);
  if (seconds !== sheet.text) return { ...draft, sheet: { ...sheet, text: seconds } };
  const saidColumns = withAnswer(draft.saidColumns, firstLine(sheet.text), answer);
  const { kept: text, ...read } = readAsSaid(sheet.text, saidColumns, SHEET_COLUMNS);
  return { ...draft, saidColumns, sheet: { ...sheet, text, leftOut: leftOutTogether(sheet.leftOut, read) } };
}
