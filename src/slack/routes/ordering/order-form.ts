import { DraftMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { columnsView } from '../../../../views/form/ordering/columns-view.ts';
import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { pricingView } from '../../../../views/form/ordering/pricing-view.ts';
import { reviewToken } from '../../../../views/form/ordering/review-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { titleOf } from '../../../../views/form/page.ts';
import { fieldBlockId } from '../../../../views/form-fields.ts';
import { fileTroubleText } from '../../../../views/words/input/file-trouble.ts';
import { fieldErrors } from '../../../../views/words/input/problem.ts';
import { aboveLimitMessage, refusalMessage, takenMessage } from '../../../../views/words/refusals/refusal.ts';
import { askedBy } from '../../../acts/asked-by-draft.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { isOfColumns, isOfLine } from '../../../acts/custom_order/form/mistakes.ts';
import { isAsked } from '../../../acts/custom_order/form/said-columns.ts';
import type { OrderField } from '../../../acts/custom_order/problem.ts';
import { SHEET_COLUMNS } from '../../../acts/custom_order/reading/reading.ts';
import { domainsField } from '../../../acts/custom_order/rules/check-order.ts';
import { troubleByName } from '../../../acts/custom_order/sheets/sheet-file.ts';
import { A_PACKAGE } from '../../../acts/fixed_package/chosen-package.ts';
import { readForm } from '../../../service/requesting/filling/check-draft.ts';
import { type Filled, WHAT_FIELDS } from '../../../service/requesting/filling/fill-draft.ts';
import type { Sent } from '../../../service/requesting/sending/send-draft.ts';
import { formValues, saidColumns } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { filledPage } from '../filled-page.ts';
import { forgottenForm, replaced, replacedWhenDone, tokenOf } from '../modals/modal.ts';
import type { SubmissionRoute, Submitted } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { hostingPage } from './login-pages.ts';
import { hasFile } from './order-file.ts';
import { afterOption, trailOf } from './order-options.ts';
import { choosingPackage } from './packages.ts';
import { busyView, pageOfProblems, priceInto } from './pricing.ts';

const forgotten = forgottenForm();

/** Errors at the fields of this page. What belongs to a field of another page is told at `elsewhere`, a field of this one. */
function errors(
  { fill, problems }: Extract<Filled, { ok: false }>,
  fields: readonly OrderField[],
  elsewhere: OrderField,
): Submitted {
  const blockIdOf = (field: OrderField) => fieldBlockId(fields.includes(field) ? field : elsewhere, fill);
  return { ack: { response_action: 'errors', errors: fieldErrors(problems, blockIdOf) } };
}

/** The first page, sent. */
export const whatForm: SubmissionRoute = async (context, { view }, userId) => {
  const page = filledPage(view, userId);
  const filled = await context.useCases.fillWhat(page);
  if (!filled) return forgotten;
  if (filled.ok && page.typed.source === A_PACKAGE) return choosingPackage(context, view, filled.draft);
  if (filled.ok) return replaced(isSheetAsked(filled.draft) ? columnsView(filled) : domainsView(filled));
  const fields = WHAT_FIELDS.filter((field) => field !== 'workspace' || filled.draft.workspaces.length > 1);
  return errors(filled, fields, 'label');
};

/** Whether the columns of what the form was begun with need a word. */
const isSheetAsked = ({ sheet }: OrderDraft): boolean =>
  sheet !== undefined && sheet.from !== 'form' && isAsked(sheet.text, SHEET_COLUMNS);

/** The page with the domains, sent. Mistakes in lines have a page of their own. A file is read after the answer. */
export const domainsForm: SubmissionRoute = async (context, { view }, userId) => {
  const page = filledPage(view, userId);
  const [file] = formValues(view.state?.values ?? {}).files('file');
  const trouble = file?.name ? troubleByName({ name: file.name, size: file.size ?? null }) : null;
  if (trouble) {
    await context.useCases.keepTyped({ ...page, typed: { ...page.typed, upload: null } });
    return fieldErrorsAt(view, 'file', fileTroubleText(trouble, file?.name ?? ''));
  }
  const filled = await context.useCases.fillDomains(page);
  if (filled && hasFile(filled.draft)) return afterDomains(context, view, filled);
  if (filled && !filled.ok && !filled.problems.some(isOfLine)) {
    const fields = filled.draft.providers.map(domainsField);
    return errors(filled, [...fields, 'default_name', 'default_redirect'], fields[0] ?? 'default_name');
  }
  return afterDomains(context, view, filled);
};

/** The page that asks about columns, sent: *Use this*. */
export const columnsForm: SubmissionRoute = async (context, { view }, userId) => {
  const page = filledPage(view, userId);
  const typed = { ...page.typed, columns: saidColumns(formValues(view.state?.values ?? {})) };
  return afterDomains(context, view, await context.useCases.fillColumns({ ...page, typed }));
};

/** The page with the lines that have mistakes, sent: they go back to where they stood, and all is checked again. */
export const mistakesForm: SubmissionRoute = async (context, { view }, userId) =>
  afterDomains(context, view, await context.useCases.fillDomains(filledPage(view, userId)));

/** Where the form goes on: to columns that nobody can tell apart, to mistakes in lines, which are told together with what ScaledMail knows, to the login, or to the price. */
function afterDomains(context: RouteContext, view: ViewPayload, filled: Filled): Submitted {
  if (!filled) return forgotten;
  const { draft } = filled;
  if (hasFile(draft)) {
    return replaced(busyView(draft, tokenOf(view)), () =>
      priceInto(context, view, filled.ok ? filled : readForm(filled)),
    );
  }
  if (!filled.ok && filled.problems.some(isOfColumns)) return replaced(columnsView(filled));
  if (!filled.ok && !filled.problems.some(isOfLine)) return replaced(domainsView(filled, filled.problems));
  if (filled.ok && filled.draft.source === 'other') {
    return replacedWhenDone(context, view, { title: titleOf(draft), draw: () => hostingPage(context, filled) });
  }
  const read = filled.ok ? filled : readForm(filled);
  return replaced(pricingView(filled.draft, tokenOf(view)), () => priceInto(context, view, read));
}

const HOSTING_FIELDS: readonly OrderField[] = [
  'hosting_saved',
  'hosting_provider',
  'hosting_username',
  'hosting_password',
  'hosting_link',
  'hosting_keep',
];

/** The page with the hosting login, sent. */
export const hostingForm: SubmissionRoute = async (context, { view }, userId) => {
  const values = formValues(view.state?.values ?? {});
  const login = { username: values.text('hosting_username') ?? '', password: values.text('hosting_password') ?? '' };
  const filled = await context.useCases.fillHosting(filledPage(view, userId), login);
  if (trailOf(view).length > 0) return afterOption(context, view, filled);
  if (!filled) return forgotten;
  if (!filled.ok) return errors(filled, HOSTING_FIELDS, 'hosting_provider');
  return replaced(pricingView(filled.draft, tokenOf(view)), () => priceInto(context, view, filled));
};

/** The review, sent: the form becomes an order. */
export const reviewForm: SubmissionRoute = async (context, { view }, userId) => {
  const form = await context.useCases.openForm(filledPage(view, userId));
  if (!form) return forgotten;
  const { draft } = form;
  const { token } = DraftMetadata.parse(JSON.parse(view.private_metadata));
  const asked = askedBy(draft);
  if (asked && token !== reviewToken(asked)) {
    return replaced(noticeView(titleOf(draft), CHANGED_ELSEWHERE, { back: true, draftId: draft.id }));
  }
  const draw = async () => {
    const sent = await context.useCases.sendDraft(draft);
    if (sent.ok) return sentView(sent.order, context.channelId);
    if (sent.refusal === 'login_trouble') return pageOfProblems(context, { ...form, problems: sent.problems });
    return noticeView(titleOf(draft), notSentText(sent), { back: true, draftId: draft.id });
  };
  return replacedWhenDone(context, view, { title: titleOf(draft), draw });
};

const CHANGED_ELSEWHERE =
  'This order was changed in another window since you saw it here. Nothing was sent. *Back* shows it as it is now.';

function notSentText(sent: Exclude<Sent, { ok: true } | { refusal: 'login_trouble' }>): string {
  switch (sent.refusal) {
    case 'domains_taken':
      return takenMessage(sent.taken);
    case 'above_limit':
      return aboveLimitMessage(sent);
    default:
      return refusalMessage(sent.refusal, null);
  }
}
