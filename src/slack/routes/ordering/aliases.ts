import type { ModalView } from '@slack/types';
import { aliasFile, aliasFileText } from '../../../../views/acts/custom_order/alias-file.ts';
import { aliasesView } from '../../../../views/form/ordering/options/aliases-view.ts';
import { FORM_TITLE } from '../../../../views/form/page.ts';
import { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { aliasRows, takenAsOwn } from '../../../acts/custom_order/form/alias-rows.ts';
import { OPTION_FIELDS } from '../../../acts/custom_order/options.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import { sendFile } from '../../say/send-file.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { inModal, replaced } from '../modals/modal.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute, SubmissionRoute } from '../route.ts';
import { sentenceFor } from '../route-context.ts';
import { chosenFiles, pressedWithFiles, submittedFiles } from './alias-upload.ts';
import { afterOption, trailOf } from './order-options.ts';

/** The page with aliases, sent. Their mistakes are of lines, and stand above all boxes, as do those of senders on it. */
export const aliasesForm: SubmissionRoute = async (context, { view }, userId) => {
  if (chosenFiles(view).length > 0) return submittedFiles(context, view, userId);
  const page = filledPage(view, userId);
  const fields = [...OPTION_FIELDS.aliases, ...(page.typed.defaultName === null ? [] : ['default_name' as const])];
  const filled = await context.useCases.fillAliases(page, fields);
  if (!filled || filled.ok) return afterOption(context, view, filled);
  return replaced(aliasesView(filled, trailOf(view), filled.problems));
};

/** The choice who names the mailboxes, and *Preview*: the page as it is with what is chosen, typed and ticked. */
export const chooseAliases: ActionRoute = async (context, call) => {
  const {
    payload: { view },
    userId,
    answer,
  } = call;
  if (!view) return;
  if (chosenFiles(view).length > 0) return pressedWithFiles(context, call, view);
  const form = await context.useCases.leavePage(filledPage(view, userId));
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, aliasesView(form, trailOf(view)));
};

/** *Edit them as my own lines*: what is made from senders, as lines. */
export const takeAliases: ActionRoute = async (context, call) => {
  const {
    payload: { view, actions },
    userId,
    answer,
  } = call;
  const provider = EmailProvider.safeParse(actions.value);
  if (!view || !provider.success) return;
  if (chosenFiles(view).length > 0) return pressedWithFiles(context, call, view);
  let isMade = false;
  const form = await context.useCases.leavePage(filledPage(view, userId), (draft) => {
    const made = takenAsOwn(draft, provider.data);
    isMade = made !== null;
    return made;
  });
  if (!form) return answer(FORGOTTEN);
  const note = isMade ? null : 'Nothing can be made yet: it takes a sender, and patterns that suffice.';
  await showModal(context, view.id, aliasesView(form, trailOf(view), [], note));
};

/** *Send me the file*: all aliases of a provider as a sheet, by direct message. The page comes back and says so. */
export const sendAliasFile: ActionRoute = async (context, call) => {
  const { view, actions } = call.payload;
  const provider = EmailProvider.safeParse(actions.value);
  if (!view || !provider.success) return;
  if (chosenFiles(view).length > 0) return pressedWithFiles(context, call, view);
  const form = await context.useCases.leavePage(filledPage(view, call.userId));
  if (!form) return call.answer(FORGOTTEN);
  const send = async (): Promise<string> => {
    const rows = aliasRows(form.draft, provider.data);
    try {
      await sendFile(
        context.clients.web,
        call.userId,
        aliasFile(provider.data, rows),
        aliasFileText(provider.data, rows),
      );
    } catch (error) {
      context.log.error({ error }, 'A file of aliases could not be sent');
      return `The file was not sent. ${sentenceFor(error)}`;
    }
    return 'The file is in your direct messages with this app.';
  };
  await inModal(context, call, FORM_TITLE, async () => noted(form, view, await send()));
};

const noted = (form: OpenForm, view: Parameters<typeof trailOf>[0], note: string): ModalView =>
  aliasesView(form, trailOf(view), [], note);
