import { WebAPIHTTPError, WebAPIRequestError } from '@slack/web-api';
import { escapeText } from '../../../views/words/text.ts';
import { AppError, SlackUnavailable } from '../../service/errors.ts';
import type { Log } from '../../service/ports/log.ts';
import type { HomeWatch } from '../../service/reading/home-watch.ts';
import type { UseCases } from '../../service/use-cases.ts';
import type { ChannelId } from '../../values/ids.ts';
import type { CardLink } from '../say/card-link.ts';
import type { SlackClients } from '../say/clients.ts';
import type { Answer } from '../say/response-url.ts';

/** What every route works with. */
export interface RouteContext {
  readonly useCases: UseCases;
  readonly clients: SlackClients;
  readonly cardLink: CardLink;
  /** Who has Home before them. */
  readonly homes: HomeWatch;
  /** Where the cards are. */
  readonly channelId: ChannelId;
  readonly log: Log;
}

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
