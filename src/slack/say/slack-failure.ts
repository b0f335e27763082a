import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { SlackAsksToWait, type SlackRefusal, SlackRefused, SlackUnavailable } from '../../service/errors.ts';
import { isPassing, TOKEN_ERRORS } from './refusals.ts';

function refusalOf(code: string): SlackRefusal {
  if (code === 'missing_scope' || code === 'plan_upgrade_required') return code;
  return TOKEN_ERRORS.has(code) ? 'token_revoked' : 'other';
}

/** An error of Slack’s client as what it means to people; null for one that is not about Slack. `what` was tried. */
export function slackError(error: unknown, what: string): SlackUnavailable | null {
  if (error instanceof SlackUnavailable) return error;
  if (error instanceof WebAPIRateLimitedError) return new SlackAsksToWait(error.retryAfter * 1_000, { cause: error });
  if (error instanceof WebAPIPlatformError && !isPassing(error.data.error)) {
    return new SlackRefused(refusalOf(error.data.error), `${what}: ${error.data.error}`, { cause: error });
  }
  const isSilent =
    error instanceof WebAPIPlatformError || error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError;
  return isSilent ? new SlackUnavailable(what, { cause: error }) : null;
}
