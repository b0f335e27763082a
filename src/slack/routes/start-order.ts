import { loadingView } from '../../../views/form/loading-view.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { whatView } from '../../../views/form/what-view.ts';
import { refusalMessage } from '../../../views/words/refusal.ts';
import type { UserId } from '../../values/ids.ts';
import { answerInModal, answeringFor, type Edge, openModal, showModal } from './route-context.ts';

const TITLE = 'New order';

/** Opens the order form: a loading view at once, filled when the workspaces are known. Throws `ClickTooLate`. */
export async function startOrder(edge: Edge, userId: UserId, triggerId: string): Promise<void> {
  const viewId = await openModal(edge, triggerId, loadingView(TITLE));
  if (viewId === null) return;
  await answeringFor(edge, answerInModal(edge, viewId, TITLE), async () => {
    const started = await edge.useCases.startDraft(userId);
    await showModal(
      edge,
      viewId,
      started.ok ? whatView(started.draft) : noticeView(TITLE, refusalMessage(started.refusal, null)),
    );
  });
}
