import type { ModalView } from '@slack/types';
import { buyReviewView } from '../../../views/form/buying/buy-review-view.ts';
import { BUY_TITLE, type BuyDrawn, buyView } from '../../../views/form/buying/buy-view.ts';
import { endingsView, NOT_ENDINGS } from '../../../views/form/buying/endings-view.ts';
import { BuyMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { NO_WORKSPACE } from '../../../views/form/ordering/what-view.ts';
import { BUYING_FORGOTTEN, cannotBuyText, searchAgainText } from '../../../views/words/refusals/buying.ts';
import { refusalMessage } from '../../../views/words/refusals/refusal.ts';
import { MOST_NAMES } from '../../acts/buy_domains/buy-domains.ts';
import { readQuery } from '../../acts/buy_domains/read-query.ts';
import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import { VendorUnavailable } from '../../service/errors.ts';
import type { BuyForm } from '../../service/requesting/buying/buy-form.ts';
import type { BuyFields } from '../../service/requesting/buying/fill-buying.ts';
import type { BuyRefusal } from '../../service/requesting/buying/request-buying.ts';
import type { BoughtFor } from '../../service/requesting/buying/start-buying.ts';
import type { FormOf } from '../../service/requesting/kept-forms.ts';
import type { UserId } from '../../values/ids.ts';
import { formValues } from '../receive/form-values.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import { ownedLike, ownedNames } from './account/owned-names.ts';
import { fieldErrorsAt } from './field-errors.ts';
import { fillModal, openFilled, replaced, replacedWhenDone, waitingAs } from './modals/modal.ts';
import { hashOfShown, showModal } from './modals/show-modal.ts';
import type { ActionRoute, CommandRoute, SubmissionRoute, Submitted } from './route.ts';
import { type RouteContext, sentenceFor } from './route-context.ts';

/** `/scaledmail domains`: names that are owned; with what is searched for, the page on which others can be bought. */
export const domains: CommandRoute = (context, call) =>
  call.rest.trim() === ''
    ? ownedNames(context, call)
    : openFilled(context, call.triggerId, BUY_TITLE, () => startedPage(context, call.userId, call.rest));

/** *New…* on Home: the page on which names can be bought. */
export const startBuyingNames = (context: RouteContext, by: UserId, triggerId: string): Promise<void> =>
  openFilled(context, triggerId, BUY_TITLE, () => startedPage(context, by, ''));

/** *Buy domains…* below those that are owned. */
export const buyNames: ActionRoute = (context, { userId, payload }) =>
  startBuyingNames(context, userId, payload.trigger_id);

async function startedPage(context: RouteContext, by: UserId, query: string): Promise<ModalView> {
  const started = await context.useCases.startBuying(by, query);
  if (!started.ok) return notStarted(started.refusal);
  return query.trim() === '' ? buyView(started.form) : searchedView(context, started.form);
}

const notStarted = (refusal: AuthorityRefusal | 'no_workspace'): ModalView =>
  noticeView(BUY_TITLE, refusal === 'no_workspace' ? NO_WORKSPACE : refusalMessage(refusal, null));

/**
 * Names that a form for mailboxes needs, looked up and chosen: the review of them; the page with all of them where some cannot
 * be had, or ScaledMail does not answer.
 */
export async function missingNamesPage(
  context: RouteContext,
  by: UserId,
  names: readonly string[],
  wanted: BoughtFor,
): Promise<ModalView> {
  const { useCases } = context;
  const started = await useCases.startBuying(by, names.join(' '), wanted);
  if (!started.ok) return notStarted(started.refusal);
  try {
    const form = (await useCases.chooseNames(started.form)) ?? started.form;
    const isSaid = form.label.trim() !== '' && form.workspaceId === wanted.workspaceId;
    const isWhole = form.chosen.length === names.length && isSaid;
    return isWhole ? await reviewPage(context, { formId: form.id, by }) : buyView(form, notesOf(form));
  } catch (error) {
    if (!(error instanceof VendorUnavailable)) throw error;
    return buyView(started.form, { said: unansweredText(error) });
  }
}

/** Enter in the search field. */
export const searchNames: ActionRoute = (context, { payload: { view }, userId, answer }) =>
  searching(context, { view, by: userId, answer }, context.useCases.searchForNames);

/** *More ideas*: the next ten. */
export const moreNames: ActionRoute = (context, { payload: { view }, userId, answer }) =>
  searching(context, { view, by: userId, answer }, context.useCases.moreNames);

type Look = (form: BuyForm) => Promise<BuyForm | null>;

interface Pressed {
  readonly view: ViewPayload | undefined;
  readonly by: UserId;
  readonly answer: (message: string) => Promise<void>;
}

/** Keeps what is ticked, says that ScaledMail is asked, and shows what it says; an answer that comes too late is dropped. */
async function searching(context: RouteContext, { view, by, answer }: Pressed, look: Look): Promise<void> {
  if (!view) return;
  const form = await context.useCases.fillBuying(buyFormOf(view, by), buyFieldsOf(view));
  if (!form) return answer(BUYING_FORGOTTEN);
  if (readQuery(form.query, form.endings).names.length === 0) {
    return showModal(context, view.id, buyView(form, notesOf(form)));
  }
  const hash = await hashOfShown(context, view.id, buyView(form, { ...notesOf(form), isSearching: true }));
  await lookInto(context, view, form, look, hash);
}

function lookInto(
  context: RouteContext,
  view: ViewPayload,
  form: BuyForm,
  look: Look,
  hash: string | null = null,
): Promise<void> {
  let isLate = false;
  const draw = async () => {
    const found = await lookingFor(context, form, look);
    isLate = found === null;
    return found ?? buyView(form);
  };
  return fillModal(context, view.id, { title: BUY_TITLE, draw, wasLeft: async () => isLate, ...waitingAs(hash) });
}

/** The page with what a look came to; null when it is of something else by now. That ScaledMail does not answer is said on it. */
async function lookingFor(context: RouteContext, form: BuyForm, look: Look): Promise<ModalView | null> {
  const asked = ownedLike(context, form.ownerId, form.query);
  try {
    const [found, owned] = await Promise.all([look(form), asked]);
    return found && buyView(found, { ...notesOf(found), owned });
  } catch (error) {
    if (!(error instanceof VendorUnavailable)) throw error;
    return buyView(form, { ...notesOf(form), owned: await asked, said: unansweredText(error) });
  }
}

/** That the vendor takes no more searches for a while is no error of anybody’s. */
const unansweredText = (error: VendorUnavailable): string =>
  error.status === 429 ? searchAgainText(error.waitMs) : `${sentenceFor(error)} Please press Enter again in a moment.`;

async function searchedView(context: RouteContext, form: BuyForm): Promise<ModalView> {
  return (await lookingFor(context, form, context.useCases.searchForNames)) ?? buyView(form, notesOf(form));
}

/** What of the search cannot be searched for. */
const notesOf = (form: BuyForm): Pick<BuyDrawn, 'problems'> => ({
  problems: readQuery(form.query, form.endings).problems,
});

/** *Other endings…*: a page that replaces this one. */
export const otherEndings: ActionRoute = async (context, { payload: { view }, userId, answer }) => {
  if (!view) return;
  const of = buyFormOf(view, userId);
  const kept = await context.useCases.fillBuying(of, buyFieldsOf(view));
  const form = kept && (await context.useCases.openBuying(of));
  await (form ? showModal(context, view.id, endingsView(form)) : answer(BUYING_FORGOTTEN));
};

/** The endings, sent: what is in the search field is searched for with them. */
export const endingsForm: SubmissionRoute = async (context, { view }, by) => {
  const typed = formValues(view.state?.values ?? {}).text('buy_endings') ?? '';
  const taken = await context.useCases.takeEndings(buyFormOf(view, by), typed);
  if (taken === 'not_endings') return fieldErrorsAt(view, 'buy_endings', NOT_ENDINGS);
  if (!taken) return replaced(noticeView(BUY_TITLE, BUYING_FORGOTTEN));
  if (readQuery(taken.query, taken.endings).names.length === 0) return replaced(buyView(taken, notesOf(taken)));
  return replaced(buyView(taken, { isSearching: true }), () =>
    lookInto(context, view, taken, context.useCases.searchForNames),
  );
};

/** The page with names, sent: what is chosen is looked up once more. With nothing chosen, a search that is typed is made. */
export const buyForm: SubmissionRoute = async (context, { view }, by) => {
  const of = buyFormOf(view, by);
  const form = await context.useCases.fillBuying(of, buyFieldsOf(view));
  if (!form) return replaced(noticeView(BUY_TITLE, BUYING_FORGOTTEN));
  const isTyped = form.query.trim() !== '' && form.query.trim() !== form.found?.query.trim();
  if (form.chosen.length === 0 && isTyped && readQuery(form.query, form.endings).names.length > 0) {
    return replaced(buyView(form, { ...notesOf(form), isSearching: true }), () =>
      lookInto(context, view, form, context.useCases.searchForNames),
    );
  }
  const mistake = mistakeIn(view, form);
  if (mistake) return mistake;
  return replacedWhenDone(context, view, { title: BUY_TITLE, draw: () => reviewPage(context, of) });
};

/** What has to be fixed before it can be reviewed, next to its field. */
function mistakeIn(view: ViewPayload, form: BuyForm): Submitted | null {
  const hasNames = Object.keys(view.state?.values ?? {}).some((id) => id.startsWith('buy_names.'));
  const at = hasNames ? 'buy_names' : 'buy_search';
  if (form.chosen.length === 0) {
    return fieldErrorsAt(view, at, hasNames ? 'Please tick at least one name.' : 'Search for names, and tick some.');
  }
  if (form.chosen.length > MOST_NAMES) {
    return fieldErrorsAt(view, at, `One order takes at most ${MOST_NAMES} names; these are ${form.chosen.length}.`);
  }
  return form.label.trim() === '' ? fieldErrorsAt(view, 'buy_label', 'Please say for whom they are.') : null;
}

/** What would be sent; what cannot be had any more is said on the page with the names. */
async function reviewPage(context: RouteContext, of: FormOf): Promise<ModalView> {
  const { useCases } = context;
  try {
    const reviewed = await useCases.reviewBuying(of);
    return reviewed.ok ? buyReviewView(reviewed.form, reviewed.seen, useCases.policy) : refusedView(reviewed);
  } catch (error) {
    if (!(error instanceof VendorUnavailable)) throw error;
    const form = await useCases.openBuying(of);
    if (!form) return noticeView(BUY_TITLE, BUYING_FORGOTTEN);
    return buyView(form, {
      said:
        error.status === 429
          ? searchAgainText(error.waitMs)
          : `${sentenceFor(error)} Nothing was sent, and everything is still here. Please try again in a moment.`,
    });
  }
}

function refusedView(refused: BuyRefusal): ModalView {
  if (!('form' in refused)) {
    return noticeView(
      BUY_TITLE,
      refused.refusal === 'form_forgotten' ? BUYING_FORGOTTEN : refusalMessage(refused.refusal, null),
    );
  }
  return buyView(refused.form, { said: cannotBuyText(refused) });
}

/** The review, sent: it becomes an order that waits for approval. */
export const buyReviewForm: SubmissionRoute = async (context, { view }, by) => {
  const of = buyFormOf(view, by);
  const draw = async () => {
    const requested = await context.useCases.requestBuying(of);
    return requested.ok ? sentView(requested.order, context.channelId) : refusedView(requested);
  };
  return replacedWhenDone(context, view, { title: BUY_TITLE, draw });
};

/** *Back* to the names, with everything that was typed; an order that came of it already is shown instead. */
export async function buyPage(
  { useCases, channelId }: RouteContext,
  page: ViewPayload,
  by: UserId,
): Promise<ModalView> {
  const of = buyFormOf(page, by);
  const sent = await useCases.boughtByForm(of);
  if (sent) return sentView(sent, channelId);
  const form = await useCases.openBuying(of);
  return form ? buyView(form) : noticeView(BUY_TITLE, BUYING_FORGOTTEN);
}

/** Which form a page is of. */
export const buyFormOf = (view: ViewPayload, by: UserId): FormOf => ({
  formId: BuyMetadata.safeParse(JSON.parse(view.private_metadata || '{}')).data?.buyFormId ?? '',
  by,
});

/** What stands in the fields of a page. */
export function buyFieldsOf(view: ViewPayload): BuyFields {
  const state = view.state?.values ?? {};
  const values = formValues(state);
  const kept = [1, 2, 3, 4, 5].map((group) => values.chosen(`buy_kept_${group}`));
  const groups = [values.chosen('buy_names'), ...kept].filter((group) => group !== null);
  return {
    query: values.text('buy_search'),
    label: values.text('buy_label'),
    workspaceId: values.chosen('buy_workspace')?.[0] ?? null,
    ticked: groups.length === 0 ? null : groups.flat(),
  };
}
