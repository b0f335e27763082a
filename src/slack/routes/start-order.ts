import { loadingView } from '../../../views/form/loading-view.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { whatView } from '../../../views/form/what-view.ts';
import { refusalMessage } from '../../../views/words/refusal.ts';
import type { UserId } from '../../values/ids.ts';
import { answerInModal, answeringFor, openModal, type RouteContext, showModal } from './route-context.ts';

const TITLE = 'New order';

/** Opens the order form: a loading view at once, filled when the workspaces are known. Throws `ClickTooLate`. */
export async function startOrder(context: RouteContext, userId: UserId, triggerId: string): Promise<void> {
  const viewId = await openModal(context, triggerId, loadingView(TITLE));
  if (viewId === null) return;
  await answeringFor(context, answerInModal(context, viewId, TITLE), async () => {
    const started = await context.useCases.startDraft(userId);
    await showModal(
      context,
      viewId,
      started.ok ? whatView(started.draft) : noticeView(TITLE, refusalMessage(started.refusal, null)),
    );
  });
}
