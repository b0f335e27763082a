import { escapeText } from '../../../views/words/text.ts';
import { AppError } from '../../service/errors.ts';
import type { Log } from '../../service/ports/log.ts';
import type { HomeWatch } from '../../service/reading/home-watch.ts';
import type { Kept } from '../../service/unfinished.ts';
import type { UseCases } from '../../service/use-cases.ts';
import type { ChannelId, Reference, UserId } from '../../values/ids.ts';
import type { ByName } from '../say/by-name.ts';
import type { CardLink } from '../say/cards/card-link.ts';
import type { SlackClients } from '../say/clients/clients.ts';
import type { Answer } from '../say/response-url.ts';
import { slackError } from '../say/slack-failure.ts';
import type { LatePages } from './modals/late-pages.ts';

/** What every route works with. */
export interface RouteContext {
  readonly useCases: UseCases;
  readonly clients: SlackClients;
  readonly cardLink: CardLink;
  /** Draws messages in which people are plain names. */
  readonly byName: ByName;
  /** Who has Home before them. */
  readonly homes: HomeWatch;
  /** Where the cards are. */
  readonly channelId: ChannelId;
  readonly log: Log;
  /** Waits before something that failed is tried again. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** A clock that nobody can set. */
  readonly monotonicMs: () => number;
  /** Pages of the process that are filled beside the requests. */
  readonly latePages: LatePages;
  /**
   * Remembers that the answer to this request is there, and not shown yet: its sentence, null for one that is a whole page. Who
   * asked is told when the process ends before it is.
   */
  readonly keepAnswer: (answer: string | null) => Kept;
}

/** What the log says of a request that failed: never what somebody typed. */
export interface AboutRequest {
  /** What was pressed, typed or sent: the id of a button, of a view, or the first word of a command. */
  readonly action: string;
  readonly by: UserId;
  /** What tells the request from others. */
  readonly request: string | null;
  /** The order that it is about, where the request itself says so. */
  readonly reference?: Reference | null;
  /** ScaledMail's own number of it, where a page names that. */
  readonly vendorOrder?: string;
}

/** A context for one request: every line that is logged for it says which one that is. */
export function contextOfRequest<Context extends { readonly log: Log }>(
  context: Context,
  about: AboutRequest,
): Context {
  const { log } = context;
  return {
    ...context,
    log: {
      debug: (fields, message) => log.debug({ ...about, ...fields }, message),
      info: (fields, message) => log.info({ ...about, ...fields }, message),
      warn: (fields, message) => log.warn({ ...about, ...fields }, message),
      error: (fields, message) => log.error({ ...about, ...fields }, message),
    },
  };
}

/**
 * Does the work in the context of its request; whatever goes wrong becomes a sentence for the person and a line in the log.
 * The one such place.
 */
export async function answeringFor(
  context: RouteContext,
  about: AboutRequest,
  answer: Answer,
  work: (own: RouteContext) => Promise<void>,
): Promise<void> {
  const own = contextOfRequest(context, about);
  try {
    await work(own);
  } catch (error) {
    own.log.error({ error }, 'A request from a person failed');
    await answer(sentenceFor(error)).catch((failure: unknown) => {
      own.log.error({ error: failure }, 'The person could not be told that their request failed');
    });
  }
}

/** What a person is told of an error, as mrkdwn. */
export const sentenceFor = (error: unknown): string => escapeText(plainSentenceFor(error));

/** The same, where no markup is read. */
export function plainSentenceFor(error: unknown): string {
  const known = slackError(error, 'A call to Slack failed') ?? error;
  if (known instanceof AppError) return known.userMessage;
  return 'Something went wrong in this app. `/scaledmail orders` shows what was sent for approval; who runs this app finds more in the log.';
}
