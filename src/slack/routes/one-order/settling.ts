import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { QuestionButtonValue } from '../../../../views/button-values.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { SETTLE_ABSENT_TITLE, settleAbsentView, WHAT_NEXT } from '../../../../views/form/settle-absent-view.ts';
import { SETTLE_FOUND_TITLE, settleFoundView } from '../../../../views/form/settle-found-view.ts';
import { type FormField, fieldBlockId } from '../../../../views/form-fields.ts';
import { declaredText, lookedText, namedText, notOursText, ruledOutText } from '../../../../views/words/settling.ts';
import type { Verdict } from '../../../service/deciding/decide-on-click.ts';
import type { NotOurs } from '../../../service/deciding/settle-outcome.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { answerInTime, inModal, replacedWhenDone } from '../modals/modal.ts';
import type { ActionCall, ActionRoute, SubmissionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { orderOf, pressedOrder, verdictText, verdictView } from './about-order.ts';

/** The card is redrawn when the order is found; else its looker is told, because a look in vain changes nothing to see. */
export const lookAgain: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return answerInTime(context, call, LOOK_TITLE, async () => {
    const verdict = await context.useCases.lookAgain({ reference, by: call.userId });
    return verdictText(context, verdict, (order) => lookedText(order, context.useCases.clock.now()));
  });
};

const LOOK_TITLE = 'Looking again';

/** *It is there*: the form for the id of the vendor's order. */
export const isThere: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return inModal(context, call, SETTLE_FOUND_TITLE, async () => {
    const verdict = await context.useCases.maySettleAsFound({ reference, by: call.userId });
    return verdictView(context, SETTLE_FOUND_TITLE, verdict, settleFoundView);
  });
};

/** *It is not there*: the form that asks what next. */
export const isNotThere: ActionRoute = (context, call) =>
  inModal(context, call, SETTLE_ABSENT_TITLE, async () => {
    const verdict = await context.useCases.maySettleAsAbsent({ ...pressedOrder(call), by: call.userId });
    return verdictView(context, SETTLE_ABSENT_TITLE, verdict, settleAbsentView);
  });

/** What a button of a question was drawn for. */
function answeredQuestion({ payload, userId }: ActionCall) {
  const { reference, vendorOrderId } = QuestionButtonValue.parse(payload.actions.value);
  return { reference, by: userId, shownVendorOrderId: vendorOrderId };
}

/** *This one* of a vendor order that resembles ours. */
export const isThisOne: ActionRoute = (context, call) => {
  const click = answeredQuestion(call);
  return answerInTime(context, call, QUESTION_TITLE, async () =>
    takenText(context, await context.useCases.takeResembling(click), click.shownVendorOrderId),
  );
};

const QUESTION_TITLE = 'Is it this one?';

/** *Another one* of a vendor order that resembles ours. */
export const isAnotherOne: ActionRoute = (context, call) =>
  answerInTime(context, call, QUESTION_TITLE, async () =>
    verdictText(context, await context.useCases.ruleOutResembling(answeredQuestion(call)), ruledOutText),
  );

const isNotOurs = (verdict: Verdict | NotOurs): verdict is NotOurs =>
  !verdict.ok && (verdict.refusal === 'no_such_vendor_order' || verdict.refusal === 'other_order');

/** Whether a vendor order is taken for ours. */
const takenText = (context: RouteContext, verdict: Verdict | NotOurs, vendorOrderId: string): string =>
  isNotOurs(verdict)
    ? notOursText(verdict, vendorOrderId)
    : verdictText(context, verdict, (order) => namedText(order, vendorOrderId));

/** What may stand in the address of a vendor order: nothing that could lead elsewhere. */
const VENDOR_ORDER_ID = /^[A-Za-z0-9_-]{1,60}$/;

/** What was typed is checked at the vendor, which may take a while; the form comes back with it when it was the wrong one. */
export const isThereForm: SubmissionRoute = async (context, { view }, by) => {
  const { reference } = orderOf(view);
  const typed = (formValues(view.state?.values ?? {}).text('vendor_order_id') ?? '').trim();
  if (!VENDOR_ORDER_ID.test(typed)) {
    const sentence = 'An order id of ScaledMail’s is one word of letters and digits, such as recAbc123.';
    return fieldErrorsAt(view, 'vendor_order_id', sentence);
  }
  const draw = async () => {
    const verdict = await context.useCases.settleAsFound({ reference, by, vendorOrderId: typed });
    if (isNotOurs(verdict)) return askAgain(context, { reference, by }, typed, verdict);
    return noticeView(SETTLE_FOUND_TITLE, takenText(context, verdict, typed));
  };
  return replacedWhenDone(context, view, { title: SETTLE_FOUND_TITLE, draw, typed });
};

async function askAgain(
  context: RouteContext,
  click: { reference: Reference; by: UserId },
  typed: string,
  verdict: NotOurs,
): Promise<ModalView> {
  return verdictView(context, SETTLE_FOUND_TITLE, await context.useCases.maySettleAsFound(click), (order) =>
    settleFoundView(order, { typed, problem: notOursText(verdict, typed), fill: 1 }),
  );
}

/** The order is not there: whoever says so has looked, and chooses what next. */
export const isNotThereForm: SubmissionRoute = async (context, { view }, by) => {
  const { reference, fingerprint } = orderOf(view);
  const values = formValues(view.state?.values ?? {});
  const hasLooked = values.chosen('has_looked')?.includes('yes') ?? false;
  const next = z.enum([WHAT_NEXT.sendAgain, WHAT_NEXT.giveUp]).safeParse(values.chosen('what_next')?.[0]);
  const missing: [FormField, string][] = [
    ...(hasLooked ? [] : [['has_looked', 'Please look first, and say so.'] satisfies [FormField, string]]),
    ...(next.success ? [] : [['what_next', 'Please choose.'] satisfies [FormField, string]]),
  ];
  if (!next.success || missing.length > 0) {
    const errors = Object.fromEntries(missing.map(([field, sentence]) => [fieldBlockId(field, 0), sentence]));
    return { ack: { response_action: 'errors', errors } };
  }
  const isSentAgain = next.data === WHAT_NEXT.sendAgain;
  const draw = async () => {
    const verdict = await context.useCases.settleAsAbsent({ reference, fingerprint, by, isSentAgain });
    const sentence = verdictText(context, verdict, (order) => declaredText(order, fingerprint));
    return noticeView(SETTLE_ABSENT_TITLE, sentence);
  };
  return replacedWhenDone(context, view, { title: SETTLE_ABSENT_TITLE, draw });
};
