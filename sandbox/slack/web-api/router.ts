/** Finds the method that a call names, checks its token, and writes the answer as Slack does. */
import type { ServerResponse } from 'node:http';
import { answerJson, answerText, type Received, readFields } from '../http/http.ts';
import type { Fields } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { blocks } from './blocks.ts';
import type { Call, Method } from './call.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { SCOPE_OF } from './method-facts.ts';
import { people } from './people.ts';
import type { RateLimits } from './rate-limits.ts';
import { type ApiFault, takeFault } from './scripted-faults.ts';
import { views } from './views.ts';

/** Every method but those that need the server itself. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...people,
  ...chat,
  ...views,
  ...conversations,
  ...files,
  ...blocks,
};

/** A call as the log keeps it. */
export interface ApiCall {
  readonly method: string;
  readonly arguments: Fields;
  readonly ok: boolean;
  /** Slack's error code, `http_503` and the like for scripted faults, or null. */
  readonly error: string | null;
}

export interface WebApi {
  readonly workspace: Workspace;
  readonly methods: Readonly<Record<string, Method>>;
  readonly botToken: string;
  readonly botScopes: readonly string[];
  /** Null when there is none, or it was taken back. */
  appToken: string | null;
  readonly calls: ApiCall[];
  readonly faults: ApiFault[];
  readonly rateLimits: RateLimits;
}

/** Calls beyond this number are forgotten, oldest first. */
const REMEMBERED_CALLS = 5000;

function remember(api: WebApi, call: ApiCall): void {
  api.calls.push(call);
  if (api.calls.length > REMEMBERED_CALLS) api.calls.shift();
}

function checkToken(api: WebApi, method: Method, token: string | null): void {
  if (method.token === 'none') return;
  if (token === null) throw new SlackError('not_authed');
  const expected = method.token === 'app' ? api.appToken : api.botToken;
  if (token === expected) return;
  const isOther = token === api.appToken || token === api.botToken;
  throw new SlackError(isOther ? 'not_allowed_token_type' : 'invalid_auth');
}

/** `missing_scope` names what is needed, and what the token has. */
function checkScope(api: WebApi, method: Method, name: string): void {
  const needed = method.token === 'bot' ? SCOPE_OF[name] : undefined;
  if (needed === undefined || api.botScopes.includes(needed)) return;
  throw new SlackError('missing_scope', [], { needed, provided: api.botScopes.join(',') });
}

function refusal(error: SlackError): Fields {
  if (error.problems.length === 0) return { ok: false, error: error.code, ...error.more };
  const messages = error.problems.map(({ pointer, message }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
  const errors = error.problems.map(({ pointer, message }) => ({ pointer, message }));
  return { ok: false, error: error.code, errors, response_metadata: { messages } };
}

/** Runs a method; what it answers, with `ok`. Anything but a business error is a fault of the workspace itself. */
function run(api: WebApi, name: string, call: Call, token: string | null): Fields {
  try {
    const method = Object.hasOwn(api.methods, name) ? api.methods[name] : undefined;
    if (!method) throw new SlackError('unknown_method');
    checkToken(api, method, token);
    checkScope(api, method, name);
    return { ok: true, ...method.run(call) };
  } catch (error) {
    if (error instanceof SlackError) return refusal(error);
    throw error;
  }
}

function answerFault(response: ServerResponse, { answer }: ApiFault): string {
  if ('error' in answer) {
    answerJson(response, { ok: false, error: answer.error });
    return answer.error;
  }
  const wait = answer.retryAfterSeconds === undefined ? {} : { 'retry-after': answer.retryAfterSeconds };
  answerJson(response, { ok: false, error: 'ratelimited' }, answer.status, wait);
  return `http_${answer.status}`;
}

/** Answers `POST /api/<name>`. */
export async function handleApi(
  api: WebApi,
  name: string,
  received: Received,
  response: ServerResponse,
): Promise<void> {
  const given = await readFields(received);
  const { token: inBody, ...rest } = given;
  const token = received.token ?? (typeof inBody === 'string' ? inBody : null);
  const call = { workspace: api.workspace, arguments: rest };
  const log = (ok: boolean, error: string | null) => remember(api, { method: name, arguments: rest, ok, error });
  if (api.workspace.faults.webApiDown && api.methods[name]?.isWrite) {
    log(false, 'http_503');
    return answerText(response, 'service unavailable', 503);
  }
  const waitSeconds = api.rateLimits(name, rest);
  if (waitSeconds !== null) {
    log(false, 'http_429');
    return answerJson(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': waitSeconds });
  }
  const fault = takeFault(api.faults, name, rest);
  if (fault?.when === 'before') return log(false, answerFault(response, fault));
  const answer = run(api, name, call, token);
  if (fault) return log(false, answerFault(response, fault));
  log(answer.ok === true, typeof answer.error === 'string' ? answer.error : null);
  answerJson(response, answer, 200, token === api.botToken ? { 'x-oauth-scopes': api.botScopes.join(',') } : {});
}
