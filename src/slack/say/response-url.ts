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
    const response = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: isReplaced, ...content }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Slack answered ${response.status} to a private answer`);
  };
