import type { ModalView } from '@slack/types';
import { declineView } from '../../../views/form/decline-view.ts';
import { loadingView } from '../../../views/form/loading-view.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { SETTLE_ABSENT_TITLE, settleAbsentView } from '../../../views/form/settle-absent-view.ts';
import { SETTLE_FOUND_TITLE, settleFoundView } from '../../../views/form/settle-found-view.ts';
import { withdrawView } from '../../../views/form/withdraw-view.ts';
import { ACTION, OrderButtonValue, QuestionButtonValue } from '../../../views/ids.ts';
import { orderDetailsModal } from '../../../views/messages/order-details.ts';
import { refusalMessage } from '../../../views/words/refusal.ts';
import { lookedText, namedText, notOursText, ruledOutText } from '../../../views/words/settling.ts';
import type { Verdict } from '../../service/deciding/approve-order.ts';
import type { FoundOrder } from '../../service/reading/find-orders.ts';
import { Fingerprint, Reference } from '../../values/ids.ts';
import { goBack, retryPricing } from './order-form.ts';
import {
  type ActionCall,
  type ActionRoute,
  answerInModal,
  answeringFor,
  openModal,
  type RouteContext,
  showModal,
} from './route-context.ts';
import { startOrder } from './start-order.ts';

/** The order that a button was drawn for, and the terms it was drawn with. */
function pressedOrder({ payload }: ActionCall): { reference: Reference; fingerprint: Fingerprint } {
  const { reference, fingerprint } = OrderButtonValue.parse(payload.actions.value);
  return { reference: Reference.parse(reference), fingerprint: Fingerprint.parse(fingerprint) };
}

/** The card itself is the answer to an approval that counts: it is redrawn at once. */
const approve: ActionRoute = async (context, call) => {
  const verdict = await context.useCases.approveOrder({ ...pressedOrder(call), by: call.userId });
  if (!verdict.ok) await call.answer(refusalMessage(verdict.refusal, verdict.order));
};

/** Opens a modal at once, and fills it with what the verdict allows. */
async function openFor(
  context: RouteContext,
  call: ActionCall,
  title: string,
  draw: () => Promise<ModalView>,
): Promise<void> {
  const viewId = await openModal(context, call.payload.trigger_id, loadingView(title));
  if (viewId === null) return;
  await answeringFor(context, answerInModal(context, viewId, title), async () =>
    showModal(context, viewId, await draw()),
  );
}

const drawVerdict = (
  title: string,
  verdict: Verdict,
  form: (order: NonNullable<Verdict['order']>) => ModalView,
): ModalView => (verdict.ok ? form(verdict.order) : noticeView(title, refusalMessage(verdict.refusal, verdict.order)));

const decline: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return openFor(context, call, 'Decline order', async () =>
    drawVerdict('Decline order', await context.useCases.mayDecline({ reference, by: call.userId }), declineView),
  );
};

/** The card is redrawn when the order is found; else its looker is told, because a look in vain changes nothing to see. */
const lookAgain: ActionRoute = async (context, call) => {
  const { reference } = pressedOrder(call);
  const verdict = await context.useCases.lookAgain({ reference, by: call.userId });
  await call.answer(
    verdict.ok
      ? lookedText(verdict.order, context.useCases.clock.now())
      : refusalMessage(verdict.refusal, verdict.order),
  );
};

const isThere: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return openFor(context, call, SETTLE_FOUND_TITLE, async () =>
    drawVerdict(
      SETTLE_FOUND_TITLE,
      await context.useCases.maySettleAsFound({ reference, by: call.userId }),
      settleFoundView,
    ),
  );
};

const isNotThere: ActionRoute = (context, call) =>
  openFor(context, call, SETTLE_ABSENT_TITLE, async () =>
    drawVerdict(
      SETTLE_ABSENT_TITLE,
      await context.useCases.maySettleAsAbsent({ ...pressedOrder(call), by: call.userId }),
      settleAbsentView,
    ),
  );

/** What a button of a question was drawn for. */
function answeredQuestion({ payload, userId }: ActionCall) {
  const { reference, vendorOrderId } = QuestionButtonValue.parse(payload.actions.value);
  return { reference: Reference.parse(reference), by: userId, shownVendorOrderId: vendorOrderId };
}

const isThisOne: ActionRoute = async (context, call) => {
  const click = answeredQuestion(call);
  const verdict = await context.useCases.takeResembling(click);
  if (verdict.ok) return call.answer(namedText(verdict.order, click.shownVendorOrderId));
  if (verdict.refusal === 'no_such_vendor_order' || verdict.refusal === 'other_order') {
    return call.answer(notOursText(verdict, click.shownVendorOrderId));
  }
  await call.answer(refusalMessage(verdict.refusal, verdict.order));
};

const isAnotherOne: ActionRoute = async (context, call) => {
  const verdict = await context.useCases.ruleOutResembling(answeredQuestion(call));
  await call.answer(verdict.ok ? ruledOutText(verdict.order) : refusalMessage(verdict.refusal, verdict.order));
};

const withdraw: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return openFor(context, call, 'Withdraw order', async () => {
    const found = await context.useCases.showOrder(call.userId, reference);
    return found.ok ? withdrawView(found.order) : notFoundView('Withdraw order', found);
  });
};

const details: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return openFor(context, call, `Order ${reference}`, async () => {
    const found = await context.useCases.showOrder(call.userId, reference);
    return found.ok ? orderDetailsModal(found.order, found.history) : notFoundView(`Order ${reference}`, found);
  });
};

const notFoundView = (title: string, found: Extract<FoundOrder, { ok: false }>): ModalView =>
  noticeView(title, refusalMessage(found.refusal === 'unknown_order' ? 'not_visible' : found.refusal, null));

const startOrderByButton: ActionRoute = (context, { userId, payload }) =>
  startOrder(context, userId, payload.trigger_id);

/** A press that needs no more than its acknowledgement: a link, or a choice that is read when the form is sent. */
const nothing: ActionRoute = async () => {};

/** Everything that can be pressed. */
export const ACTION_ROUTES: ReadonlyMap<string, ActionRoute> = new Map<string, ActionRoute>([
  [ACTION.approve, approve],
  [ACTION.decline, decline],
  [ACTION.withdraw, withdraw],
  [ACTION.lookAgain, lookAgain],
  [ACTION.isThere, isThere],
  [ACTION.isNotThere, isNotThere],
  [ACTION.isThisOne, isThisOne],
  [ACTION.isAnotherOne, isAnotherOne],
  [ACTION.details, details],
  [ACTION.showOrder, details],
  [ACTION.startOrder, startOrderByButton],
  [ACTION.back, goBack],
  [ACTION.retryPricing, retryPricing],
  [ACTION.openCard, nothing],
  [ACTION.chooseSource, nothing],
  [ACTION.pickNames, nothing],
]);
