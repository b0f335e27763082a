import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { TOKEN_ERRORS } from '../slack/say/refusals.ts';
import { type CheckResult, problem } from './check.ts';

/** Why a question got no answer: Slack's own error code, or `no_answer`. `needed` is the scope that is missing. */
export interface SlackFailure {
  readonly ok: false;
  readonly error: string;
  readonly needed: string | null;
}
export type SlackAnswer = { readonly ok: true; readonly answer: unknown } | SlackFailure;

/** Calls one Web API method that changes nothing. Never throws. */
export type AskSlack = (method: string, question?: Readonly<Record<string, unknown>>) => Promise<SlackAnswer>;

/** Asks with a client, which brings its token, its timeout and its retries. */
export function askSlackWith(client: WebClient): AskSlack {
  return async (method, question = {}) => {
    try {
      return { ok: true, answer: await client.apiCall(method, question) };
    } catch (error) {
      return slackFailure(error);
    }
  };
}

const Needed = z.object({ needed: z.string() });

/** What an error of Slack's library, or one that it caused, means. */
export function slackFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIPlatformError) {
    return { ok: false, error: error.data.error, needed: Needed.safeParse(error.data).data?.needed ?? null };
  }
  if (error instanceof WebAPIRateLimitedError) return { ok: false, error: 'ratelimited', needed: null };
  if (error instanceof WebAPIHTTPError) return { ok: false, error: `http_${error.statusCode}`, needed: null };
  if (error instanceof Error && error.cause !== undefined) return slackFailure(error.cause);
  return { ok: false, error: 'no_answer', needed: null };
}

/** A failure as a line; `tokenFix` tells how to get a token that works. */
export function slackProblem(name: string, { error, needed }: SlackFailure, tokenFix: string): CheckResult {
  if (TOKEN_ERRORS.has(error)) return problem(name, `Slack does not accept the token (${error})`, tokenFix);
  if (error === 'missing_scope') {
    return problem(
      name,
      needed === null ? 'the token lacks a scope' : `the token lacks the scope ${needed}`,
      REINSTALL,
    );
  }
  if (error === 'ratelimited') return problem(name, 'Slack asks for patience', 'Wait a minute, and run this again.');
  if (error === 'no_answer' || error.startsWith('http_')) {
    const detail = error === 'no_answer' ? 'Slack does not answer' : `Slack answers ${error.replace('http_', 'HTTP ')}`;
    return problem(name, detail, 'Let this machine reach https://slack.com (network, proxy), and check SLACK_API_URL.');
  }
  return problem(name, `Slack says ${error}`, 'Look the word up at https://docs.slack.dev/reference/methods/');
}

/** How an app gets the scopes of the manifest. */
export const REINSTALL =
  'Bring the app’s manifest up to date with manifest.yml (api.slack.com/apps, “App Manifest”), and reinstall the app.';
