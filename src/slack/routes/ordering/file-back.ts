import { sentBackText, wrongSheetFile, wrongSheetText } from '../../../../views/messages/wrong-sheet.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { type WrongSheet, wrongSheet } from '../../../acts/custom_order/sheets/wrong-sheet.ts';
import { FileInDoubt } from '../../../service/errors.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import type { UserId } from '../../../values/ids.ts';
import { sendFile } from '../../say/send-file.ts';
import type { RouteContext } from '../route-context.ts';

/**
 * Sends whoever fills in a form the sheet that was added last, with what is wrong with its lines, once; answers what the page
 * says of that. Null when nothing of it is wrong, or it was sent before. Never throws: the page says everything as well.
 */
export async function sendFileBack(
  context: RouteContext,
  { draft, fill }: OpenForm,
  problems: readonly Problem[],
): Promise<string | null> {
  const wrong = wrongSheet(draft, problems);
  if (!wrong) return null;
  if (!(await context.useCases.isFirstDelivery(`wrong-sheet:${draft.id}:${fill}`))) return null;
  await context.useCases.forgetAdded({ draftId: draft.id, by: draft.ownerId });
  return sentBackText(wrong, await sent(context, draft.ownerId, draft.label, wrong));
}

async function sent(
  { clients, log }: RouteContext,
  to: UserId,
  label: string,
  wrong: WrongSheet,
): Promise<'yes' | 'no' | 'perhaps'> {
  try {
    await sendFile(clients.web, to, wrongSheetFile(label, wrong), wrongSheetText(wrong));
    return 'yes';
  } catch (error) {
    log.warn({ error, person: to }, 'A sheet could not be sent back');
    return error instanceof FileInDoubt ? 'perhaps' : 'no';
  }
}
