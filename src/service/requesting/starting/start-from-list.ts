import { EMAIL_PROVIDERS } from '../../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { sheetLinesOf } from '../../../acts/custom_order/sheets/sheet-lines.ts';
import type { UserId } from '../../../values/ids.ts';
import { refuseToAsk } from '../../authority.ts';
import { readSheetText, type SheetText } from '../filling/add-sheet.ts';
import { type Started, type StartingDeps, startForm } from './start-draft.ts';

/**
 * Starts a form with a list, which goes to the providers that it names or that are chosen on the first page. One that
 * cannot be read whole is left out, with a sentence. Throws what `startDraft` throws.
 */
export const startFromList =
  (deps: StartingDeps) =>
  async (
    by: UserId,
    list: SheetText | null,
  ): Promise<Started | (Extract<Started, { ok: true }> & { readonly notRead: string })> => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    if (!list) return startForm(deps, by, {});
    const read = readSheetText(list, await deps.drafts.saidColumns(by));
    if (!read.ok) return { ...(await startForm(deps, by, {})), notRead: read.message };
    return startForm(deps, by, { ...providersIn(read.sheet.text), sheet: read.sheet });
  };

/** The providers that a sheet names itself. */
function providersIn(text: string): Pick<OrderDraft, 'providers'> | undefined {
  const named = new Set(sheetLinesOf(text).map(({ provider }) => provider));
  const providers = EMAIL_PROVIDERS.filter((provider) => named.has(provider));
  return providers.length === 0 ? undefined : { providers };
}
