import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import { loadingView } from '../../../views/form/loading-view.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { ClickTooLate } from '../../service/errors.ts';
import type { UserId } from '../../values/ids.ts';
import type { Answer } from '../say/response-url.ts';
import type { ActionCall, Submitted } from './route.ts';
import { answeringFor, type RouteContext } from './route-context.ts';

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

/** Replaces what a modal shows. A modal that was closed meanwhile needs nothing. */
export async function showModal(context: RouteContext, viewId: string, view: ModalView): Promise<void> {
  try {
    await context.clients.web.views.update({ view_id: viewId, view });
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || error.data.error !== 'not_found') throw error;
    context.log.debug({ viewId }, 'The modal was closed before its answer came');
  }
}

/** Answers into a modal, as a short notice. */
export const answerInModal =
  (context: RouteContext, viewId: string, title: string): Answer =>
  (message) =>
    showModal(context, viewId, noticeView(title, typeof message === 'string' ? message : message.text));

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

/** Shows in a modal what `draw` answers; whatever goes wrong is told there. */
const fillModal = (context: RouteContext, viewId: string, title: string, draw: Draw): Promise<void> =>
  answeringFor(context, answerInModal(context, viewId, title), async () => showModal(context, viewId, await draw()));

/** Opens a modal at once, and fills it when it is known with what. Throws `ClickTooLate`. */
export async function openFilled(context: RouteContext, triggerId: string, title: string, draw: Draw): Promise<void> {
  const viewId = await openModal(context, triggerId, loadingView(title));
  if (viewId !== null) await fillModal(context, viewId, title, draw);
}

/** As `openFilled`, in a modal that is open already. */
export async function filledInPlace(context: RouteContext, viewId: string, title: string, draw: Draw): Promise<void> {
  await showModal(context, viewId, loadingView(title));
  await fillModal(context, viewId, title, draw);
}

/** Shows a page in the modal that was pressed in, else in a new one: never a second layer. */
export const inModal = (context: RouteContext, { payload }: ActionCall, title: string, draw: Draw): Promise<void> =>
  payload.view?.type === 'modal'
    ? filledInPlace(context, payload.view.id, title, draw)
    : openFilled(context, payload.trigger_id, title, draw);

/** Replaces the form that was sent, at once. */
export const replaced = (view: ModalView, afterwards?: () => Promise<void>): Submitted => ({
  ack: { response_action: 'update', view },
  ...(afterwards ? { afterwards } : {}),
});

/** Says at once that what a form asks for is under way, then what came of it. */
export const replacedWhenDone = (context: RouteContext, viewId: string, title: string, draw: Draw): Submitted =>
  replaced(loadingView(title), () => fillModal(context, viewId, title, draw));
