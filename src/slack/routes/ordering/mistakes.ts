import { BUY_TITLE } from '../../../../views/form/buying/buy-view.ts';
import { pricingView } from '../../../../views/form/ordering/pricing-view.ts';
import { namesNotBought } from '../../../acts/buy_domains/names-not-bought.ts';
import type { Mistake, OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import {
  isOf,
  MistakeSort,
  sortOf,
  withFixed,
  withoutMistakes,
  withPutBack,
} from '../../../acts/custom_order/form/mistakes.ts';
import { readForm } from '../../../service/requesting/filling/check-draft.ts';
import { missingNamesPage } from '../buying.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { fillModal, stillWaiting, tokenOf, wasLeft } from '../modals/modal.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute } from '../route.ts';
import { priceInto } from './pricing.ts';

/**
 * Keeps what is typed in the box, checks the form again, and changes the lines that are wrong then, but only those that were
 * shown, and of the sort that a button is for: what came to light meanwhile is for people to see first. What is left of
 * mistakes after that is shown, or the price.
 */
const changing =
  (change: (draft: OrderDraft) => Partial<OrderDraft>): ActionRoute =>
  async (context, { payload: { view, actions }, userId, answer }) => {
    if (!view) return;
    const { mistakesShown, leavePage, priceDraft, keepFixed } = context.useCases;
    const page = filledPage(view, userId);
    const shown = await mistakesShown(page);
    const form = await leavePage(page);
    if (!form) return answer(FORGOTTEN);
    await showModal(context, view.id, pricingView(form.draft, tokenOf(view)));
    // What fails here fails again below, where it is told with a way to try again.
    const checked = await priceDraft(readForm(form)).catch(() => null);
    if (!checked || !('problems' in checked)) return priceInto(context, view, readForm(form));
    const sort = MistakeSort.safeParse(actions.value).data;
    const meant = checked.problems.filter((problem) => sort === undefined || sortOf(problem) === sort);
    const mistakes = (checked.draft.mistakes ?? []).filter(
      (mistake) => shown.some(isSamePlace(mistake)) && meant.some(isOf(mistake)),
    );
    const draft = { ...checked.draft, ...change({ ...checked.draft, mistakes }) };
    // Where something else is typed in it by now, the price says so.
    await priceInto(context, view, readForm((await keepFixed(checked, draft)) ?? form));
  };

const isSamePlace =
  ({ provider, line }: Mistake) =>
  (other: Mistake): boolean =>
    other.provider === provider && other.line === line;

/** *Fix 2 lines*: where it is known what is meant. */
export const fixLines = changing(withFixed);

/** *Leave out all 7*: lines that are wrong. */
export const leaveOutLines = changing(withoutMistakes);

/** *Buy 2…*: the names that nobody has bought yet, in a form of their own. The form with the mistakes is kept. */
export const buyMissing: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.leavePage(filledPage(view, userId));
  if (!form) return answer(FORGOTTEN);
  const token = tokenOf(view);
  await showModal(context, view.id, pricingView(form.draft, token));
  // What fails here fails again below, where it is told with a way to try again.
  const checked = await context.useCases.priceDraft(readForm(form)).catch(() => null);
  const names = checked && 'problems' in checked ? namesNotBought(checked.draft, checked.problems) : [];
  if (names.length === 0) return priceInto(context, view, readForm(form));
  const draw = () => missingNamesPage(context, userId, names, form.draft);
  await fillModal(context, view.id, {
    title: BUY_TITLE,
    draw,
    wasLeft: () => wasLeft(context, token),
    ...stillWaiting(context, view),
  });
};

/** *Buy and order in one go*: names that nobody has bought yet are bought first, by the same order. */
export const buyAndOrder: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.leavePage(filledPage(view, userId), (draft) => ({ ...draft, isNew: true }));
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, pricingView(form.draft, tokenOf(view)));
  await priceInto(context, view, readForm(form));
};

/** *Put 7 lines back*: all that were left out, where they stood. */
export const putLinesBack: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.leavePage(filledPage(view, userId), withPutBack);
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, pricingView(form.draft, tokenOf(view)));
  await priceInto(context, view, readForm(form));
};
