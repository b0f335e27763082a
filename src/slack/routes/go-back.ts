import type { ModalView } from '@slack/types';
import { DECLINE_TITLE, declineView } from '../../../views/form/decline-view.ts';
import { BusyMetadata, DraftMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { aliasesView } from '../../../views/form/ordering/options/aliases-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { FORM_TITLE } from '../../../views/form/page.ts';
import { SETTLE_ABSENT_TITLE, settleAbsentView } from '../../../views/form/settle-absent-view.ts';
import { SETTLE_FOUND_TITLE, settleFoundView } from '../../../views/form/settle-found-view.ts';
import { WITHDRAW_TITLE, withdrawView } from '../../../views/form/withdraw-view.ts';
import { FORM, type FormId, VIEW } from '../../../views/ids.ts';
import { refusalMessage } from '../../../views/words/refusals/refusal.ts';
import type { OpenForm } from '../../service/requesting/form/drafts.ts';
import type { UserId } from '../../values/ids.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import { explainPageLeft } from './account/watching.ts';
import { WORKSPACE_PAGE } from './account/workspaces.ts';
import { buyPage } from './buying.ts';
import { CANCEL_PAGE, choiceLeft } from './changing/cancelling.ts';
import { REDIRECT_PAGE } from './changing/changing-redirect.ts';
import { SENDER_PAGE } from './changing/changing-sender.ts';
import { swapLeft, swapLoginLeft } from './changing/swapping.ts';
import { undoneIn, undoPage } from './changing/undoing.ts';
import { FORGOTTEN, filledPage } from './filled-page.ts';
import { loginsPage } from './logins.ts';
import { wasLeft } from './modals/modal.ts';
import { showModal } from './modals/show-modal.ts';
import { orderOf, verdictView } from './one-order/about-order.ts';
import { detailsPage } from './one-order/details.ts';
import { supportTextPage } from './one-order/support-text.ts';
import { vendorOrderLeft } from './one-order/vendor-order.ts';
import { chosenFiles, pressedWithFiles } from './ordering/alias-upload.ts';
import { hostingPage } from './ordering/login-pages.ts';
import { hasFile } from './ordering/order-file.ts';
import { leaveOptions, trailOf } from './ordering/order-options.ts';
import { planPage } from './planning/plan.ts';
import { prewarmedPage } from './prewarmed.ts';
import { prewarmedToolLeft } from './prewarmed-tool.ts';
import type { ActionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

/** The page that *Back* shows: the one before, or the one that was sent when nothing came of it yet. */
type PageOf = (context: RouteContext, page: ViewPayload, by: UserId, typed: string) => Promise<ModalView>;

/** A page of the order form, with everything that was typed; an order that came of it already is shown instead. */
const orderForm =
  (draw: (form: OpenForm, context: RouteContext) => ModalView | Promise<ModalView>): PageOf =>
  async (context, page, by) => {
    const form = await context.useCases.leavePage(filledPage(page, by));
    if (!form) return noticeView(FORM_TITLE, FORGOTTEN);
    const sent = await context.useCases.orderOfDraft(form.draft);
    return sent ? sentView(sent, context.channelId) : draw(form, context);
  };

const beforeReview = async (form: OpenForm, context: RouteContext): Promise<ModalView> =>
  form.draft.source === 'other' && !hasFile(form.draft) ? hostingPage(context, form) : domainsView(form);

const decline: PageOf = async (context, page, by, typed) => {
  const verdict = await context.useCases.mayDecline({ ...orderOf(page), by });
  return verdictView(context, DECLINE_TITLE, verdict, (order) => declineView(order, typed));
};

const withdraw: PageOf = async ({ useCases }, page, by, typed) => {
  const found = await useCases.showOrder(by, orderOf(page).reference);
  if (found.ok) return withdrawView(found.order, typed);
  return noticeView(WITHDRAW_TITLE, refusalMessage(found.refusal, null));
};

const isThere: PageOf = async (context, page, by, typed) => {
  const verdict = await context.useCases.maySettleAsFound({ ...orderOf(page), by });
  return verdictView(context, SETTLE_FOUND_TITLE, verdict, (order) => settleFoundView(order, { typed }));
};

const isNotThere: PageOf = async (context, page, by) => {
  const verdict = await context.useCases.maySettleAsAbsent({ ...orderOf(page), by });
  return verdictView(context, SETTLE_ABSENT_TITLE, verdict, settleAbsentView);
};

/** Where *Back* leads from a page of the order form. */
const PAGE_BEFORE: Readonly<Record<string, PageOf>> = {
  [FORM.domains]: orderForm((form) => whatView(form)),
  [FORM.package]: orderForm((form) => whatView(form)),
  [FORM.unused]: orderForm((form) => domainsView(form)),
  [FORM.columns]: orderForm((form) => domainsView(form)),
  [FORM.mistakes]: orderForm((form) => domainsView(form)),
  [FORM.hosting]: orderForm((form) => domainsView(form)),
  [FORM.prewarmedReview]: prewarmedPage,
  [FORM.prewarmedTool]: prewarmedToolLeft,
  [FORM.swapLogin]: swapLoginLeft,
  [FORM.buyEndings]: buyPage,
  [FORM.buyReview]: buyPage,
};

/** Pages that can be left while something is under way. */
type PageLeft = FormId | typeof VIEW.details | typeof VIEW.logins | typeof VIEW.vendorOrder;

/** Where *Back* leads while something that was sent from a page, or pressed on it, is under way. */
const PAGE_LEFT: Readonly<Record<PageLeft, PageOf>> = {
  [VIEW.vendorOrder]: vendorOrderLeft,
  [VIEW.logins]: (context, _page, by) => loginsPage(context, by),
  [FORM.login]: (context, _page, by) => loginsPage(context, by),
  [VIEW.details]: (context, page, by) => detailsPage(context, by, orderOf(page)),
  [FORM.what]: orderForm((form) => whatView(form)),
  [FORM.domains]: orderForm((form) => domainsView(form)),
  [FORM.package]: orderForm((form) => whatView(form)),
  [FORM.unused]: orderForm((form) => domainsView(form)),
  [FORM.columns]: orderForm((form) => domainsView(form)),
  [FORM.mistakes]: orderForm((form) => domainsView(form)),
  [FORM.hosting]: orderForm((form, context) => hostingPage(context, form)),
  [FORM.review]: orderForm(({ draft }, { useCases }) => reviewView(draft, useCases.policy)),
  [FORM.options]: orderForm((form) => domainsView(form)),
  [FORM.aliases]: (context, page, by, typed) =>
    orderForm((form) => aliasesView(form, trailOf(page)))(context, page, by, typed),
  [FORM.coupon]: orderForm((form) => domainsView(form)),
  [FORM.picture]: orderForm((form) => domainsView(form)),
  [FORM.sequencer]: orderForm((form) => domainsView(form)),
  [FORM.plan]: planPage,
  [FORM.decline]: decline,
  [FORM.withdraw]: withdraw,
  [FORM.isThere]: isThere,
  [FORM.isNotThere]: isNotThere,
  [FORM.chooseEnding]: choiceLeft,
  [FORM.cancel]: CANCEL_PAGE.left,
  [FORM.redirect]: REDIRECT_PAGE.left,
  [FORM.swap]: swapLeft(false),
  [FORM.swapLogin]: swapLeft(true),
  [FORM.sender]: SENDER_PAGE.left,
  [FORM.workspace]: WORKSPACE_PAGE.left,
  [FORM.undo]: (context, page, by) => undoPage(context, by, undoneIn(page).reference),
  [FORM.prewarmed]: prewarmedPage,
  [FORM.prewarmedReview]: prewarmedPage,
  [FORM.prewarmedTool]: prewarmedPage,
  [FORM.buyNames]: buyPage,
  [FORM.buyEndings]: buyPage,
  [FORM.buyReview]: buyPage,
  [FORM.explain]: explainPageLeft,
  [FORM.supportText]: (context, page, by) => supportTextPage(context, by, orderOf(page).reference),
};
const LEFT_BY_ID: ReadonlyMap<string, PageOf> = new Map(Object.entries(PAGE_LEFT));

/** *Back*: shows the page before, keeping everything. What is under way goes on, and its answer does not come in between. */
export const goBack: ActionRoute = async (context, call) => {
  const { view } = call.payload;
  if (!view) return;
  if (chosenFiles(view).length > 0) return pressedWithFiles(context, call, view);
  if (trailOf(view).length > 0) return leaveOptions(context, call);
  const metadata: unknown = JSON.parse(view.private_metadata || '{}');
  const busy = BusyMetadata.safeParse(metadata).data;
  await wasLeft(context, busy?.token ?? DraftMetadata.safeParse(metadata).data?.token ?? null);
  const page = busy ? { ...view, callback_id: busy.from, private_metadata: busy.metadata } : view;
  const draw = (busy ? LEFT_BY_ID.get(busy.from) : PAGE_BEFORE[view.callback_id]) ?? orderForm(beforeReview);
  await showModal(context, view.id, await draw(context, page, call.userId, busy?.typed ?? ''));
};
