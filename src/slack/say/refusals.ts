import { WebAPIPlatformError } from '@slack/web-api';
import type { AnnounceFailure } from '../../orders/surface.ts';

/*
 * Slack's words for why it does not do something, and what they mean to us.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */

/** These pass by themselves. Every other word is lasting: somebody has to do something. */
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** The token is of no use. */
export const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]);

/** Whether Slack refuses a token, or what it is good for: no later try changes that before somebody fixed it. */
export const isTokenRefusal = (word: string): boolean => TOKEN_ERRORS.has(word) || word === 'missing_scope';

/** What is wrong with the app itself: its token or its permissions. No message is gone because of it. */
const ABOUT_THE_APP: ReadonlySet<string> = new Set([
  ...TOKEN_ERRORS,
  'missing_scope',
  'org_login_required',
  'ekm_access_denied',
  'access_denied',
  'no_permission',
  'team_access_not_granted',
]);

/** The message is there, and can be edited no more. */
const MESSAGE_CLOSED: ReadonlySet<string> = new Set(['cant_update_message', 'edit_window_closed']);

/** The message itself is not there, or can be edited no more. */
const MESSAGE_GONE: ReadonlySet<string> = new Set(['message_not_found', 'thread_not_found', ...MESSAGE_CLOSED]);

/** The channel is closed to the app, with all that is in it. */
const CHANNEL_GONE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
]);

const FAILURES: ReadonlyMap<string, AnnounceFailure> = new Map([
  ['not_in_channel', 'bot_not_in_channel'],
  ['channel_not_found', 'channel_not_found'],
  ['is_archived', 'channel_archived'],
  ['is_inactive', 'channel_archived'],
  ['missing_scope', 'scope_missing'],
  ['no_permission', 'posting_restricted'],
  ['team_access_not_granted', 'posting_restricted'],
]);

/**
 * Errors of a direct message that no later try would change: its person left, or the app may not write to them. What is
 * wrong with the app itself is fixed by an operator, so a message waits for that.
 */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
  'messages_tab_disabled',
]);

/** Slack's word for why it refused; null when it did not refuse, but was not heard. */
export const wordOf = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null;

/** Whether what a word says passes by itself. */
export const isPassing = (word: string): boolean => PASSING.has(word);

/** Why a card is not taken, when that does not pass by itself; else null. */
export function announceFailureOf(word: string): AnnounceFailure | null {
  if (PASSING.has(word)) return null;
  if (word.startsWith('restricted_action')) return 'posting_restricted';
  return FAILURES.get(word) ?? 'card_refused';
}

/** Whether a message of ours can be changed no more. */
export const isMessageLost = (word: string): boolean => MESSAGE_GONE.has(word) || CHANNEL_GONE.has(word);

/**
 * Whether a file may be in Slack although its upload failed. `file_not_found` is what a second try to complete one is told
 * whose first answer was lost.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
export const mayHaveTakenFile = (word: string | null): boolean =>
  word === null || PASSING.has(word) || word === 'file_not_found';

/** Whether a message of ours that can be changed no more is still seen by people, as it was. */
export const isMessageShown = (word: string): boolean => MESSAGE_CLOSED.has(word);

/** Whether a message that can be changed no more is only in a channel that is closed: it may be opened again. */
export const isChannelClosed = (word: string): boolean => CHANNEL_GONE.has(word);

/** Whether no later try would write into a thread. */
export const isThreadClosed = (word: string): boolean => !PASSING.has(word) && !ABOUT_THE_APP.has(word);

/** Whether no later try would reach that person. */
export const isPersonUnreachable = (word: string): boolean => UNREACHABLE.has(word);
