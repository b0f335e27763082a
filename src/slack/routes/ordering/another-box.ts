import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute } from '../route.ts';

/** *Another box*: the page again with all that is typed, and one box more, in which one can type at once. */
export const anotherBox: ActionRoute = async (context, { payload: { view, actions }, userId, answer }) => {
  const provider = EmailProvider.safeParse(actions.value);
  if (!view || !provider.success) return;
  const form = await context.useCases.addBox(filledPage(view, userId), provider.data);
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, domainsView(form, [], provider.data));
};
