import type { ModalView } from '@slack/types';
import { CANCEL_TITLE, cancelView } from '../../../../views/form/cancel-view.ts';
import { chooseEndingView } from '../../../../views/form/choose-ending-view.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { CHANGED_THERE, cannotCancelText, unansweredText } from '../../../../views/words/refusals/cancelling.ts';
import type { CancelForm, ChoiceForm } from '../../../service/requesting/cancelling/cancel-form.ts';
import type { CancelChoice, CancelRefusal } from '../../../service/requesting/cancelling/start-cancelling.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { askingRoutes, sentPage } from '../asking-page.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { inModal, openFilled, replacedWhenDone } from '../modals/modal.ts';
import { pressedOrder } from '../one-order/about-order.ts';
import type { ActionRoute, CommandCall, SubmissionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

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
    choiceView(await context.useCases.vendorOrdersOfOne(call.userId, reference)),
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
    choiceView(await context.useCases.vendorOrdersToCancel(userId)),
  );

/** The list, sent: what would end by the chosen one. */
export const chooseEndingForm: SubmissionRoute = async (context, { view }, by) => {
  const { formId } = sentPage(view, by);
  const chosen = formValues(view.state?.values ?? {}).chosen('vendor_order')?.[0];
  if (chosen === undefined) return fieldErrorsAt(view, 'vendor_order', 'Please choose one.');
  const draw = async () =>
    CANCEL_PAGE.page(context, await context.useCases.chooseEnding({ formId, by }, Number(chosen)));
  return replacedWhenDone(context, view, { title: CANCEL_TITLE, draw });
};

/** The list, left while one was being chosen. */
export async function choiceLeft({ useCases }: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> {
  const { formId } = sentPage(page, by);
  return choiceView(await useCases.reopenChoice({ formId, by }));
}

/** The page that shows what would end, and asks why. */
export const CANCEL_PAGE = askingRoutes<CancelForm, string, 'reason', CancelRefusal>({
  title: CANCEL_TITLE,
  uses: ({ checkCancelling: check, requestCancelling: request, reopenCancelling: reopen }) => ({
    check,
    request,
    reopen,
  }),
  typed: (values) => (values.text('reason') ?? '').trim(),
  fields: [['reason', 'reason']],
  draw: (form, options) => cancelView(form, form.seen, options),
  refused: cannotCancelText,
  changedThere: CHANGED_THERE,
  unanswered: unansweredText,
});

const cancelPage = async (context: RouteContext, by: UserId, reference: Reference): Promise<ModalView> =>
  CANCEL_PAGE.page(context, await context.useCases.cancellable(by, reference));

/** What the list is, told by where its orders come from: the two of an order of ours, or all that run. */
const introOf = ({ choices }: ChoiceForm): string =>
  choices.some(({ reference }) => reference !== null) ? TWICE : ALL;

const choiceView = (choice: CancelChoice | CancelRefusal): ModalView =>
  choice.ok
    ? chooseEndingView(choice.form.id, choice.form.choices, introOf(choice.form))
    : noticeView(CANCEL_TITLE, cannotCancelText(choice));
