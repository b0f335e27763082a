import { request } from 'undici';
import type { MessageView } from '../../../views/messages/message-view.ts';

/** Answers the person who clicked or typed, privately. */
export type Answer = (message: MessageView | string) => Promise<void>;

const TIMEOUT_MS = 8_000;

/** Answers privately through a `response_url`; what it stands beside is not touched. Throws when Slack does not take it. */
export const answerThroughUrl = (responseUrl: string): Answer => throughUrl(responseUrl, false);

/** Draws a private answer anew, through the `response_url` that a press in it came with. Throws when Slack does not take it. */
export const replaceThroughUrl = (responseUrl: string): Answer => throughUrl(responseUrl, true);

const throughUrl =
  (responseUrl: string, isReplaced: boolean): Answer =>
  async (message) => {
    const content = typeof message === 'string' ? { text: message } : message;
    // Not `fetch`, whose streams cost more than all else that an answer takes. Redirects are not followed.
    const { statusCode, body } = await request(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: isReplaced, ...content }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await body.dump();
    if (statusCode < 200 || statusCode > 299) throw new Error(`Slack answered ${statusCode} to a private answer`);
  };
