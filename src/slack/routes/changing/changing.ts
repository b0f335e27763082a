import type { ModalView } from '@slack/types';
import { type DomainChange, DomainMenuValue } from '../../../../views/button-values.ts';
import { REDIRECT_TITLE, redirectView } from '../../../../views/form/changing/redirect-view.ts';
import { SWAP_TITLE } from '../../../../views/form/changing/swap-view.ts';
import { FormMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { ALSO_GROUPS } from '../../../../views/form-fields.ts';
import { CHANGED_THERE, cannotChangeText, unansweredText } from '../../../../views/words/refusals/changing.ts';
import type { ChangeRefusal } from '../../../service/requesting/changing/order-to-change.ts';
import type { RedirectRequested } from '../../../service/requesting/changing/request-redirect.ts';
import type { RedirectPage, RedirectTyped } from '../../../service/requesting/changing/start-redirect.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { inModal, replacedWhenDone } from '../modals/modal.ts';
import type { ActionRoute, SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';
import { type Opened, SENDER_PAGE } from './changing-sender.ts';
import { swapPage } from './swapping.ts';

/** A choice without its page does not compile. */
const PAGES: Readonly<Record<DomainChange, Opened>> = {
  sender: SENDER_PAGE,
  swap: {
    title: SWAP_TITLE,
    draw: async (context, by, which) => swapPage(context, await context.useCases.startSwap(by, which)),
  },
  redirect: {
    title: REDIRECT_TITLE,
    draw: async (context, by, which) => redirectPage(context, await context.useCases.startRedirect(by, which)),
  },
};

/** A choice in the menu of a domain, in the details of its order. */
export const changeDomain: ActionRoute = (context, call) => {
  const { change, ...which } = DomainMenuValue.parse(call.payload.actions.selected_option?.value);
  const { title, draw } = PAGES[change];
  return inModal(context, call, title, () => draw(context, call.userId, which));
};

/** The page with the new redirect, sent: it becomes an order that waits for approval. */
export const redirectForm: SubmissionRoute = async (context, { view }, by) => {
  const { formId } = FormMetadata.parse(JSON.parse(view.private_metadata));
  const typed = typedRedirect(view);
  const { redirect, also } = await context.useCases.checkRedirect({ formId, by }, typed);
  if (redirect !== undefined) return fieldErrorsAt(view, 'new_redirect', redirect);
  if (also !== undefined) return fieldErrorsAt(view, 'also_1', also);
  const draw = async () => requestedView(context, await context.useCases.requestRedirect({ formId, by }, typed));
  return replacedWhenDone(context, view, { title: REDIRECT_TITLE, draw });
};

function typedRedirect(view: ViewPayload): RedirectTyped {
  const values = formValues(view.state?.values ?? {});
  const also = ALSO_GROUPS.flatMap((group) => values.chosen(`also_${group}`) ?? []);
  return { redirect: (values.text('new_redirect') ?? '').trim(), also };
}

const redirectPage = ({ useCases: { policy } }: RouteContext, page: RedirectPage | ChangeRefusal): ModalView =>
  page.ok ? redirectView(page.form, { policy }) : noticeView(REDIRECT_TITLE, cannotChangeText(page));

function requestedView({ useCases: { policy }, channelId }: RouteContext, requested: RedirectRequested): ModalView {
  if (requested.ok) return sentView(requested.order, channelId);
  switch (requested.refusal) {
    case 'unanswered': {
      const problem = unansweredText(sentenceFor(requested.error));
      return redirectView(requested.page.form, { policy, problem });
    }
    case 'changed_there':
      return redirectView(requested.page.form, { policy, problem: CHANGED_THERE });
    default:
      return noticeView(REDIRECT_TITLE, cannotChangeText(requested));
  }
}
