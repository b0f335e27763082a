import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { domainsView } from '../../../../../views/form/ordering/domains-view.ts';
import { withTypedNotes } from '../../../../../views/form/ordering/notes/typed-notes.ts';
import { whatView } from '../../../../../views/form/ordering/what-view.ts';
import { FORM_TITLE } from '../../../../../views/form/page.ts';
import { refusalMessage } from '../../../../../views/words/refusals/refusal.ts';
import type { StartedTyped } from '../../../../service/requesting/starting/start-typed.ts';
import type { Reference, UserId } from '../../../../values/ids.ts';
import { inModal, openFilled } from '../../modals/modal.ts';
import { pressedOrder } from '../../one-order/about-order.ts';
import type { ActionRoute, CommandCall } from '../../route.ts';
import type { RouteContext } from '../../route-context.ts';
import { pricedView } from '../pricing.ts';
import { withPause } from '../with-pause.ts';

/** Opens the order form: a loading view at once, filled when the workspaces are known. Throws `ClickTooLate`. */
export const startOrder = (context: RouteContext, userId: UserId, triggerId: string): Promise<void> =>
  openFilled(context, triggerId, FORM_TITLE, async () => {
    const started = await context.useCases.startDraft(userId);
    if (!started.ok) return noticeView(FORM_TITLE, refusalMessage(started.refusal, null));
    return withPause(context, whatView(started, [], started));
  });

/** As `startOrder`, with what was typed behind the command filled in, at the page where something is missing. */
export const startTypedOrder = (
  context: RouteContext,
  userId: UserId,
  { triggerId, line }: { triggerId: string; line: string },
): Promise<void> =>
  openFilled(context, triggerId, FORM_TITLE, async () => {
    const started = await context.useCases.startTyped(userId, line);
    if (!started.ok) return noticeView(FORM_TITLE, refusalMessage(started.refusal, null));
    return withTypedNotes(await pageOf(context, started), started);
  });

async function pageOf(context: RouteContext, started: StartedTyped): Promise<ModalView> {
  switch (started.page) {
    case 'what':
      return withPause(context, whatView(started, started.problems, started));
    case 'domains':
      return withPause(context, domainsView(started));
    case 'price':
      return pricedView(context, started.read);
  }
}

/** *Order again…*: the form with everything that an order asked for, in the modal that was pressed in when there is one. */
export const orderAgain: ActionRoute = (context, call) =>
  inModal(context, call, FORM_TITLE, () => againView(context, call.userId, pressedOrder(call).reference));

/** The same as a command, in a modal of its own. */
export const orderAgainByReference = (
  context: RouteContext,
  { userId, triggerId }: CommandCall,
  reference: Reference,
): Promise<void> => openFilled(context, triggerId, FORM_TITLE, () => againView(context, userId, reference));

async function againView(context: RouteContext, by: UserId, reference: Reference): Promise<ModalView> {
  const started = await context.useCases.orderAgain(by, reference);
  if (started.ok) return withPause(context, whatView(started, [], started));
  const refusal = started.refusal === 'unknown_order' ? 'not_visible' : started.refusal;
  return noticeView(FORM_TITLE, refusalMessage(refusal, null));
}
