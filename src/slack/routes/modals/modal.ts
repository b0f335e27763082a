import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { loadingView } from '../../../../views/form/loading-view.ts';
import type { BusyMetadata } from '../../../../views/form/metadata.ts';
import { noticeIn, noticeView } from '../../../../views/form/notice-view.ts';
import { FORM_TITLE } from '../../../../views/form/page.ts';
import { VIEW } from '../../../../views/ids.ts';
import type { ActedPage } from '../../../service/acted-pages.ts';
import { ClickTooLate, SlackRefused } from '../../../service/errors.ts';
import type { UserId } from '../../../values/ids.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import type { Answer } from '../../say/response-url.ts';
import { slackError } from '../../say/slack-failure.ts';
import { FORGOTTEN } from '../filled-page.ts';
import type { ActionCall, Submitted } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';
import { type NotYet, type Showing, showLate, showModal, showSoon } from './show-modal.ts';

const Opened = z.object({ view: z.object({ id: z.string().min(1) }) });

/**
 * Opens a modal with a trigger, before anything slow. Answers its id; null when an earlier delivery of the same click has
 * opened it. Throws `ClickTooLate`.
 */
async function openModal(context: RouteContext, triggerId: string, view: ModalView): Promise<string | null> {
  try {
    return Opened.parse(await context.clients.modal.views.open({ trigger_id: triggerId, view })).view.id;
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error;
    if (error.data.error === 'exchanged_trigger_id') return null;
    throw isTooLate(error) ? new ClickTooLate('A trigger had expired', { cause: error }) : error;
  }
}

/** Slack has two spellings for a trigger that expired. Source: docs/slack.md, "2. Timing and delivery". */
function isTooLate({ data: { error, response_metadata: metadata } }: WebAPIPlatformError): boolean {
  const isExpiredArgument = metadata?.messages?.some((text) => text.includes('trigger_id')) ?? false;
  return error === 'expired_trigger_id' || error === 'invalid_trigger_id' || isExpiredArgument;
}

/** Answers into a modal, as a short notice. */
export const answerInModal =
  (context: RouteContext, viewId: string, title: string): Answer =>
  async (message) => {
    await showModal(context, viewId, noticeView(title, typeof message === 'string' ? message : message.text));
  };

/**
 * Answers a press that has no place for an answer, as those on Home: in a modal of its own; by direct message when the press
 * is too long ago to open one.
 */
export const answerInOwnModal =
  (context: RouteContext, userId: UserId, triggerId: string, title: string): Answer =>
  async (message) => {
    const text = typeof message === 'string' ? message : message.text;
    try {
      await openModal(context, triggerId, noticeView(title, text));
    } catch (error) {
      if (!(error instanceof ClickTooLate)) throw error;
      await context.clients.web.chat.postMessage({ channel: userId, text });
    }
  };

type Draw = () => Promise<ModalView>;

const NOT_SHOWN =
  'Slack did not take the page with the answer. What you did counts: `/scaledmail orders` shows how your orders stand.';

interface Filling {
  readonly title: string;
  readonly draw: Draw;
  readonly wasLeft?: () => Promise<boolean>;
  /** Whether the page still waits for its answer, so that it may be filled late; absent: it is not known, and it is not. */
  readonly isWaiting?: () => Promise<boolean>;
  /** As of `showModal`. */
  readonly lateHash?: string;
  /** The page that was sent or pressed in: what went wrong is told with a way back to it. */
  readonly before?: BusyMetadata | null;
}

/**
 * Shows in a modal what `draw` answers, or what went wrong with it. That a page cannot be shown says nothing of what was
 * done: then only that is told. `wasLeft` says whether the person went to another page meanwhile; `isWaiting`, whether nothing but
 * the waiting page is there: it is filled for as long as two minutes after its answer came. Never throws for Slack.
 */
export async function fillModal(
  context: RouteContext,
  viewId: string,
  { title, draw, wasLeft = async () => false, isWaiting, lateHash, before = null }: Filling,
): Promise<void> {
  const view = await drawnOrTold(context, title, draw, before);
  if (await wasLeft()) return;
  const showing = { viewId, view, isWaiting, lateHash };
  await orToldRefused(context, viewId, title, async () => {
    const shown = await showSoon(context, showing);
    if (!('error' in shown)) return;
    if (isWaiting) await fillLate(context, title, { ...showing, isWaiting }, shown);
    else context.log.error({ error: shown.error, viewId }, NOT_FILLED);
  });
}

const NOT_FILLED = 'A modal could not be filled';

/** Goes on with a page beside the requests. It is kept that its answer is there: a process that ends before tells nobody that what they asked was cut off. */
async function fillLate(
  context: RouteContext,
  title: string,
  showing: Showing & Required<Pick<Filling, 'isWaiting'>>,
  notYet: NotYet,
): Promise<void> {
  const { log, latePages } = context;
  const { viewId, view } = showing;
  const kept = context.keepAnswer(noticeIn(view));
  await kept.written;
  if (!latePages.isStopping()) log.warn({ error: notYet.error, viewId }, 'A page is not filled yet; it is tried on');
  latePages.begin(async () => {
    let isLeftToNext = false;
    await orToldRefused(context, viewId, title, async () => {
      const shown = await showLate(context, showing, notYet);
      if (!('error' in shown)) return;
      isLeftToNext = latePages.isStopping();
      if (isLeftToNext) log.warn({ viewId }, 'A page is not filled before the stop; its person is told afterwards');
      else log.error({ error: shown.error, viewId }, NOT_FILLED);
    });
    if (!isLeftToNext) kept.done();
  });
}

/** Does it; a page that Slack refuses is told in the modal. Never throws. */
async function orToldRefused(
  context: RouteContext,
  viewId: string,
  title: string,
  fill: () => Promise<void>,
): Promise<void> {
  try {
    await fill();
  } catch (error) {
    context.log.error({ error, viewId }, NOT_FILLED);
    if (!(slackError(error, 'views.update failed') instanceof SlackRefused)) return;
    await showModal(context, viewId, noticeView(title, NOT_SHOWN)).catch((failure: unknown) => {
      context.log.error({ error: failure, viewId }, 'A person could not be told that their modal stays as it is');
    });
  }
}

async function drawnOrTold(
  context: RouteContext,
  title: string,
  draw: Draw,
  before: BusyMetadata | null,
): Promise<ModalView> {
  try {
    return await draw();
  } catch (error) {
    context.log.error({ error }, 'A request from a person failed');
    return noticeView(title, sentenceFor(error), { before });
  }
}

/** Opens a modal at once, and fills it when it is known with what. Throws `ClickTooLate`. */
export async function openFilled(context: RouteContext, triggerId: string, title: string, draw: Draw): Promise<void> {
  const viewId = await openModal(context, triggerId, loadingView(title));
  // It can only be closed, and then it is gone; unless its answer came and we do not know it.
  if (viewId !== null) await fillModal(context, viewId, { title, draw, isWaiting: waitsAt(context, { id: viewId }) });
}

/**
 * Tells somebody in a modal that what they pressed there failed: above the page, which stays with what they typed. By direct
 * message when Slack opens nothing above it any more.
 */
export const answerAbove =
  (context: RouteContext, userId: UserId, triggerId: string, title: string): Answer =>
  async (message) => {
    const text = typeof message === 'string' ? message : message.text;
    try {
      await context.clients.modal.views.push({ trigger_id: triggerId, view: noticeView(title, text) });
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError)) throw error;
      await context.clients.web.chat.postMessage({ channel: userId, text });
    }
  };

/** As `openFilled`, in the modal that was pressed in, with a way back to what it showed. */
async function filledInPlace(context: RouteContext, view: ViewPayload, title: string, draw: Draw): Promise<void> {
  const busy = beforeOf(view);
  await showModal(context, view.id, loadingView(title, busy));
  await fillModal(context, view.id, { title, draw, before: busy, ...leaving(context, view, busy) });
}

/** Shows a page in the modal that was pressed in, else in a new one: never a second layer. */
export const inModal = (context: RouteContext, { payload }: ActionCall, title: string, draw: Draw): Promise<void> =>
  payload.view?.type === 'modal'
    ? filledInPlace(context, payload.view, title, draw)
    : openFilled(context, payload.trigger_id, title, draw);

/**
 * Answers a press that may take a while: in the modal that was pressed in, which says at once that it is under way; beside a
 * message by a private line.
 */
export const answerInTime = (
  context: RouteContext,
  call: ActionCall,
  title: string,
  said: () => Promise<string>,
): Promise<void> =>
  call.payload.view?.type === 'modal'
    ? filledInPlace(context, call.payload.view, title, async () => noticeView(title, await said()))
    : said().then(call.answer);

/** Replaces the form that was sent, at once. */
export const replaced = (view: ModalView, afterwards?: () => Promise<void>): Submitted => ({
  ack: { response_action: 'update', view },
  ...(afterwards ? { afterwards } : {}),
});

/** A page of the order form, sent, of which nothing is kept any more. */
export const forgottenForm = (): Submitted => replaced(noticeView(FORM_TITLE, FORGOTTEN));

/**
 * Says at once that what a form asks for is under way, with a way back to it, then what came of it. `typed` is what goes
 * back into its field.
 */
export function replacedWhenDone(
  context: RouteContext,
  view: ViewPayload,
  { title, draw, typed = '' }: { title: string; draw: Draw; typed?: string },
): Submitted {
  const busy = pageBefore(view, typed);
  const fill = () => fillModal(context, view.id, { title, draw, before: busy, ...leaving(context, view, busy) });
  return replaced(loadingView(title, busy), fill);
}

/** A page as its loading page remembers it. */
export const pageBefore = (view: ViewPayload, typed = ''): BusyMetadata => {
  const { callback_id: from, private_metadata: metadata } = view;
  return { from, metadata, typed, token: tokenOf(view) };
};

/** The page that was pressed in; null for an answer, to which nobody goes back. */
const beforeOf = (view: ViewPayload): BusyMetadata | null =>
  view.callback_id === VIEW.notice ? null : pageBefore(view);

/** Tells a page that was sent or pressed from every other; null when Slack names no version of it. */
export const tokenOf = ({ id, hash }: ViewPayload): string | null => (hash === undefined ? null : `${id}:${hash}`);

/** How *Back* on a page that waits keeps its answer from coming in between. */
const leaving = (
  context: RouteContext,
  view: ViewPayload,
  busy: BusyMetadata | null,
): Pick<Filling, 'wasLeft' | 'isWaiting'> => ({
  wasLeft: () => isLeft(context, busy),
  ...stillWaiting(context, view),
});

/**
 * Whether the page that came after one that was sent or pressed still waits: nobody pressed anything in the modal since, be it
 * *Back*, or on an answer that was shown and of which we heard nothing. Of one that nothing tells from others nobody knows.
 */
export const stillWaiting = (context: RouteContext, view: ViewPayload): Pick<Filling, 'isWaiting'> =>
  view.hash === undefined ? {} : { isWaiting: waitsAt(context, view) };

const waitsAt =
  ({ useCases }: RouteContext, page: ActedPage) =>
  (): Promise<boolean> =>
    useCases.isActedLast(page);

/** A page with fields that waits: it does so as long as nobody had it drawn anew, which Slack tells by its hash. */
export const waitingAs = (hash: string | null): Pick<Filling, 'isWaiting' | 'lateHash'> =>
  hash === null ? {} : { isWaiting: async () => true, lateHash: hash };

/** Whether a page was left for another one while its answer was made; one of which that cannot be told gets its answer. */
const isLeft = (context: RouteContext, busy: BusyMetadata | null): Promise<boolean> =>
  wasLeft(context, busy?.token ?? null).catch((error: unknown) => {
    context.log.warn({ error }, 'Whether a page was left meanwhile is not known; its answer is shown');
    return false;
  });

/** Notes that a loading page is left, by *Back* or by the answer; true when it was left before. */
export const wasLeft = async ({ useCases }: RouteContext, token: string | null): Promise<boolean> =>
  token !== null && !(await useCases.isFirstDelivery(`left:${token}`));
