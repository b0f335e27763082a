import type { ModalView } from '@slack/types';
import { CANCEL_TITLE, cancelView } from '../../../../views/form/cancel-view.ts';
import { chooseEndingView } from '../../../../views/form/choose-ending-view.ts';
import { FormMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { CHANGED_THERE, cannotCancelText, unansweredText } from '../../../../views/words/refusals/cancelling.ts';
import type { CancellingRequested } from '../../../service/requesting/cancelling/request-cancelling.ts';
import type {
  CancelChoice,
  CancelPage,
  CancelRefusal,
} from '../../../service/requesting/cancelling/start-cancelling.ts';
import type { Reference } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { inModal, openFilled, replacedWhenDone } from '../modals/modal.ts';
import { pressedOrder } from '../one-order/about-order.ts';
import type { ActionCall, ActionRoute, CommandCall, SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

const TWICE = 'ScaledMail has this order more than once. Choose the one that is to end; the other one goes on.';
const ALL = 'Orders that run at ScaledMail, newest first, also those made elsewhere.';

/** *Cancel at ScaledMail…*: what would end, and the form for a reason. */
export const cancelAtVendor: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return inModal(context, call, CANCEL_TITLE, () => cancelPage(context, call.userId, reference));
};

/** *Cancel one…*, on an order that stands at the vendor twice. */
export const cancelOne: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return inModal(context, call, CANCEL_TITLE, async () =>
    choiceView(await context.useCases.vendorOrdersOfOne(call.userId, reference), TWICE),
  );
};

/** `/scaledmail cancel 7f3k2q`. */
export const cancelByReference = (
  context: RouteContext,
  { userId, triggerId }: CommandCall,
  reference: Reference,
): Promise<void> => openFilled(context, triggerId, CANCEL_TITLE, () => cancelPage(context, userId, reference));

/** `/scaledmail cancel` alone: approvers choose from all that runs at the vendor. */
export const cancelFromList = (context: RouteContext, { userId, triggerId }: CommandCall): Promise<void> =>
  openFilled(context, triggerId, CANCEL_TITLE, async () =>
    choiceView(await context.useCases.vendorOrdersToCancel(userId), ALL),
  );

/** The list, sent: what would end by the chosen one. */
export const chooseEndingForm: SubmissionRoute = async (context, { view }, by) => {
  const { formId } = formOf(view);
  const chosen = formValues(view.state?.values ?? {}).chosen('vendor_order')?.[0];
  if (chosen === undefined) return fieldErrorsAt(view, 'vendor_order', 'Please choose one.');
  const draw = async () => cancelPageView(context, await context.useCases.chooseEnding({ formId, by }, Number(chosen)));
  return replacedWhenDone(context, view, { title: CANCEL_TITLE, draw });
};

/** The page with the reason, sent: it becomes an order that waits for approval. */
export const cancelForm: SubmissionRoute = async (context, { view }, by) => {
  const { formId } = formOf(view);
  const reason = (formValues(view.state?.values ?? {}).text('reason') ?? '').trim();
  if (reason === '') return fieldErrorsAt(view, 'reason', 'Please say why: who decides reads it.');
  await context.useCases.keepReason({ formId, by }, reason);
  const draw = async () => requestedView(context, await context.useCases.requestCancelling({ formId, by }, reason));
  return replacedWhenDone(context, view, { title: CANCEL_TITLE, draw });
};

const formOf = (view: ViewPayload): FormMetadata => FormMetadata.parse(JSON.parse(view.private_metadata));

const cancelPage = async (context: RouteContext, by: ActionCall['userId'], reference: Reference): Promise<ModalView> =>
  cancelPageView(context, await context.useCases.cancellable(by, reference));

const refusedView = (refused: CancelRefusal): ModalView => noticeView(CANCEL_TITLE, cannotCancelText(refused));

/** The page that shows what would end, or why nothing can. */
export function cancelPageView({ useCases: { policy } }: RouteContext, page: CancelPage | CancelRefusal): ModalView {
  return page.ok ? cancelView(page.form, page.ending, { policy }) : refusedView(page);
}

const choiceView = (choice: CancelChoice | CancelRefusal, intro: string): ModalView =>
  choice.ok ? chooseEndingView(choice.form.id, choice.rows, intro) : refusedView(choice);

function requestedView({ useCases: { policy }, channelId }: RouteContext, requested: CancellingRequested): ModalView {
  if (requested.ok) return sentView(requested.order, channelId);
  switch (requested.refusal) {
    case 'unanswered': {
      const { form, ending } = requested.page;
      return cancelView(form, ending, { policy, problem: unansweredText(sentenceFor(requested.error)) });
    }
    case 'changed_there':
      return cancelView(requested.page.form, requested.page.ending, { policy, problem: CHANGED_THERE });
    default:
      return refusedView(requested);
  }
}
