import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { SUPPORT_TITLE, supportTextView } from '../../../../views/form/support-text-view.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { worksByNow } from '../../../../views/words/support-text.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { inModal, replacedWhenDone } from '../modals/modal.ts';
import type { ActionRoute, SubmissionRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { orderOf, pressedOrder } from './about-order.ts';
import { detailsPage, detailsTitle } from './details.ts';

const WORKS_BY_NOW =
  'By ScaledMail’s lists, everything that was late works now. The card will say so within a quarter of an hour.';

/** *Text for support…*, on the card and in the messages of a late order, and in its *Details*. */
export const showSupportText: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  return inModal(context, call, SUPPORT_TITLE, () => supportTextPage(context, call.userId, reference));
};

/** The text, with what the vendor lists now; or why there is none. */
export async function supportTextPage(context: RouteContext, by: UserId, reference: Reference): Promise<ModalView> {
  const found = await context.useCases.lateOrder(by, reference);
  if (!found.ok) {
    const refusal = found.refusal === 'unknown_order' ? 'not_visible' : found.refusal;
    return noticeView(SUPPORT_TITLE, refusalMessage(refusal, null));
  }
  const { order, list, at } = found;
  return worksByNow(order, { list, at })
    ? noticeView(SUPPORT_TITLE, WORKS_BY_NOW)
    : supportTextView(order, { list, at });
}

/** *Details* on the page with the text: nothing of it is kept. */
export const supportTextForm: SubmissionRoute = async (context, { view }, by) => {
  const { reference } = orderOf(view);
  const draw = () => detailsPage(context, by, { reference });
  return replacedWhenDone(context, view, { title: detailsTitle(reference), draw });
};
