import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { aliasesView } from '../../../../views/form/ordering/options/aliases-view.ts';
import { FORM_TITLE } from '../../../../views/form/page.ts';
import { FORM } from '../../../../views/ids.ts';
import { fileName, fileTroubleText } from '../../../../views/words/input/file-trouble.ts';
import { EMAIL_PROVIDERS, type EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { troubleByName } from '../../../acts/custom_order/sheets/sheet-file.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import type { FilledPage } from '../../../service/requesting/form/own-form.ts';
import type { UserId } from '../../../values/ids.ts';
import { readSlackFile } from '../../files/read-file.ts';
import { formValues } from '../../receive/form-values.ts';
import type { FileNamed, ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { inModal, replacedWhenDone } from '../modals/modal.ts';
import type { ActionCall, Submitted } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';
import { trailOf } from './order-options.ts';

interface Chosen {
  readonly provider: EmailProvider;
  readonly file: FileNamed;
}

/** The files that are chosen on a page with aliases. Slack forgets them as soon as the page is drawn anew. */
export function chosenFiles(view: ViewPayload): readonly Chosen[] {
  if (view.callback_id !== FORM.aliases) return [];
  const values = formValues(view.state?.values ?? {});
  return EMAIL_PROVIDERS.flatMap((provider) => {
    const [file] = values.files(`alias_file_${provider}`);
    return file ? [{ provider, file }] : [];
  });
}

/** A page with aliases, sent with files: they are read after the answer, and the page comes back with their lines. */
export async function submittedFiles(context: RouteContext, view: ViewPayload, by: UserId): Promise<Submitted> {
  await context.useCases.leavePage(filledPage(view, by));
  for (const { provider, file } of chosenFiles(view)) {
    const trouble = file.name ? troubleByName({ name: file.name, size: file.size ?? null }) : null;
    if (trouble) return fieldErrorsAt(view, `alias_file_${provider}`, fileTroubleText(trouble, file.name ?? ''));
  }
  return replacedWhenDone(context, view, { title: FORM_TITLE, draw: () => pageWithFiles(context, view, by) });
}

/** The same when something else was pressed: the files are read first, for they would be forgotten. */
export async function pressedWithFiles(context: RouteContext, call: ActionCall, view: ViewPayload): Promise<void> {
  await context.useCases.leavePage(filledPage(view, call.userId));
  await inModal(context, call, FORM_TITLE, () => pageWithFiles(context, view, call.userId));
}

async function pageWithFiles(context: RouteContext, view: ViewPayload, by: UserId): Promise<ModalView> {
  // What is typed is kept already, and may be another text by now.
  const page = filledPage({ ...view, state: { values: {} } }, by);
  const notes: string[] = [];
  let form: OpenForm | null = null;
  for (const chosen of chosenFiles(view)) {
    const added = await addedFile(context, page, chosen);
    if (!added) return noticeView(FORM_TITLE, FORGOTTEN);
    form = added.form;
    notes.push(added.note);
  }
  return form ? aliasesView(form, trailOf(view), [], notes.join(' ')) : noticeView(FORM_TITLE, FORGOTTEN);
}

/** Reads one file, and says what became of it. */
async function addedFile(
  context: RouteContext,
  page: FilledPage,
  { provider, file }: Chosen,
): Promise<{ readonly form: OpenForm; readonly note: string } | null> {
  const named = file.name || 'the file';
  const unchanged = async (note: string) => {
    const form = await context.useCases.openForm(page);
    return form && { form, note };
  };
  try {
    const read = await readSlackFile(context, { id: file.id, uploadedBy: page.by });
    if (!read.ok) return unchanged(fileTroubleText(read.trouble, named));
    const added = await context.useCases.addAliasFile(page, provider, read);
    if (!added) return null;
    if (!added.ok) return { form: added.form, note: `${fileName(read.name)}: ${added.message}` };
    const note = `${fileName(read.name)} was read: ${added.aliases} aliases, in the place of the lines before. “Save” checks them.`;
    return { form: added.form, note };
  } catch (error) {
    context.log.warn({ error, draftId: page.draftId }, 'A file of aliases could not be read');
    return unchanged(`${fileName(named)} was not read. ${sentenceFor(error)}`);
  }
}
