import { DECLINE_TITLE, declineView } from '../../../../views/form/decline-view.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { WITHDRAW_TITLE, withdrawView } from '../../../../views/form/withdraw-view.ts';
import { approvedText } from '../../../../views/words/approval/approved.ts';
import { nothingDoneText } from '../../../../views/words/states/state-parts.ts';
import { mention } from '../../../../views/words/text.ts';
import type { Order } from '../../../orders/order.ts';
import type { Verdict } from '../../../service/deciding/decide-on-click.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import { drawnAfterwards, openHome, placeOnHome, refreshHome } from '../lists/home.ts';
import { inModal, replacedWhenDone } from '../modals/modal.ts';
import type { ActionRoute, SubmissionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { openOrder, orderOf, pressedOrder, verdictText, verdictView } from './about-order.ts';
import { redrawDetails } from './details.ts';

/**
 * *Approve*. The surface that was pressed in shows that it counted: the card is redrawn at once, and so are Home and
 * *Details*. What does not count is answered with why.
 */
export const approve: ActionRoute = async (context, call) => {
  const pressed = pressedOrder(call);
  const verdict = await context.useCases.approveOrder({ ...pressed, by: call.userId });
  const { view } = call.payload;
  if (view?.type === 'modal') {
    const said = verdictText(context, verdict, approvedText);
    await drawnAfterwards(context, redrawDetails(context, call, pressed.reference, said));
    return refreshHome(context, call.userId);
  }
  if (!verdict.ok) await call.answer(verdictText(context, verdict, approvedText));
  if (!view) return refreshHome(context, call.userId);
  await drawnAfterwards(context, openHome(context, call.userId, placeOnHome(view)));
};

/** *Decline*: the form for a reason, in the modal that was pressed in when there is one. */
export const decline: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return inModal(context, call, DECLINE_TITLE, async () =>
    verdictView(context, DECLINE_TITLE, await context.useCases.mayDecline({ reference, by: call.userId }), declineView),
  );
};

/** *Withdraw*: the form for a reason. */
export const withdraw: ActionRoute = (context, call) =>
  openOrder(
    context,
    call,
    () => WITHDRAW_TITLE,
    ({ order }) => withdrawView(order),
  );

/** The form of *Decline*, sent. */
export const declineForm = decision(
  DECLINE_TITLE,
  () => 'Declined. Who asked is told, with your reason.',
  (context, click) => context.useCases.declineOrder(click),
);

/** The form of *Withdraw*, sent. */
export const withdrawForm = decision(
  WITHDRAW_TITLE,
  (order) => `Withdrawn. ${nothingDoneText(order, mention)}`,
  (context, click) => context.useCases.withdrawOrder(click),
);

/** A decision with a reason: the modal says that it is under way, then what came of it. */
function decision(
  title: string,
  done: (order: Order) => string,
  decide: (context: RouteContext, click: { reference: Reference; by: UserId; reason: string }) => Promise<Verdict>,
): SubmissionRoute {
  return async (context, { view }, by) => {
    const { reference } = orderOf(view);
    const reason = (formValues(view.state?.values ?? {}).text('reason') ?? '').trim();
    const draw = async () => {
      const verdict = await decide(context, { reference, by, reason });
      await refreshHome(context, by);
      return noticeView(title, verdictText(context, verdict, done));
    };
    return replacedWhenDone(context, view, { title, draw, typed: reason });
  };
}
