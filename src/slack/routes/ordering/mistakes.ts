import { pricingView } from '../../../../views/form/ordering/pricing-view.ts';
import type { Mistake } from '../../../acts/custom_order/draft.ts';
import { withFixed, withoutMistakes } from '../../../acts/custom_order/mistakes.ts';
import { readForm } from '../../../service/requesting/check-draft.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { showModal, tokenOf } from '../modal.ts';
import type { ActionRoute } from '../route.ts';
import { priceInto } from './pricing.ts';

/**
 * Keeps what is typed in the box, checks the form again, and changes the lines that are wrong then, but only those that were
 * shown: what came to light meanwhile is for people to see first. What is left of mistakes after that is shown, or the price.
 */
const changing =
  (change: typeof withFixed): ActionRoute =>
  async (context, { payload: { view }, userId, answer }) => {
    if (!view) return;
    const { mistakesShown, leavePage, priceDraft, keepForm } = context.useCases;
    const page = filledPage(view, userId);
    const shown = await mistakesShown(page);
    const form = await leavePage(page);
    if (!form) return answer(FORGOTTEN);
    await showModal(context, view.id, pricingView(form.draft, tokenOf(view)));
    // What fails here fails again below, where it is told with a way to try again.
    const checked = await priceDraft(readForm(form)).catch(() => null);
    if (!checked || !('problems' in checked)) return priceInto(context, view, readForm(form));
    const mistakes = checked.draft.mistakes?.filter((mistake) => shown.some(isSamePlace(mistake))) ?? [];
    const draft = { ...checked.draft, ...change({ ...checked.draft, mistakes }) };
    await priceInto(context, view, readForm(await keepForm({ ...checked, draft })));
  };

const isSamePlace =
  ({ provider, line }: Mistake) =>
  (other: Mistake): boolean =>
    other.provider === provider && other.line === line;

/** *Fix 2 lines*: where it is known what is meant. */
export const fixLines = changing(withFixed);

/** *Leave out all 7*: lines that are wrong. */
export const leaveOutLines = changing(withoutMistakes);
