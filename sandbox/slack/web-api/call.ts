/** One call of a Web API method, and typed access to its arguments. */
import { type Fields, parseJson } from '../http/json.ts';
import { SlackError } from '../http/slack-error.ts';
import { validateBlocks } from '../validate/index.ts';
import { normaliseBlocks } from '../workspace/normalise.ts';
import type { SlackBlock, Workspace } from '../workspace/workspace.ts';

export interface Call {
  readonly workspace: Workspace;
  /** As sent: strings from forms, any JSON from JSON bodies. */
  readonly arguments: Fields;
}

/** A Web API method: what it answers beside `ok`. Business errors are thrown as `SlackError`. */
export interface Method {
  /** Writes fail with HTTP 503 while the fault `webApiDown` is on. */
  readonly isWrite: boolean;
  /** Which token it takes. */
  readonly token: 'bot' | 'app' | 'none';
  readonly run: (call: Call) => Fields;
}

export const reads = (run: Method['run']): Method => ({ isWrite: false, token: 'bot', run });
export const writes = (run: Method['run']): Method => ({ isWrite: true, token: 'bot', run });

/** A text argument; null when it is missing or empty. */
export function textArgument({ arguments: given }: Call, name: string): string | null {
  const value = given[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A text argument that must be there; `invalid_arguments` otherwise. */
export function requiredText(call: Call, name: string): string {
  const value = textArgument(call, name);
  if (value !== null) return value;
  throw new SlackError('invalid_arguments', [{ pointer: '', message: `missing required field: ${name}` }]);
}

/** A flag; forms send it as a word. */
export function flagArgument({ arguments: given }: Call, name: string): boolean {
  return given[name] === true || given[name] === 'true' || given[name] === '1';
}

/** An argument holding JSON, which forms send as text; undefined when missing or not JSON. */
export function jsonArgument({ arguments: given }: Call, name: string): unknown {
  const value = given[name];
  return typeof value === 'string' ? parseJson(value) : value;
}

/** The `blocks` argument, checked and normalised; null when it is not given. `invalid_blocks` tells what is wrong. */
export function blocksArgument(call: Call): SlackBlock[] | null {
  if (call.arguments.blocks === undefined || call.arguments.blocks === '') return null;
  const blocks = jsonArgument(call, 'blocks');
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const problems = validateBlocks('message', blocks);
  if (problems.length > 0) throw new SlackError('invalid_blocks', problems);
  return normaliseBlocks(blocks, () => call.workspace.settings.newId(''));
}

/** A page of a list by the arguments `cursor` and `limit`, with the cursor of the next. */
export function page<Item>(
  call: Call,
  items: readonly Item[],
): { readonly items: readonly Item[]; readonly meta: Fields } {
  const cursor = textArgument(call, 'cursor');
  const start = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!Number.isInteger(start)) throw new SlackError('invalid_cursor');
  const limit = Number(textArgument(call, 'limit') ?? 1000);
  const end = start + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : '';
  return { items: items.slice(start, end), meta: { response_metadata: { next_cursor: next } } };
}
