import type { ModalView } from '@slack/types';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { columnsView } from '../../../../views/form/ordering/columns-view.ts';
import { domainsView } from '../../../../views/form/ordering/domains-view.ts';
import { mistakesView } from '../../../../views/form/ordering/mistakes-view.ts';
import { pricingView } from '../../../../views/form/ordering/pricing-view.ts';
import { readingView } from '../../../../views/form/ordering/reading-view.ts';
import { reviewView } from '../../../../views/form/ordering/review-view.ts';
import { titleOf } from '../../../../views/form/page.ts';
import { searchAgainText } from '../../../../views/words/refusals/buying.ts';
import { formTroubleText, isFormTrouble } from '../../../../views/words/refusals/form-trouble.ts';
import { aboveLimitMessage, quoteRefusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { isOfColumns, isOfLine } from '../../../acts/custom_order/form/mistakes.ts';
import { optionOf } from '../../../acts/custom_order/options.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { VendorUnavailable } from '../../../service/errors.ts';
import { type ReadForm, readForm } from '../../../service/requesting/filling/check-draft.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { FORGOTTEN, filledPage } from '../filled-page.ts';
import { fillModal, stillWaiting, tokenOf, wasLeft } from '../modals/modal.ts';
import { showModal } from '../modals/show-modal.ts';
import type { ActionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';
import { sendFileBack } from './file-back.ts';
import { hostingPage, optionPage } from './login-pages.ts';
import { fileAdded, hasFile } from './order-file.ts';
import { withPause } from './with-pause.ts';

/**
 * Prices a draft while the modal says so, then shows the review; or what is wrong, with everything typed still there. A file
 * that its texts do not have yet is read before.
 */
export function priceInto(context: RouteContext, view: ViewPayload, read: ReadForm): Promise<void> {
  let token = tokenOf(view);
  const mayAdd = async () => {
    if (await wasLeft(context, token)) return false;
    // The page that shows the pricing is another one, which can be left as well.
    token &&= `${token}:read`;
    return true;
  };
  const draw = async () => {
    if (!hasFile(read.draft)) return pricedView(context, read);
    const added = await fileAdded(context, read.draft, mayAdd);
    if (!added) return readingView(read.draft, token);
    if ('page' in added) return added.page;
    await showModal(context, view.id, pricingView(added.form.draft, token));
    return pricedView(context, readForm(added.form));
  };
  return fillModal(context, view.id, {
    title: titleOf(read.draft),
    draw,
    wasLeft: () => wasLeft(context, token),
    ...stillWaiting(context, view),
  });
}

/** What a modal shows until a draft is priced. */
export const busyView = (draft: OrderDraft, token: string | null): ModalView =>
  hasFile(draft) ? readingView(draft, token) : pricingView(draft, token);

/** The review of a draft at its price; or the page on which something is missing or wrong. Never throws. */
export async function pricedView(context: RouteContext, read: ReadForm): Promise<ModalView> {
  const { useCases, log } = context;
  const draftId = read.draft.id;
  try {
    const priced = await useCases.priceDraft(read);
    if (priced.ok) return await withPause(context, reviewView(priced.draft, useCases.policy));
    if ('problems' in priced) return await pageOfProblems(context, priced);
    if (priced.refusal === 'form_forgotten') return noticeView(titleOf(read.draft), FORGOTTEN);
    if (priced.refusal === 'changed_meanwhile') {
      return noticeView('Changed meanwhile', CHANGED_MEANWHILE, { retry: true, back: true, draftId });
    }
    if (priced.refusal === 'above_limit') {
      return noticeView('Above the limit', aboveLimitMessage(priced), { back: true, draftId });
    }
    if (priced.refusal === 'package_changed') {
      return noticeView('No price', PACKAGE_CHANGED, { back: true, draftId });
    }
    if (isFormTrouble(priced.refusal)) {
      return noticeView(titleOf(read.draft), formTroubleText(priced.refusal), { retry: true, back: true, draftId });
    }
    return noticeView('No price', quoteRefusalMessage(priced.refusal), { retry: true, back: true, draftId });
  } catch (error) {
    log.warn({ error, draftId }, 'A draft could not be priced');
    return noticeView('No price yet', whyNoPrice(error), { retry: true, back: true, draftId });
  }
}

/** Why there is no price: names may be searched for so often only. */
const whyNoPrice = (error: unknown): string =>
  error instanceof VendorUnavailable && error.status === 429
    ? `${searchAgainText(error.waitMs)} Everything typed is kept.`
    : sentenceFor(error);

/** A form with what is wrong in it. */
export type FormWithProblems = OpenForm & { readonly problems: readonly Problem[] };

const FIRST_ASKED: ReadonlySet<string> = new Set(['hosting_missing', 'username_missing', 'account_provider_missing']);

/**
 * The page on which the problems can be fixed: columns that need a word first, then mistakes in lines; the login and options,
 * which come last, when nothing else is missing.
 */
export async function pageOfProblems(context: RouteContext, form: FormWithProblems): Promise<ModalView> {
  const { problems } = form;
  if (problems.some(isOfColumns)) return columnsView(form);
  if (problems.some(isOfLine)) {
    const sentBack = await sendFileBack(context, form, problems);
    return mistakesView(form, problems, {
      sentBack,
      prices: await context.useCases.priceMissing(form.draft, problems),
    });
  }
  const [option] = problems.flatMap(({ field }) => optionOf(field) ?? []);
  const isLogin = ({ field }: Problem) => field.startsWith('hosting_');
  if (!problems.every((problem) => isLogin(problem) || optionOf(problem.field) !== null)) {
    return domainsView(form, problems);
  }
  if (!option || problems.some(isLogin)) {
    // Who comes here for the first time has nothing to fix yet.
    const told = problems.filter((problem) => isLogin(problem) && !FIRST_ASKED.has(problem.code));
    return hostingPage(context, form, { problems: told });
  }
  const told = problems.filter(({ field }) => optionOf(field) === option);
  return optionPage(context, option, { form, trail: ['domains'], problems: told });
}

const PACKAGE_CHANGED =
  'ScaledMail sells this package otherwise by now, or not any more. Nothing was sent. *Back* to the first page, and choose it again.';

const CHANGED_MEANWHILE =
  'This form was changed while its price was asked for. Nothing was sent. Try again prices it as it is now.';

/** *Try again*: asks for the price once more. */
export const retryPricing: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const form = await context.useCases.openForm(filledPage(view, userId));
  if (!form) return answer(FORGOTTEN);
  await showModal(context, view.id, busyView(form.draft, tokenOf(view)));
  await priceInto(context, view, readForm(form));
};
