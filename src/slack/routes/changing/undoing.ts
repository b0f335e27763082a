import type { ModalView } from '@slack/types';
import { UndoMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { UNDO_TITLE, undoView } from '../../../../views/form/undo-view.ts';
import { cannotUndoText } from '../../../../views/words/refusals/undoing.ts';
import type { UndoRequested } from '../../../service/requesting/undoing/request-undo.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { inModal, replacedWhenDone } from '../modals/modal.ts';
import { pressedOrder } from '../one-order/about-order.ts';
import type { ActionRoute, SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

/** Which page that sets a change back, and what it said. */
export const undoneIn = (view: ViewPayload): UndoMetadata => UndoMetadata.parse(JSON.parse(view.private_metadata));

/** The page that shows what would be set back; or why nothing can be. */
export async function undoPage({ useCases }: RouteContext, by: UserId, reference: Reference): Promise<ModalView> {
  const page = await useCases.startUndo(by, reference);
  return page.ok ? undoView(page, { policy: useCases.policy, by }) : noticeView(UNDO_TITLE, cannotUndoText(page));
}

/** *Undo…* of a change that was free by rule. */
export const undo: ActionRoute = (context, call) =>
  inModal(context, call, UNDO_TITLE, () => undoPage(context, call.userId, pressedOrder(call).reference));

/** That page, sent: it becomes an order of the same kind. */
export const undoForm: SubmissionRoute = async (context, { view }, by) => {
  const { isFree, ...asked } = undoneIn(view);
  const draw = async () =>
    requestedView(context, await context.useCases.requestUndo({ ...asked, by, isShownFree: isFree }));
  return replacedWhenDone(context, view, { title: UNDO_TITLE, draw });
};

function requestedView({ channelId }: RouteContext, requested: UndoRequested): ModalView {
  if (requested.ok) return sentView(requested.order, channelId);
  const text =
    requested.refusal === 'unanswered'
      ? `${sentenceFor(requested.error)} Nothing was sent. Please try again in a moment.`
      : cannotUndoText(requested);
  return noticeView(UNDO_TITLE, text);
}
