import type { ModalView } from '@slack/types';
import { domainsView } from '../../../views/form/domains-view.ts';
import { hostingView } from '../../../views/form/hosting-view.ts';
import { DraftMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { pricingView } from '../../../views/form/pricing-view.ts';
import { reviewView } from '../../../views/form/review-view.ts';
import { whatView } from '../../../views/form/what-view.ts';
import { VIEW } from '../../../views/ids.ts';
import { aboveLimitMessage, quoteRefusalMessage } from '../../../views/words/refusal.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import { formValues, withFormValues } from '../receive/form-values.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import type { ActionRoute } from './route-context.ts';
import { type RouteContext, sentenceFor, showModal } from './route-context.ts';

/** What a form that cannot be found any more says. */
export const FORGOTTEN = 'This form was left open too long and is forgotten. Nothing was ordered. Please start again.';

/** The draft of a form's view, with what is typed there now, under a new fill; null when it is forgotten or another's. */
export async function draftOf(context: RouteContext, view: ViewPayload, userId: string): Promise<OrderDraft | null> {
  const metadata = DraftMetadata.safeParse(JSON.parse(view.private_metadata || '{}'));
  if (!metadata.success) return null;
  const draft = await context.useCases.drafts.load(metadata.data.draftId);
  if (!draft || draft.ownerId !== userId) return null;
  return withFormValues(draft, formValues(view.state?.values ?? {}));
}

/** Keeps a draft that goes to another page: its fields are filled in anew there, under new block ids. */
export async function turnPage(context: RouteContext, draft: OrderDraft): Promise<OrderDraft> {
  const turned = { ...draft, fill: draft.fill + 1 };
  await context.useCases.drafts.save(turned);
  return turned;
}

/** Prices a draft while the modal says so, then shows the review; or what is wrong, with everything typed still there. */
export async function priceInto(context: RouteContext, viewId: string, draft: OrderDraft): Promise<void> {
  await showModal(context, viewId, await pricedView(context, draft));
}

async function pricedView(context: RouteContext, draft: OrderDraft): Promise<ModalView> {
  const { useCases, log } = context;
  try {
    const priced = await useCases.priceDraft(draft);
    if (priced.ok) return reviewView(priced.draft, useCases.policy);
    if ('problems' in priced) return domainsView(await turnPage(context, draft), priced.problems);
    if (priced.refusal === 'above_limit') {
      return noticeView('Above the limit', aboveLimitMessage(priced), { back: true, draftId: draft.id });
    }
    return noticeView('No price', quoteRefusalMessage(priced.refusal), { retry: true, back: true, draftId: draft.id });
  } catch (error) {
    log.warn({ error, draftId: draft.id }, 'A draft could not be priced');
    return noticeView('No price yet', sentenceFor(error), { retry: true, back: true, draftId: draft.id });
  }
}

/** Goes to the page before, keeping everything. */
export const goBack: ActionRoute = async (context, { payload, userId, answer }) => {
  const { view } = payload;
  if (!view) return;
  const draft = await draftOf(context, view, userId);
  if (!draft) return answer(FORGOTTEN);
  const turned = await turnPage(context, draft);
  await showModal(context, view.id, pageBefore(view.callback_id, turned));
};

function pageBefore(callbackId: string, draft: OrderDraft): ModalView {
  switch (callbackId) {
    case VIEW.domains:
      return whatView(draft);
    case VIEW.hosting:
      return domainsView(draft);
    default:
      return draft.source === 'other' ? hostingView(draft) : domainsView(draft);
  }
}

/** Asks for the price once more. */
export const retryPricing: ActionRoute = async (context, { payload, userId, answer }) => {
  const { view } = payload;
  if (!view) return;
  const draft = await draftOf(context, view, userId);
  if (!draft) return answer(FORGOTTEN);
  await showModal(context, view.id, pricingView(draft));
  await priceInto(context, view.id, draft);
};
