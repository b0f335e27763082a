import type { PaidCall, PaidCallOutcome } from '../../service/ports/vendor.ts';
import { delayAskedFor } from '../retry.ts';
import { addressOf, headersOf, type VendorDeps } from '../transport.ts';
import { codeOf, type OneShotResult, sendOneShot } from './one-shot.ts';
import { paidCallOutcome } from './paid-answer.ts';
import { customOrderPayload } from './payload.ts';

/**
 * Makes the paid call: sent once, whatever happens. Nothing here tries again, and nothing is thrown: the outcome says how
 * much is known. `mayBegin` is asked once, when the connection stands, right before the first byte. The logins are in the
 * body and nowhere else; they are cut out of any text that comes back.
 */
export async function createCustomOrder(
  deps: VendorDeps,
  call: PaidCall,
  mayBegin: () => boolean,
): Promise<PaidCallOutcome> {
  const logins = [call.hostingLogin, call.sequencerLogin].filter((login) => login !== null);
  const secrets = [deps.apiKey, ...logins.flatMap(({ username, password }) => [username, password])];
  const result = await send(deps, call, mayBegin);
  const { tag } = call;
  switch (result.type) {
    case 'not_sent':
      deps.log.warn({ reason: result.reason, cause: result.cause, tag }, 'The paid call was not sent');
      return { type: 'not_sent', reason: result.reason };
    case 'no_answer':
      deps.log.warn({ cause: result.cause, tag }, 'The paid call got no answer; its outcome is unknown');
      return { type: 'no_answer' };
    case 'answered':
      return told(deps, tag, withWait(paidCallOutcome(result, secrets), delayAskedFor(result, deps.clock.now())));
  }
}

/** The outcome with the wait that the vendor asked for. A moment may come with parts of milliseconds, or with none to speak of. */
function withWait(outcome: PaidCallOutcome, waitMs: number | null): PaidCallOutcome {
  if (outcome.type !== 'not_sent' || waitMs === null || !Number.isFinite(waitMs)) return outcome;
  return { ...outcome, waitMs: Math.min(Math.ceil(waitMs), Number.MAX_SAFE_INTEGER) };
}

/** Logs an outcome that somebody may have to explain later: which shape it had, never what stood in it. */
function told({ log }: VendorDeps, tag: string, outcome: PaidCallOutcome): PaidCallOutcome {
  if (outcome.type === 'unfamiliar') {
    log.warn({ keys: outcome.keys, tag }, 'The paid call got an answer of an unfamiliar shape; its outcome is unknown');
  }
  if (outcome.type === 'not_sent') {
    log.warn(
      { reason: outcome.reason, tag },
      'The paid call was turned away: too many calls at once; nothing was made',
    );
  }
  return outcome;
}

async function send(deps: VendorDeps, call: PaidCall, mayBegin: () => boolean): Promise<OneShotResult> {
  try {
    const { query, body } = customOrderPayload(call);
    const url = addressOf(deps, { path: '/create-custom-order', query });
    // As `fetch` names itself: what stands before the vendor may turn down who has no name.
    const headers = { ...headersOf(deps, true), 'user-agent': 'node' };
    return await sendOneShot({ url, headers, body: JSON.stringify(body), timeoutMs: call.timeoutMs }, mayBegin);
  } catch (error) {
    // Only writing the request down can fail here, so nothing has left.
    return { type: 'not_sent', reason: 'connection_failed', cause: codeOf(error) };
  }
}
