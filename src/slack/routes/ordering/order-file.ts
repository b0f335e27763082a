import { setImmediate } from 'node:timers/promises';
import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { columnsView } from '../../../../views/form/ordering/columns-view.ts';
import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { FORM_TITLE } from '../../../../views/form/page.ts';
import { fileTroubleText } from '../../../../views/words/input/file-trouble.ts';
import { notAddedText } from '../../../../views/words/input/sheet-refusal.ts';
import { escapeText } from '../../../../views/words/text.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { fieldProblem, type Problem } from '../../../acts/custom_order/problem.ts';
import { isPassingTrouble } from '../../../acts/custom_order/sheets/file-trouble.ts';
import type { SheetAdded } from '../../../service/requesting/filling/add-sheet.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import { type FileRead, readSlackFile } from '../../files/read-file.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

/** Whether a form has a file, or lines of one, that its texts do not have yet. */
export const hasFile = ({ upload, sheet }: OrderDraft): boolean => upload !== undefined || sheet !== undefined;

/** What became of the file of a form: the form with its lines, or the page that says what is missing. */
type FileAdded = { readonly form: OpenForm } | { readonly page: ModalView };

/**
 * Reads the file of a form, and adds its lines to the texts. `mayAdd` is asked when it is read: whoever went back meanwhile
 * has the texts before them, and would overwrite them with what they see.
 */
export async function fileAdded(
  context: RouteContext,
  draft: OrderDraft,
  mayAdd: () => Promise<boolean>,
): Promise<FileAdded | null> {
  const { useCases, log } = context;
  const { upload, id: draftId, ownerId: by } = draft;
  const of = { draftId, by };
  const later = (sentence: string) => ({
    page: noticeView('Not read yet', sentence, { retry: true, back: true, draftId }),
  });
  let read: FileRead | null = null;
  try {
    if (upload) read = await readSlackFile(context, { id: upload.fileId, uploadedBy: by });
  } catch (error) {
    log.warn({ error, draftId }, 'A file could not be read');
    return later(sentenceFor(error));
  }
  if (upload && read && !read.ok && isPassingTrouble(read.trouble)) {
    log.warn({ draftId, trouble: read.trouble }, 'A file cannot be read yet');
    return later(escapeText(fileTroubleText(read.trouble, upload.name)));
  }
  if (!(await mayAdd())) return null;
  if (upload && read && !read.ok) {
    const form = await useCases.dropFile(of);
    return { page: form ? domainsView(form, [problemOf(fileTroubleText(read.trouble, upload.name))]) : forgotten() };
  }
  const taken = read?.ok ? await useCases.takeSheet(of, { ...read, from: 'form' }) : null;
  if (taken?.ok === false) return afterAdding(taken);
  await setImmediate();
  return afterAdding(await useCases.settleSheet(of));
}

function afterAdding(added: SheetAdded): FileAdded {
  if (!added) return { page: forgotten() };
  if (added.ok) return added;
  const { form, refusal, name } = added;
  if (refusal.why === 'columns') return { page: columnsView(form) };
  return { page: domainsView(form, [problemOf(notAddedText(refusal, name))]) };
}

const forgotten = () => noticeView(FORM_TITLE, FORGOTTEN);

const problemOf = (message: string): Problem => fieldProblem('providers', 'file', message);

/** *Leave it out*: the file is forgotten, and what is typed is kept. One that was chosen since then is not the one that is meant. */
export const leaveOutFile: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const page = filledPage(view, userId);
  await context.useCases.dropFile(page);
  const form = await context.useCases.leavePage(page);
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, domainsView(form));
};
