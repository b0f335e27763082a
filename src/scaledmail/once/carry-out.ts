import { PLACING_CALL_TIMEOUT_MS } from '../../orders/schedule.ts';
import type { Warrant } from '../../orders/warrant/warrant.ts';
import type { CallResult } from '../../service/ports/meter.ts';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { codeOf } from '../cause-code.ts';
import type { VendorDeps } from '../transport.ts';
import { oneShotOf } from './calls.ts';
import { type OneShotResult, sendOneShot } from './one-shot.ts';
import { outcomeOf } from './outcome.ts';

/**
 * Carries out what a warrant permits: sent once, whatever happens. Nothing here tries again, and nothing is thrown: the
 * outcome says how much is known. The warrant is taken when the connection stands, right before the first byte; one that is
 * too old, or was taken before, sends nothing.
 */
export async function carryOut(deps: VendorDeps, warrant: Warrant): Promise<CallOutcome> {
  const { meter } = deps;
  if (!meter) return called(deps, warrant);
  const begunMs = deps.monotonicMs();
  const outcome = await called(deps, warrant);
  // It had its turn before it was permitted.
  meter.calledVendor(warrant.request.operation, RESULT_OF_OUTCOME[outcome.type], 0, deps.monotonicMs() - begunMs);
  return outcome;
}

async function called(deps: VendorDeps, warrant: Warrant): Promise<CallOutcome> {
  const { intent, request, hasLogins } = warrant;
  const { operation, parameters } = request;
  const about = { attempt: intent.number, tag: intent.tag, ...parameters };
  return outcomeOf(deps, { operation, hasLogins, about }, await send(deps, warrant));
}

const RESULT_OF_OUTCOME = {
  confirmed: 'ok',
  rejected: 'refused',
  not_charged: 'ok',
  unfamiliar: 'failed',
  server_error: 'failed',
  no_answer: 'no_answer',
  not_sent: 'not_sent',
} as const satisfies Record<CallOutcome['type'], CallResult>;

async function send(deps: VendorDeps, warrant: Warrant): Promise<OneShotResult> {
  try {
    const shot = oneShotOf(deps, warrant.request, deps.callTimeoutMs ?? PLACING_CALL_TIMEOUT_MS);
    return await sendOneShot(shot, () => warrant.take(deps.clock.now(), deps.monotonicMs()));
  } catch (error) {
    // Only writing the request down can fail here, so nothing has left.
    return { type: 'not_sent', reason: 'connection_failed', cause: codeOf(error) };
  }
}
