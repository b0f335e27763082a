import { noticeView } from '../../../../views/form/notice-view.ts';
import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { packageView } from '../../../../views/form/ordering/package-view.ts';
import { FORM_TITLE } from '../../../../views/form/page.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { MOST_PACKAGES } from '../../../acts/fixed_package/chosen-package.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { pageBefore, replacedWhenDone } from '../modals/modal.ts';
import type { SubmissionRoute, Submitted } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

/** *A package* was chosen on the first page: the packages are asked for, then shown. */
export function choosingPackage(context: RouteContext, view: ViewPayload, draft: OrderDraft): Submitted {
  const draw = async () => {
    const offered = await context.useCases.offerPackages({ draftId: draft.id, by: draft.ownerId });
    return offered ? packageView(offered, offered.offers) : noticeView(FORM_TITLE, FORGOTTEN);
  };
  return replacedWhenDone(context, view, { title: FORM_TITLE, draw });
}

/** The page with the packages, sent. */
export const packageForm: SubmissionRoute = async (context, { view }, userId) => {
  const values = formValues(view.state?.values ?? {});
  const [priceId] = values.chosen('package_offer') ?? [];
  if (priceId === undefined) return fieldErrorsAt(view, 'package_offer', 'Please choose a package.');
  const typed = (values.text('package_quantity') ?? '').trim();
  const quantity = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  if (quantity < 1 || quantity > MOST_PACKAGES)
    return fieldErrorsAt(view, 'package_quantity', `Please write a whole number from 1 to ${MOST_PACKAGES}.`);
  const page = filledPage(view, userId);
  const draw = async () => {
    const form = await context.useCases.fillPackage(page, { priceId, quantity });
    if (form === 'not_sold') return noticeView(FORM_TITLE, NOT_SOLD, { before: pageBefore(view) });
    return form ? domainsView(form) : noticeView(FORM_TITLE, FORGOTTEN);
  };
  return replacedWhenDone(context, view, { title: FORM_TITLE, draw });
};

const NOT_SOLD =
  'ScaledMail does not sell this package any more. Nothing was sent, and what you typed is kept. *Back*, and choose another one.';
