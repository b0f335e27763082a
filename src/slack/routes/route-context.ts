import type { ModalView } from '@slack/types';
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { z } from 'zod';
import { noticeView } from '../../../views/form/notice-view.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { escapeText } from '../../../views/words/text.ts';
import { AppError, ClickTooLate, SlackUnavailable } from '../../service/errors.ts';
import type { Log } from '../../service/ports/log.ts';
import type { UseCases } from '../../service/use-cases.ts';
import type { UserId } from '../../values/ids.ts';
import type { ActionPayload } from '../receive/payloads.ts';
import type { CardLink } from '../say/card-link.ts';
import type { SlackClients } from '../say/clients.ts';

/** What every route works with. */
export interface RouteContext {
  readonly useCases: UseCases;
  readonly clients: SlackClients;
  readonly cardLink: CardLink;
  readonly log: Log;
}

/** Answers the person who clicked or typed, privately. */
export type Answer = (message: MessageView | string) => Promise<void>;

/** A press of a button, acknowledged already. */
export interface ActionCall {
  readonly payload: ActionPayload;
  readonly userId: UserId;
  readonly answer: Answer;
}
export type ActionRoute = (context: RouteContext, call: ActionCall) => Promise<void>;

const Opened = z.object({ view: z.object({ id: z.string().min(1) }) });

/**
 * Opens a modal with a trigger, before anything slow. Answers its id; null when an earlier delivery of the same click has
 * opened it. Throws `ClickTooLate`.
 */
export async function openModal(context: RouteContext, triggerId: string, view: ModalView): Promise<string | null> {
  try {
    return Opened.parse(await context.clients.modal.views.open({ trigger_id: triggerId, view })).view.id;
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error;
    if (error.data.error === 'exchanged_trigger_id') return null;
    throw isTooLate(error) ? new ClickTooLate('A trigger had expired', { cause: error }) : error;
  }
}

/** Slack has two spellings for a trigger that expired. Source: docs/slack.md, "Timing and delivery". */
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

/** Does the work; whatever goes wrong becomes a sentence for the person and a line in the log. The one such place. */
export async function answeringFor(context: RouteContext, answer: Answer, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.log.error({ error }, 'A request from a person failed');
    await answer(sentenceFor(error)).catch((failure: unknown) => {
      context.log.error({ error: failure }, 'The person could not be told that their request failed');
    });
  }
}

/** Whether Slack could not be reached, or answered with an error of its own. */
const isSlackSilent = (error: unknown): boolean =>
  error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError;

/** What a person is told of an error. */
export function sentenceFor(error: unknown): string {
  const known = isSlackSilent(error) ? new SlackUnavailable('Slack did not answer', { cause: error }) : error;
  if (known instanceof AppError) return escapeText(known.userMessage);
  return 'Something went wrong on our side, and nothing was ordered by this. The operator can find it in the log.';
}
