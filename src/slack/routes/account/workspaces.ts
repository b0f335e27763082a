import type { ModalView } from '@slack/types';
import { FormMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { WORKSPACE_TITLE, workspaceView } from '../../../../views/form/workspace-view.ts';
import { workspacesMessage } from '../../../../views/messages/lists/workspaces.ts';
import { unansweredText } from '../../../../views/words/refusals/changing.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { cannotAskForWorkspaceText } from '../../../../views/words/refusals/workspaces.ts';
import { escapeText } from '../../../../views/words/text.ts';
import type { WorkspaceRequested } from '../../../service/requesting/workspaces/request-workspace.ts';
import type { UserId } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { inModal, openFilled, replacedWhenDone } from '../modals/modal.ts';
import type { ActionRoute, CommandRoute, SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

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

async function workspacePage({ useCases }: RouteContext, by: UserId): Promise<ModalView> {
  const page = await useCases.startWorkspace(by);
  return page.ok
    ? workspaceView(page.form, { policy: useCases.policy })
    : noticeView(WORKSPACE_TITLE, cannotAskForWorkspaceText(page));
}

/** The page with the name, sent: it becomes an order that waits for approval. */
export const workspaceForm: SubmissionRoute = async (context, { view }, by) => {
  const { formId } = FormMetadata.parse(JSON.parse(view.private_metadata));
  const typed = formValues(view.state?.values ?? {}).text('workspace_name') ?? '';
  const problem = await context.useCases.checkWorkspace({ formId, by }, typed);
  if (problem !== null) return fieldErrorsAt(view, 'workspace_name', problem);
  const draw = async () => requestedView(context, await context.useCases.requestWorkspace({ formId, by }, typed));
  return replacedWhenDone(context, view, { title: WORKSPACE_TITLE, draw });
};

function requestedView({ useCases: { policy }, channelId }: RouteContext, requested: WorkspaceRequested): ModalView {
  if (requested.ok) return sentView(requested.order, channelId);
  switch (requested.refusal) {
    case 'unanswered': {
      const problem = unansweredText(sentenceFor(requested.error));
      return workspaceView(requested.page.form, { policy, problem });
    }
    case 'mistaken':
      return workspaceView(requested.page.form, { policy, problem: escapeText(requested.problem) });
    default:
      return noticeView(WORKSPACE_TITLE, cannotAskForWorkspaceText(requested));
  }
}
