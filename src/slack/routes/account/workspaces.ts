import type { ModalView } from '@slack/types';
import { WORKSPACE_TITLE, workspaceView } from '../../../../views/form/workspace-view.ts';
import { workspacesMessage } from '../../../../views/messages/lists/workspaces.ts';
import { CHANGED_THERE, unansweredText } from '../../../../views/words/refusals/changing.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { cannotAskForWorkspaceText } from '../../../../views/words/refusals/workspaces.ts';
import type { WorkspaceForm, WorkspaceRefusal } from '../../../service/requesting/workspaces/request-workspace.ts';
import type { UserId } from '../../../values/ids.ts';
import { askingRoutes } from '../asking-page.ts';
import { inModal, openFilled } from '../modals/modal.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

/** `/scaledmail workspaces`: all that the key reaches. */
export const workspaces: CommandRoute = async ({ useCases }, { userId, answer }) => {
  const listed = await useCases.listWorkspaces(userId);
  await answer(listed.ok ? workspacesMessage(listed.workspaces, listed) : refusalMessage(listed.refusal, null));
};

/** *New workspace…*: the page with its name. */
export const newWorkspace: ActionRoute = (context, call) =>
  inModal(context, call, WORKSPACE_TITLE, () => workspacePage(context, call.userId));

/** The same, from *New…* on Home. */
export const startWorkspace: CommandRoute = (context, { userId, triggerId }) =>
  openFilled(context, triggerId, WORKSPACE_TITLE, () => workspacePage(context, userId));

const workspacePage = async (context: RouteContext, by: UserId): Promise<ModalView> =>
  WORKSPACE_PAGE.page(context, await context.useCases.startWorkspace(by));

/** The page with the name. */
export const WORKSPACE_PAGE = askingRoutes<WorkspaceForm, string, 'name', WorkspaceRefusal>({
  title: WORKSPACE_TITLE,
  uses: ({ checkWorkspace: check, requestWorkspace: request, reopenWorkspace: reopen }) => ({ check, request, reopen }),
  typed: (values) => values.text('workspace_name') ?? '',
  fields: [['name', 'workspace_name']],
  draw: workspaceView,
  refused: cannotAskForWorkspaceText,
  changedThere: CHANGED_THERE,
  unanswered: unansweredText,
});
