import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { unusedView } from '../../../../views/form/ordering/unused-view.ts';
import { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { forgottenForm, replaced } from '../modals/modal.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute, SubmissionRoute } from '../route.ts';

/** *Add from unused…* of a provider: the page with the picker takes the place of the domains, which are kept. */
export const addUnused: ActionRoute = async (context, { payload: { view, actions }, userId, answer }) => {
  const provider = EmailProvider.safeParse(actions.value);
  if (!view || !provider.success) return;
  const form = await context.useCases.leavePage(filledPage(view, userId));
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, unusedView(form, provider.data));
};

/** The picker, sent: what was picked stands among the domains. */
export const unusedForm: SubmissionRoute = async (context, { view }, userId) => {
  const form = await context.useCases.leavePage(filledPage(view, userId));
  return form ? replaced(domainsView(form)) : forgottenForm();
};
