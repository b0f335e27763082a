import { pricingView } from '../../../views/form/pricing-view.ts';
import { withFixed, withoutMistakes } from '../../acts/custom_order/mistakes.ts';
import { readForm } from '../../service/requesting/check-draft.ts';
import { FORGOTTEN, filledPage } from './filled-page.ts';
import { showModal, tokenOf } from './modal.ts';
import { priceInto } from './pricing.ts';
import type { ActionRoute } from './route.ts';

/**
 * Keeps what is typed in the box, checks the form again, and changes the lines that are wrong then; what is left of mistakes
 * after that is shown, or the price.
 */
const changing =
  (change: typeof withFixed): ActionRoute =>
  async (context, { payload: { view }, userId, answer }) => {
    if (!view) return;
    const { leavePage, priceDraft, keepForm } = context.useCases;
    const form = await leavePage(filledPage(view, userId));
    if (!form) return answer(FORGOTTEN);
    await showModal(context, view.id, pricingView(form.draft, tokenOf(view)));
    // What fails here fails again below, where it is told with a way to try again.
    const checked = await priceDraft(readForm(form)).catch(() => null);
    const wrong = checked && 'problems' in checked ? checked : null;
    const changed = wrong ? await keepForm({ ...wrong, draft: { ...wrong.draft, ...change(wrong.draft) } }) : form;
    await priceInto(context, view, readForm(changed));
  };

/** *Fix 2 lines*: where it is known what is meant. */
export const fixLines = changing(withFixed);

/** *Leave out all 7*: lines that are wrong, and names from the picker. */
export const leaveOutLines = changing(withoutMistakes);
