import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { SlackAsksToWait, type SlackRefusal, SlackRefused, SlackUnavailable } from '../../service/errors.ts';

/** Errors that say that the token is of no use. Source: docs/slack.md, "Web API methods, scopes, manifest". */
export const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]);

/**
 * Errors that pass by themselves.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

function refusalOf(code: string): SlackRefusal {
  if (code === 'missing_scope' || code === 'plan_upgrade_required') return code;
  return TOKEN_ERRORS.has(code) ? 'token_revoked' : 'other';
}

/** An error of Slack’s client as what it means to people; null for one that is not about Slack. `what` was tried. */
export function slackError(error: unknown, what: string): SlackUnavailable | null {
  if (error instanceof SlackUnavailable) return error;
  if (error instanceof WebAPIRateLimitedError) return new SlackAsksToWait(error.retryAfter * 1_000, { cause: error });
  if (error instanceof WebAPIPlatformError && !PASSING.has(error.data.error)) {
    return new SlackRefused(refusalOf(error.data.error), `${what}: ${error.data.error}`, { cause: error });
  }
  const isSilent =
    error instanceof WebAPIPlatformError || error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError;
  return isSilent ? new SlackUnavailable(what, { cause: error }) : null;
}
