import type { z } from 'zod';
import { VendorFault, VendorRefused, VendorUnavailable } from '../service/errors.ts';
import type { CallResult } from '../service/ports/meter.ts';
import type { Listing, Urgency } from '../service/ports/vendor.ts';
import { MAX_ANSWER_BYTES } from './bounded-text.ts';
import { codeOf, networkCause } from './cause-code.ts';
import { errorText, jsonOrNull } from './error-body.ts';
import { type AnswerClass, classOf } from './once/answer.ts';
import { OPERATIONS, type ReadOperation } from './operations.ts';
import { delayAskedFor, isRetryableStatus, MAX_TRIES, retryDelayMs } from './retry.ts';
import type { Rows } from './rows.ts';
import { AnswerTooLong, sendRead, type VendorDeps, type VendorResponse } from './transport.ts';

/** How long one read may take: three of a person's end within the fifteen seconds that somebody may be kept waiting. */
const READ_TIMEOUT_MS: Readonly<Record<Urgency, number>> = {
  placing: 3_000,
  person: 3_000,
  background: 10_000,
};

/** One read of the vendor's. */
export interface Read<Schema extends z.ZodType> {
  readonly operation: ReadOperation;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly schema: Schema;
  /** A refusal that is an answer, too: what its body is read by. */
  readonly refusal?: z.ZodType<z.output<Schema>>;
  readonly urgency: Urgency;
}

/**
 * Reads from the vendor, again after 429, 5xx and network failures. Throws `VendorUnavailable` when that does not help,
 * `VendorRefused` for another 4xx, `VendorFault` for an answer of the wrong shape. No error holds the request.
 */
export async function read<Schema extends z.ZodType>(
  deps: VendorDeps,
  request: Read<Schema>,
): Promise<z.output<Schema>> {
  const { operation, urgency } = request;
  for (let tries = 1; ; tries += 1) {
    const askedMs = deps.monotonicMs();
    await deps.waitTurn(OPERATIONS[operation].limit, urgency);
    const begunMs = deps.monotonicMs();
    const result = await tryOnce(deps, request);
    deps.meter?.calledVendor(operation, resultOf(result), begunMs - askedMs, deps.monotonicMs() - begunMs);
    if (result.ok && !isRetryableStatus(result.response.status)) return answerOf(deps, request, result.response);
    const delayMs = retryDelayMs(tries, askedDelayMs(deps, result), urgency, deps.random());
    if (tries >= MAX_TRIES[urgency] || delayMs === null)
      throw unavailable(operation, result, askedDelayMs(deps, result));
    deps.log.debug({ operation, tries, delayMs }, 'ScaledMail is read again');
    await deps.sleep(delayMs);
  }
}

/** Reads a list; the log says how many of its rows cannot be read. Throws as `read` does. */
export async function readRows<Row>(deps: VendorDeps, request: Read<z.ZodType<Rows<Row>>>): Promise<Row[]> {
  return readable(deps, request.operation, await read(deps, request));
}

/** Reads a list, with the number of its rows that cannot be read, which the log says too. Throws as `read` does. */
export async function readListing<Row>(deps: VendorDeps, request: Read<z.ZodType<Rows<Row>>>): Promise<Listing<Row>> {
  const answer = await read(deps, request);
  return { rows: readable(deps, request.operation, answer), unreadable: answer.leftOut };
}

/** The rows of a list; the log says how many cannot be read. */
export function readable<Row>({ log }: VendorDeps, operation: ReadOperation, { rows, leftOut }: Rows<Row>): Row[] {
  if (leftOut > 0) log.info({ operation, leftOut }, 'Rows of ScaledMail cannot be read');
  return rows;
}

type Tried = { readonly ok: true; readonly response: VendorResponse } | { readonly ok: false; readonly error: unknown };

const RESULT_OF_CLASS = {
  success: 'ok',
  refused: 'refused',
  redirect: 'refused',
  too_many: 'too_many',
  gave_up: 'failed',
  failed: 'failed',
} as const satisfies Record<AnswerClass, CallResult>;

const resultOf = (tried: Tried): CallResult =>
  tried.ok ? RESULT_OF_CLASS[classOf(tried.response.status)] : 'no_answer';

async function tryOnce(deps: VendorDeps, { operation, path, query, body, urgency }: Read<z.ZodType>): Promise<Tried> {
  const { method } = OPERATIONS[operation];
  const timeoutMs = deps.readTimeoutMs ?? READ_TIMEOUT_MS[urgency];
  try {
    return { ok: true, response: await sendRead(deps, { method, path, query: query ?? {}, body, timeoutMs }) };
  } catch (error) {
    if (error instanceof AnswerTooLong)
      throw new VendorFault(`${operation} answered more than ${MAX_ANSWER_BYTES} bytes`);
    return { ok: false, error };
  }
}

async function answerOf<Schema extends z.ZodType>(
  deps: VendorDeps,
  { operation, schema, refusal }: Read<Schema>,
  { status, text }: VendorResponse,
): Promise<z.output<Schema>> {
  if (status < 200 || status > 299) {
    const told = await refusal?.safeParseAsync(jsonOrNull(text));
    if (told?.success) return told.data;
    throw new VendorRefused(status, errorText(text, deps.apiKey));
  }
  const parsed = await schema.safeParseAsync(jsonOrNull(text));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`).join(', ');
  throw new VendorFault(`${operation} answered in another shape (${places})`);
}

function askedDelayMs(deps: VendorDeps, tried: Tried): number | null {
  return tried.ok ? delayAskedFor(tried.response, deps.clock.now()) : null;
}

function unavailable(operation: ReadOperation, tried: Tried, waitMs: number | null): VendorUnavailable {
  if (tried.ok) {
    const { status } = tried.response;
    return new VendorUnavailable(`${operation} answered ${status}`, status, waitMs);
  }
  const code = codeOf(tried.error);
  return new VendorUnavailable(`${operation} got no answer: ${networkCause(code)} (${code})`);
}
