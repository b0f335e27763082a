import { noticeView } from '../../../../../views/form/notice-view.ts';
import { whatView } from '../../../../../views/form/ordering/what-view.ts';
import { FORM_TITLE } from '../../../../../views/form/page.ts';
import { draftsMessage } from '../../../../../views/messages/lists/drafts.ts';
import { refusalMessage } from '../../../../../views/words/refusals/refusal.ts';
import { MOST_LISTED } from '../../../../service/requesting/form/drafts.ts';
import type { UserId } from '../../../../values/ids.ts';
import { formValues, typedFields } from '../../../receive/form-values.ts';
import { type Answer, replaceThroughUrl } from '../../../say/response-url.ts';
import { FORGOTTEN } from '../../filled-page.ts';
import { openHome, placeOnHome } from '../../lists/home.ts';
import { openFilled } from '../../modals/modal.ts';
import { showModal } from '../../modals/show-modal.ts';
import type { ActionRoute, CommandRoute } from '../../route.ts';
import type { RouteContext } from '../../route-context.ts';
import { withPause } from '../with-pause.ts';

/** `/scaledmail drafts`. */
export const drafts: CommandRoute = (context, { userId, answer }) => answerWithDrafts(context, userId, answer);

async function answerWithDrafts({ useCases }: RouteContext, by: UserId, answer: Answer): Promise<void> {
  const found = await useCases.listDrafts(by);
  await answer(found.ok ? draftsMessage(found.drafts, MOST_LISTED) : refusalMessage(found.refusal, null));
}

/** *Go on*: the form that was not sent, in the place of a new one where it was pressed there, else in a modal of its own. */
export const resumeDraft: ActionRoute = async (context, { payload, userId, answer }) => {
  const { view, actions, trigger_id: triggerId } = payload;
  const resumed = () =>
    context.useCases.leavePage({ draftId: actions.value ?? null, by: userId, typed: NOTHING_TYPED });
  if (view?.type === 'modal') {
    const form = await resumed();
    return form ? showModal(context, view.id, await withPause(context, whatView(form))) : answer(FORGOTTEN);
  }
  await openFilled(context, triggerId, FORM_TITLE, async () => {
    const form = await resumed();
    return form ? withPause(context, whatView(form)) : noticeView(FORM_TITLE, FORGOTTEN);
  });
};

const NOTHING_TYPED = typedFields(formValues({}));

/** *Delete*: the draft is forgotten, and what listed it is drawn anew. */
export const deleteDraft: ActionRoute = async (context, { payload, userId, answer }) => {
  const { view, actions, response_url: responseUrl } = payload;
  await context.useCases.deleteDraft({ draftId: actions.value ?? null, by: userId });
  if (view?.type === 'home') return openHome(context, userId, placeOnHome(view));
  await answerWithDrafts(context, userId, responseUrl ? replaceThroughUrl(responseUrl) : answer);
};
