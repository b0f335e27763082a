import type { ModalView } from '@slack/types';
import { swapLoginView } from '../../../../views/form/changing/swap-login-view.ts';
import { SWAP_TITLE, swapView } from '../../../../views/form/changing/swap-view.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { fieldBlockId } from '../../../../views/form-fields.ts';
import { fieldErrors } from '../../../../views/words/input/problem.ts';
import {
  CHANGED_ELSEWHERE,
  CHANGED_THERE,
  cannotChangeText,
  LOGIN_CHANGED_ELSEWHERE,
  nameInUseText,
  unansweredText,
} from '../../../../views/words/refusals/changing.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import type { ChangeRefusal } from '../../../service/requesting/changing/order-to-change.ts';
import { isHeldElsewhere, type SwapRequested } from '../../../service/requesting/changing/request-swap.ts';
import { LOGIN_PAGE, NAME_PAGE, type SwapForm } from '../../../service/requesting/changing/swap-form.ts';
import { type Page, pageOf } from '../../../service/requesting/sending/page-form.ts';
import type { UserId } from '../../../values/ids.ts';
import { formValues, typedFields } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { sentPage } from '../asking-page.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { replaced, replacedWhenDone } from '../modals/modal.ts';
import type { SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

/** At which field of the page something that was said of the new name stands. */
const FIELDS = { chosen: 'new_name', elsewhere: 'new_name_elsewhere' } as const;

const told = (refused: ChangeRefusal): ModalView => noticeView(SWAP_TITLE, cannotChangeText(refused));

/** The page with the new name, or why there is none. */
export const swapPage = (context: RouteContext, page: Page<SwapForm> | ChangeRefusal): ModalView =>
  page.ok ? namePage(context, page) : told(page);

const namePage = (
  { useCases: { policy } }: RouteContext,
  { form, seen }: Page<SwapForm>,
  problem: string | null = null,
): ModalView => swapView(form, { policy, seen, problem });

/** The page with the new name, sent: an order that waits for approval, or the page with the login where it is held. */
export const swapForm: SubmissionRoute = async (context, { view }, by) => {
  const values = formValues(view.state?.values ?? {});
  const chosen = values.chosen('new_name')?.[0] ?? values.text('new_name') ?? '';
  const said = { chosen, elsewhere: values.text('new_name_elsewhere') ?? '' };
  const named = await context.useCases.nameSwap(sentPage(view, by), said);
  if (!named.ok && named.refusal === 'changed_elsewhere')
    return replaced(namePage(context, named.page, CHANGED_ELSEWHERE));
  if (!named.ok) return replaced(told(named));
  const { page, name } = named;
  if (!name.ok) return fieldErrorsAt(view, FIELDS[name.field], name.message);
  const draw = () =>
    name.isElsewhere ? loginPage(context, pageOf(LOGIN_PAGE, page.form)) : requestedPage(context, page);
  return replacedWhenDone(context, view, { title: SWAP_TITLE, draw });
};

/** The page with the login, sent: it becomes an order that waits for approval. */
export const swapLoginForm: SubmissionRoute = async (context, { view }, by) => {
  const values = formValues(view.state?.values ?? {});
  const login = { username: values.text('hosting_username') ?? '', password: values.text('hosting_password') ?? '' };
  const filled = await context.useCases.fillSwapLogin(sentPage(view, by), typedFields(values), login);
  const title = SWAP_TITLE;
  if (filled.ok) return replacedWhenDone(context, view, { title, draw: () => requestedPage(context, filled.page) });
  switch (filled.refusal) {
    case 'form_forgotten':
      return replaced(told(filled));
    case 'changed_elsewhere':
      return replacedWhenDone(context, view, { title, draw: async () => changedBeforeLogin(context, filled.page) });
    case 'mistaken': {
      const errors = fieldErrors(filled.problems, (field) => fieldBlockId(field, filled.form.fill));
      return { ack: { response_action: 'errors', errors } };
    }
  }
};

/** A login was typed for a name that another window changed: the page with the login for that name, or with the name. */
const changedBeforeLogin = (context: RouteContext, page: Page<SwapForm>): ModalView | Promise<ModalView> =>
  isHeldElsewhere(page.form)
    ? loginPage(context, page, { problem: LOGIN_CHANGED_ELSEWHERE })
    : namePage(context, pageOf(NAME_PAGE, page.form), LOGIN_CHANGED_ELSEWHERE);

/** *Back* from the page with the login: what was typed stays, but for user name and password. */
export async function swapLoginLeft(context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> {
  const typed = typedFields(formValues(page.state?.values ?? {}));
  const form = await context.useCases.keepSwapLogin(sentPage(page, by), typed);
  return form ? namePage(context, pageOf(NAME_PAGE, form)) : told({ ok: false, refusal: 'form_forgotten' });
}

/** A page that was left while it was being sent: the order that came of it, or the page itself. */
export const swapLeft =
  (isLogin: boolean) =>
  async (context: RouteContext, page: ViewPayload, by: UserId): Promise<ModalView> => {
    const left = await context.useCases.reopenSwap(sentPage(page, by));
    if (!left.ok) return told(left);
    if ('order' in left) return sentView(left.order, context.channelId);
    return isLogin
      ? loginPage(context, pageOf(LOGIN_PAGE, left.form))
      : namePage(context, pageOf(NAME_PAGE, left.form));
  };

/** Asks Slack whose the saved logins are. */
async function loginPage(
  { useCases }: RouteContext,
  { form, seen }: Page<SwapForm>,
  { problems = [], problem = null }: { readonly problems?: readonly Problem[]; readonly problem?: string | null } = {},
): Promise<ModalView> {
  const offered = await useCases.offeredLogins(form.ownerId, 'hosting');
  return swapLoginView(form, { policy: useCases.policy, offered, problems, problem, seen });
}

const requestedPage = async (context: RouteContext, { form, seen }: Page<SwapForm>): Promise<ModalView> =>
  requestedView(context, await context.useCases.requestSwap({ formId: form.id, by: form.ownerId, seen }, form.typed));

function requestedView(context: RouteContext, requested: SwapRequested): ModalView | Promise<ModalView> {
  if (requested.ok) return sentView(requested.order, context.channelId);
  switch (requested.refusal) {
    case 'unanswered':
      return namePage(context, requested.page, unansweredText(sentenceFor(requested.error)));
    case 'changed_there':
      return namePage(context, requested.page, CHANGED_THERE);
    case 'changed_elsewhere':
      return namePage(context, requested.page, CHANGED_ELSEWHERE);
    case 'name_in_use':
      return namePage(context, requested.page, nameInUseText(requested.page.form.typed.elsewhere));
    case 'login_trouble':
      return loginPage(context, requested.page, { problems: requested.problems });
    default:
      return told(requested);
  }
}
