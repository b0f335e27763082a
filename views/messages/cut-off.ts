import { localTime } from '../words/text.ts';

/** What somebody is told whose press, command or choice was acknowledged so long ago that it is not done any more. */
export const cutOffText = (receivedAt: Date): string =>
  `What you asked of this app ${localTime(receivedAt)} was cut off, because the app stopped, and may not have been done. Please look, and ask again if you still need it.`;

/**
 * What somebody is told whose answer was there `at` that time, when the app stopped before Slack said that it is shown. `answer` is
 * its sentence, as mrkdwn; null when it was a whole page.
 */
export const unshownText = (at: Date, answer: string | null): string =>
  `What you asked of this app was answered ${localTime(at)}, but the page with the answer may not have been shown, because the app stopped. ${answer === null ? WHERE_IT_STANDS : `The answer was: ${answer}`}`;

const WHERE_IT_STANDS =
  '`/scaledmail orders` shows how your orders stand, and `/scaledmail drafts` the order forms that you did not send.';
