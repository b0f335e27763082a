import type { ModalView } from '@slack/types';
import { PrewarmedMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { PREWARMED_TITLE, pickerView } from '../../../views/form/prewarmed/picker-view.ts';
import { prewarmedReviewView } from '../../../views/form/prewarmed/review-view.ts';
import type { FormField } from '../../../views/form-fields.ts';
import {
  CHANGED_MEANWHILE,
  cannotChooseText,
  notReviewedText,
  takenText,
  toolTroubleText,
} from '../../../views/words/refusals/prewarmed.ts';
import { aboveLimitMessage } from '../../../views/words/refusals/refusal.ts';
import type { PrewarmedField, PrewarmedProblem } from '../../acts/buy_prewarmed/check-prewarmed.ts';
import type { FormOf } from '../../service/requesting/kept-forms.ts';
import type { PrewarmedFields, PrewarmedForm } from '../../service/requesting/prewarmed/prewarmed-form.ts';
import type { PrewarmedRequested } from '../../service/requesting/prewarmed/request-prewarmed.ts';
import type { NotReviewed, ReviewedPrewarmed } from '../../service/requesting/prewarmed/review-prewarmed.ts';
import type { PageTurn } from '../../service/requesting/prewarmed/start-prewarmed.ts';
import type { UserId } from '../../values/ids.ts';
import { formValues } from '../receive/form-values.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import { openFilled, replaced, replacedWhenDone } from './modals/modal.ts';
import { showModal } from './modals/show-modal.ts';
import type { ActionRoute, CommandRoute, SubmissionRoute, Submitted } from './route.ts';
import { type RouteContext, sentenceFor } from './route-context.ts';

/** Said of a form that is forgotten, as a message and as a page. */
export const PREWARMED_FORGOTTEN = cannotChooseText({ refusal: 'form_forgotten' });
export const prewarmedForgotten = (): ModalView => noticeView(PREWARMED_TITLE, PREWARMED_FORGOTTEN);

/** `/scaledmail prewarmed`: what is in stock. */
export const prewarmed: CommandRoute = (context, { userId, triggerId }) =>
  openFilled(context, triggerId, PREWARMED_TITLE, async () => {
    const started = await context.useCases.startPrewarmed(userId);
    return started.ok ? pickerView(started.form) : noticeView(PREWARMED_TITLE, cannotChooseText(started));
  });

/** *Earlier* and *Next*: what is ticked stays. */
export const turnPage =
  (turn: PageTurn): ActionRoute =>
  async (context, { payload: { view }, userId, answer }) => {
    if (!view) return;
    const form = await context.useCases.turnPrewarmed(formOf(view, userId), fieldsOf(view), turn);
    await (form ? showModal(context, view.id, pickerView(form)) : answer(PREWARMED_FORGOTTEN));
  };

/** The picker, sent: what is wrong stands at its field, else it is priced by the stock of now. */
export const prewarmedForm: SubmissionRoute = async (context, { view }, by) => {
  const of = formOf(view, by);
  const filled = await context.useCases.fillPrewarmed(of, fieldsOf(view));
  if (!filled) return replaced(prewarmedForgotten());
  if (filled.problems.length > 0) return errorsAt(view, filled.problems);
  const draw = async () => reviewedView(context, await context.useCases.reviewPrewarmed(of));
  return replacedWhenDone(context, view, { title: PREWARMED_TITLE, draw });
};

/** The review, sent: it becomes an order that waits for approval. */
export const prewarmedReviewForm: SubmissionRoute = async (context, { view }, by) => {
  const of = formOf(view, by);
  const draw = async () => requestedView(context, await context.useCases.requestPrewarmed(of, tokenOf(view)));
  return replacedWhenDone(context, view, { title: PREWARMED_TITLE, draw });
};

/** *Back* to the picker; an order that came of it already is shown instead. */
export async function prewarmedPage(context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> {
  const left = await context.useCases.reopenPrewarmed(formOf(page, by));
  if (!left) return prewarmedForgotten();
  return 'order' in left ? sentView(left.order, context.channelId) : pickerView(left.form);
}

const metadataOf = (view: ViewPayload): PrewarmedMetadata => PrewarmedMetadata.parse(JSON.parse(view.private_metadata));
/** Which form a page belongs to. */
export const formOf = (view: ViewPayload, by: UserId): FormOf => ({ formId: metadataOf(view).formId, by });
const tokenOf = (view: ViewPayload): string => metadataOf(view).token ?? '';

/** What stands in the fields of the picker. */
export function fieldsOf(view: ViewPayload): PrewarmedFields {
  const values = formValues(view.state?.values ?? {});
  return {
    ticked: values.chosen('prewarmed_inboxes'),
    redirect: values.text('default_redirect'),
    label: values.text('label'),
    workspaceId: values.chosen('workspace')?.[0] ?? null,
  };
}

const FIELDS: Readonly<Record<PrewarmedField, FormField>> = {
  inboxes: 'prewarmed_inboxes',
  redirect: 'default_redirect',
  label: 'label',
  workspace: 'workspace',
};

/** Each problem at its field; at the label, which is always there, when its own is not on the page: all may be sold. */
function errorsAt(view: ViewPayload, problems: readonly PrewarmedProblem[]): Submitted {
  const blockIds = Object.keys(view.state?.values ?? {});
  const blockOf = (field: FormField) => blockIds.find((id) => id.startsWith(`${field}.`));
  const errors: Record<string, string> = {};
  for (const { field, message } of problems) {
    const blockId = blockOf(FIELDS[field]) ?? blockOf('label') ?? '';
    errors[blockId] = [...(errors[blockId] === undefined ? [] : [errors[blockId]]), message].join('\n');
  }
  return { ack: { response_action: 'errors', errors } };
}

function reviewedView({ useCases: { policy } }: RouteContext, reviewed: ReviewedPrewarmed): ModalView {
  if (reviewed.ok) return reviewOf(reviewed.form, policy);
  return reviewed.refusal === 'form_forgotten'
    ? prewarmedForgotten()
    : pickerView(reviewed.form, becauseText(reviewed.because));
}

const becauseText = (because: NotReviewed): string =>
  because.why === 'unanswered'
    ? `${sentenceFor(because.error)} Nothing was sent, and everything you chose and typed is still here.`
    : notReviewedText(because);

function reviewOf(
  { id: formId, ownerId, review }: PrewarmedForm,
  policy: RouteContext['useCases']['policy'],
  problem: string | null = null,
): ModalView {
  return review ? prewarmedReviewView({ formId, ownerId, ...review }, policy, problem) : prewarmedForgotten();
}

function requestedView({ useCases: { policy }, channelId }: RouteContext, requested: PrewarmedRequested): ModalView {
  if (requested.ok) return sentView(requested.order, channelId);
  switch (requested.refusal) {
    case 'changed_meanwhile':
      return reviewOf(requested.form, policy, CHANGED_MEANWHILE);
    case 'login_trouble':
      return pickerView(requested.form, toolTroubleText(requested.problems));
    case 'above_limit':
      return reviewOf(requested.form, policy, aboveLimitMessage(requested.above));
    case 'taken':
      return reviewOf(requested.form, policy, `${takenText(requested.taken)} Go back, and choose others.`);
    default:
      return noticeView(PREWARMED_TITLE, cannotChooseText(requested));
  }
}
