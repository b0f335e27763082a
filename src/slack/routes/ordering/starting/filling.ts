import { FormButtonValue } from '../../../../../views/button-values.ts';
import { formsView } from '../../../../../views/form/forms-view.ts';
import { noticeView } from '../../../../../views/form/notice-view.ts';
import { domainsView } from '../../../../../views/form/ordering/domains-view.ts';
import { whatView } from '../../../../../views/form/ordering/what-view.ts';
import { FILLING_TITLE } from '../../../../../views/form/page.ts';
import { formsMessage } from '../../../../../views/messages/lists/forms.ts';
import { cannotFillText } from '../../../../../views/words/refusals/form-trouble.ts';
import { refusalMessage } from '../../../../../views/words/refusals/refusal.ts';
import { inModal, openFilled } from '../../modals/modal.ts';
import type { ActionRoute, CommandRoute } from '../../route.ts';
import { withPause } from '../with-pause.ts';

/** `/scaledmail forms`. */
export const forms: CommandRoute = async ({ useCases }, { userId, answer }) => {
  const found = await useCases.listForms(userId);
  await answer(found.ok ? formsMessage(found) : refusalMessage(found.refusal, null));
};

/** The same in a modal of its own, from which *Fill in…* goes on. */
export const formsInModal: CommandRoute = (context, { userId, triggerId }) =>
  openFilled(context, triggerId, FILLING_TITLE, async () => {
    const found = await context.useCases.listForms(userId);
    return found.ok ? formsView(found) : noticeView(FILLING_TITLE, refusalMessage(found.refusal, null));
  });

/** *Fill in…*: the order form, held to the domains that wait; at its first page while nobody knows which mailboxes they get. */
export const fillForm: ActionRoute = (context, call) => {
  const form = FormButtonValue.parse(call.payload.actions.value);
  return inModal(context, call, FILLING_TITLE, async () => {
    const started = await context.useCases.startFilling(call.userId, form);
    if (!started.ok) return noticeView(FILLING_TITLE, cannotFillText(started));
    const isProviderKnown = (started.draft.holds?.providers.length ?? 0) > 0;
    return withPause(context, isProviderKnown ? domainsView(started) : whatView(started));
  });
};
