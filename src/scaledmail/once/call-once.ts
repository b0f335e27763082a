import type { CancelCallOutcome, PaidCallOutcome } from '../../service/ports/vendor.ts';
import { delayAskedFor } from '../retry.ts';
import { addressOf, headersOf, type VendorDeps, type VendorRequest } from '../transport.ts';
import type { Answer } from './answer.ts';
import { codeOf, type OneShotResult, sendOneShot } from './one-shot.ts';

/** A call that changes something at the vendor, and must not be made twice. */
export interface OnceCall<Outcome> {
  /** Begins a sentence of the log, such as `The paid call`. */
  readonly name: string;
  /** What the log says of it beside. */
  readonly about: Readonly<Record<string, string>>;
  readonly method: 'POST' | 'DELETE';
  readonly timeoutMs: number;
  /** Writes the request down. What it throws is taken for a call that was not sent. */
  readonly request: () => Pick<VendorRequest, 'path' | 'query' | 'body'>;
  /** What an answer says. Pure. */
  readonly judge: (answer: Answer) => Outcome;
}

/** What a call comes to without an answer. */
type NothingKnown = Extract<CancelCallOutcome, { type: 'not_sent' | 'no_answer' }>;

/**
 * Makes the call: sent once, whatever happens. Nothing here tries again, and nothing is thrown: the outcome says how much
 * is known. `mayBegin` is asked once, when the connection stands, right before the first byte.
 */
export async function callOnce<Outcome extends PaidCallOutcome | CancelCallOutcome>(
  deps: VendorDeps,
  call: OnceCall<Outcome>,
  mayBegin: () => boolean,
): Promise<Outcome | NothingKnown> {
  const { name, about } = call;
  const result = await send(deps, call, mayBegin);
  switch (result.type) {
    case 'not_sent':
      deps.log.warn({ reason: result.reason, cause: result.cause, ...about }, `${name} was not sent`);
      return { type: 'not_sent', reason: result.reason };
    case 'no_answer':
      deps.log.warn({ cause: result.cause, ...about }, `${name} got no answer; its outcome is unknown`);
      return { type: 'no_answer' };
    case 'answered':
      return told(deps, call, withWait(call.judge(result), delayAskedFor(result, deps.clock.now())));
  }
}

/** The outcome with the wait that the vendor asked for. A moment may come with parts of milliseconds, or with none to speak of. */
function withWait<Outcome extends PaidCallOutcome | CancelCallOutcome>(
  outcome: Outcome,
  waitMs: number | null,
): Outcome {
  if (outcome.type !== 'not_sent' || waitMs === null || !Number.isFinite(waitMs)) return outcome;
  return { ...outcome, waitMs: Math.min(Math.ceil(waitMs), Number.MAX_SAFE_INTEGER) };
}

/** Logs an outcome that somebody may have to explain later: which shape it had, never what stood in it. */
function told<Outcome extends PaidCallOutcome | CancelCallOutcome>(
  { log }: VendorDeps,
  { name, about }: OnceCall<Outcome>,
  outcome: Outcome,
): Outcome {
  if (outcome.type === 'unfamiliar') {
    log.warn({ keys: outcome.keys, ...about }, `${name} got an answer of an unfamiliar shape; its outcome is unknown`);
  }
  if (outcome.type === 'not_sent') {
    const { reason } = outcome;
    log.warn({ reason, ...about }, `${name} was turned away: too many calls at once; nothing was done`);
  }
  if (outcome.type === 'no_answer') {
    log.warn({ ...about }, `${name} was given up on its way; its outcome is unknown`);
  }
  return outcome;
}

async function send<Outcome>(
  deps: VendorDeps,
  { method, timeoutMs, request }: OnceCall<Outcome>,
  mayBegin: () => boolean,
): Promise<OneShotResult> {
  try {
    const { path, query, body } = request();
    const url = addressOf(deps, { path, query });
    // As `fetch` names itself: what stands before the vendor may turn down who has no name.
    const headers = { ...headersOf(deps, body !== undefined), 'user-agent': 'node' };
    const written = body === undefined ? null : JSON.stringify(body);
    return await sendOneShot({ method, url, headers, body: written, timeoutMs }, mayBegin);
  } catch (error) {
    // Only writing the request down can fail here, so nothing has left.
    return { type: 'not_sent', reason: 'connection_failed', cause: codeOf(error) };
  }
}
