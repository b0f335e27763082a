import type { ModalView } from '@slack/types';
import { swapLoginView } from '../../../../views/form/changing/swap-login-view.ts';
import { SWAP_TITLE, swapView } from '../../../../views/form/changing/swap-view.ts';
import { FormMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { fieldBlockId } from '../../../../views/form-fields.ts';
import { fieldErrors } from '../../../../views/words/input/problem.ts';
import {
  CHANGED_THERE,
  cannotChangeText,
  nameInUseText,
  unansweredText,
} from '../../../../views/words/refusals/changing.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import type { ChangeRefusal } from '../../../service/requesting/changing/order-to-change.ts';
import type { SwapRequested } from '../../../service/requesting/changing/request-swap.ts';
import type { SwapPage } from '../../../service/requesting/changing/start-swap.ts';
import type { SwapForm } from '../../../service/requesting/changing/swap-form.ts';
import type { FormOf } from '../../../service/requesting/kept-forms.ts';
import type { UserId } from '../../../values/ids.ts';
import { formValues, typedFields } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { replaced, replacedWhenDone } from '../modals/modal.ts';
import type { SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

/** At which field of the page something that was said of the new name stands. */
const FIELDS = { chosen: 'new_name', elsewhere: 'new_name_elsewhere' } as const;

const formOf = (view: ViewPayload, by: UserId): FormOf => ({
  ...FormMetadata.parse(JSON.parse(view.private_metadata)),
  by,
});

const forgotten = (): ModalView => noticeView(SWAP_TITLE, cannotChangeText({ refusal: 'form_forgotten' }));

/** The page with the new name, or why there is none. */
export const swapPage = ({ useCases: { policy } }: RouteContext, page: SwapPage | ChangeRefusal): ModalView =>
  page.ok ? swapView(page.form, { policy }) : noticeView(SWAP_TITLE, cannotChangeText(page));

/** The page with the new name, sent: an order that waits for approval, or the page with the login where it is held. */
export const swapForm: SubmissionRoute = async (context, { view }, by) => {
  const values = formValues(view.state?.values ?? {});
  const chosen = values.chosen('new_name')?.[0] ?? values.text('new_name') ?? '';
  const said = { chosen, elsewhere: values.text('new_name_elsewhere') ?? '' };
  const named = await context.useCases.nameSwap(formOf(view, by), said);
  if (!named) return replaced(forgotten());
  const { form, name } = named;
  if (!name.ok) return fieldErrorsAt(view, FIELDS[name.field], name.message);
  const title = SWAP_TITLE;
  return replacedWhenDone(context, view, {
    title,
    draw: () => (name.isElsewhere ? loginPage(context, form) : requestedPage(context, formOf(view, by))),
  });
};

/** The page with the login, sent: it becomes an order that waits for approval. */
export const swapLoginForm: SubmissionRoute = async (context, { view }, by) => {
  const values = formValues(view.state?.values ?? {});
  const login = { username: values.text('hosting_username') ?? '', password: values.text('hosting_password') ?? '' };
  const filled = await context.useCases.fillSwapLogin(formOf(view, by), typedFields(values), login);
  if (!filled) return replaced(forgotten());
  if (filled.ok)
    return replacedWhenDone(context, view, {
      title: SWAP_TITLE,
      draw: () => requestedPage(context, formOf(view, by)),
    });
  const errors = fieldErrors(filled.problems, (field) => fieldBlockId(field, filled.form.fill));
  return { ack: { response_action: 'errors', errors } };
};

/** *Back* from the page with the login: what was typed stays, but for user name and password. */
export async function swapLoginLeft(context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> {
  const typed = typedFields(formValues(page.state?.values ?? {}));
  const form = await context.useCases.keepSwapLogin(formOf(page, by), typed);
  return form ? swapView(form, { policy: context.useCases.policy }) : forgotten();
}

/** A page that was left while it was being sent: the order that came of it, or the page itself. */
export const swapLeft =
  (isLogin: boolean) =>
  async (context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> => {
    const left = await context.useCases.reopenSwap(formOf(page, by));
    if (!left.ok) return noticeView(SWAP_TITLE, cannotChangeText(left));
    if ('order' in left) return sentView(left.order, context.channelId);
    return isLogin ? loginPage(context, left.form) : swapPage(context, left);
  };

/** Asks Slack whose the saved logins are. */
async function loginPage(
  { useCases }: RouteContext,
  form: SwapForm,
  problems: readonly Problem[] = [],
): Promise<ModalView> {
  const offered = await useCases.offeredLogins(form.ownerId, 'hosting');
  return swapLoginView(form, { policy: useCases.policy, offered, problems });
}

const requestedPage = async (context: RouteContext, of: FormOf): Promise<ModalView> =>
  requestedView(context, await context.useCases.requestSwap(of));

function requestedView(context: RouteContext, requested: SwapRequested): ModalView | Promise<ModalView> {
  if (requested.ok) return sentView(requested.order, context.channelId);
  const { policy } = context.useCases;
  switch (requested.refusal) {
    case 'unanswered':
      return swapView(requested.page.form, { policy, problem: unansweredText(sentenceFor(requested.error)) });
    case 'changed_there':
      return swapView(requested.page.form, { policy, problem: CHANGED_THERE });
    case 'name_in_use':
      return swapView(requested.page.form, { policy, problem: nameInUseText(requested.page.form.typed.elsewhere) });
    case 'login_trouble':
      return loginPage(context, requested.page.form, requested.problems);
    default:
      return noticeView(SWAP_TITLE, cannotChangeText(requested));
  }
}
