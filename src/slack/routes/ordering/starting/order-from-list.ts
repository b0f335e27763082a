import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { type ListNote, withListNote } from '../../../../../views/form/ordering/notes/list-notes.ts';
import { whatView } from '../../../../../views/form/ordering/what-view.ts';
import { FORM_TITLE } from '../../../../../views/form/page.ts';
import { refusalMessage } from '../../../../../views/words/refusals/refusal.ts';
import { listInMessage } from '../../../../acts/custom_order/sheets/message-text.ts';
import { troubleByName } from '../../../../acts/custom_order/sheets/sheet-file.ts';
import type { SheetText } from '../../../../service/requesting/filling/add-sheet.ts';
import { readSlackFile } from '../../../files/read-file.ts';
import type { FileNamed, MessageShortcutPayload } from '../../../receive/payloads.ts';
import { openFilled } from '../../modals/modal.ts';
import type { RouteContext } from '../../route-context.ts';
import { withPause } from '../with-pause.ts';

/** *Order from this list*: the form with the one sheet on a message, else with its text. Throws `ClickTooLate`. */
export const orderFromList = (
  context: RouteContext,
  { user, trigger_id: triggerId, message }: MessageShortcutPayload,
): Promise<void> =>
  openFilled(context, triggerId, FORM_TITLE, async (): Promise<ModalView> => {
    const { list, note } = await listOn(context, message);
    const started = await context.useCases.startFromList(user.id, list);
    if (!started.ok) return noticeView(FORM_TITLE, refusalMessage(started.refusal, null));
    const said: ListNote = 'notRead' in started ? { is: 'unreadable', message: started.notRead } : note;
    return withPause(context, withListNote(whatView(started, [], started), started.draft, said));
  });

interface ListFound {
  readonly list: SheetText | null;
  readonly note: ListNote;
}

async function listOn(context: RouteContext, { text, files }: MessageShortcutPayload['message']): Promise<ListFound> {
  const all = files ?? [];
  const list = listInMessage(text ?? '');
  // A picture beside a list is no reason to leave the list alone.
  const sheets = all.filter(({ name, size }) => !name || troubleByName({ name, size: size ?? null }) !== 'wrong_type');
  const [file, ...others] = sheets.length > 0 || list !== '' ? sheets : all;
  if (others.length > 0) return { list: null, note: { is: 'several', count: others.length + 1 } };
  if (file) return listIn(context, file);
  return list === ''
    ? { list: null, note: { is: 'nothing' } }
    : { list: { name: 'The message', text: list, from: 'message' }, note: { is: 'read' } };
}

async function listIn(context: RouteContext, { id, name }: FileNamed): Promise<ListFound> {
  const read = await readSlackFile(context, { id, uploadedBy: null });
  if (read.ok) return { list: { ...read, from: 'message_file' }, note: { is: 'read' } };
  return { list: null, note: { is: 'trouble', trouble: read.trouble, name: name || 'the file' } };
}
