import { columnsView } from '../../../../views/form/ordering/columns-view.ts';
import { formValues, saidColumns } from '../../receive/form-values.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute } from '../route.ts';

/** A choice on the page about columns: the page says what the first row becomes by it. It answers nothing before *Use this*. */
export const chooseColumn: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.openForm(filledPage(view, userId));
  if (!form) return answer(FORGOTTEN);
  const chosen = saidColumns(formValues(view.state?.values ?? {}));
  // Whoever went on meanwhile is not taken back to this page.
  await showModal(context, view.id, columnsView(form, chosen), { hash: view.hash });
};
