import { loadingView } from '../../../views/form/loading-view.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { whatView } from '../../../views/form/what-view.ts';
import { refusalMessage } from '../../../views/refusal.ts';
import type { UserId } from '../../orders/ids.ts';
import { answerInModal, answeringFor, type Edge, isTriggerSpent, openModal, showModal } from '../edge.ts';

const TITLE = 'New order';

/**
 * Opens the order form: a loading view at once, filled when the workspaces are known. A second delivery of the same click
 * finds its trigger spent and does nothing. Answers false when no modal could be opened because the click came too late.
 */
export async function startOrder(edge: Edge, userId: UserId, triggerId: string): Promise<boolean> {
  let viewId: string;
  try {
    viewId = await openModal(edge, triggerId, loadingView(TITLE));
  } catch (error) {
    if (!isTriggerSpent(error)) throw error;
    edge.log.warn({ userId, error }, 'A click came too late, or twice, to open the form');
    return false;
  }
  await answeringFor(edge, answerInModal(edge, viewId, TITLE), async () => {
    const started = await edge.useCases.startDraft(userId);
    await showModal(
      edge,
      viewId,
      started.ok ? whatView(started.draft) : noticeView(TITLE, refusalMessage(started.refusal, null)),
    );
  });
  return true;
}
