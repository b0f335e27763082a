import type { ModalView } from '@slack/types';
import { buyView } from '../../../../../views/form/buying/buy-view.ts';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { whatView } from '../../../../../views/form/ordering/what-view.ts';
import { FORM_TITLE } from '../../../../../views/form/page.ts';
import { BUYING_FORGOTTEN, cannotBuyText } from '../../../../../views/words/refusals/buying.ts';
import { refusalMessage } from '../../../../../views/words/refusals/refusal.ts';
import type { FormOf } from '../../../../service/requesting/kept-forms.ts';
import { buyFieldsOf, buyFormOf } from '../../buying.ts';
import { inModal } from '../../modals/modal.ts';
import { showModal } from '../../modals/show-modal.ts';
import type { ActionRoute } from '../../route.ts';
import type { RouteContext } from '../../route-context.ts';
import { withPause } from '../with-pause.ts';

/** *Order mailboxes on them…*: the order form with the names that are ticked, which it buys first. The search is kept. */
export const orderOnNames: ActionRoute = async (context, call) => {
  const { view } = call.payload;
  if (!view) return;
  const of = buyFormOf(view, call.userId);
  const form = await context.useCases.fillBuying(of, buyFieldsOf(view));
  if (!form) return call.answer(BUYING_FORGOTTEN);
  if (form.chosen.length === 0) {
    return showModal(context, view.id, buyView(form, { said: cannotBuyText({ refusal: 'nothing_chosen' }) }));
  }
  await inModal(context, call, FORM_TITLE, () => startedView(context, of));
};

async function startedView(context: RouteContext, of: FormOf): Promise<ModalView> {
  const started = await context.useCases.startOrderOn(of);
  if (started.ok) return withPause(context, whatView(started, [], started));
  const isForgotten = started.refusal === 'form_forgotten' || started.refusal === 'nothing_chosen';
  return noticeView(FORM_TITLE, isForgotten ? BUYING_FORGOTTEN : refusalMessage(started.refusal, null));
}
