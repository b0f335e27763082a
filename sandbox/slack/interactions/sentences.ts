/** What Slack's own client says when the app fails to answer. The wording is from memory of the client, not documented. */
import type { Outcome } from '../http/signed-post.ts';

/** Shown in a modal when the answer to a submission is late, missing or makes no sense. */
export const TROUBLE_CONNECTING = 'We had some trouble connecting. Try again?';

/** True when the app has taken the delivery. */
export const isAcknowledged = (outcome: Outcome): outcome is Extract<Outcome, { type: 'answered' }> =>
  outcome.type === 'answered' && outcome.status >= 200 && outcome.status < 300;

function commandError(outcome: Outcome): string {
  if (outcome.type === 'timeout') return 'operation_timeout';
  if (outcome.type === 'unreachable') return 'dispatch_failed';
  return outcome.status >= 500 ? 'http_service_error' : 'http_client_error';
}

/** The sentence for a slash command that was not acknowledged. */
export const commandFailed = (command: string, outcome: Outcome): string =>
  `${command} failed with the error "${commandError(outcome)}"`;

/** The warning beside a button or menu, or after a shortcut, that was not acknowledged. */
export function actionFailed(outcome: Outcome): string {
  if (outcome.type === 'timeout') return 'Operation timed out. Apps need to respond within 3 seconds.';
  if (outcome.type === 'unreachable') return TROUBLE_CONNECTING;
  return `This app responded with Status Code ${outcome.status}.`;
}
