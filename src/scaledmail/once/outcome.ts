import type { ActRequest } from '../../acts/act-request.ts';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { networkCause } from '../cause-code.ts';
import { delayAskedFor } from '../retry.ts';
import type { VendorDeps } from '../transport.ts';
import { CALLS } from './calls.ts';
import type { OneShotResult } from './one-shot.ts';

/** A call that was made, as the log names it. */
export interface MadeCall {
  readonly operation: ActRequest['operation'];
  readonly hasLogins: boolean;
  /** What else the log says of it. */
  readonly about: Readonly<Record<string, unknown>>;
}

/**
 * What a call came to. Everything that somebody may have to explain later is logged: which shape an answer had, never what
 * stood in it.
 */
export function outcomeOf(
  deps: VendorDeps,
  { operation, hasLogins, about }: MadeCall,
  result: OneShotResult,
): CallOutcome {
  const { name, judge } = CALLS[operation];
  const logged = { operation, ...about };
  switch (result.type) {
    case 'not_sent':
      deps.log.warn({ reason: result.reason, ...causeIn(result), ...logged }, `${name} was not sent`);
      return { type: 'not_sent', reason: result.reason };
    case 'no_answer':
      deps.log.warn({ ...causeIn(result), ...logged }, `${name} got no answer; its outcome is unknown`);
      return { type: 'no_answer' };
    case 'answered': {
      const outcome = withWait(judge(result, hasLogins, deps.apiKey), delayAskedFor(result, deps.clock.now()));
      tell(deps, name, logged, outcome);
      return outcome;
    }
  }
}

/** The network's own cause, in one word and as its code. */
const causeIn = ({ cause }: { readonly cause: string }) => ({ cause, network: networkCause(cause) });

/** The outcome with the wait that the vendor asked for. A moment may come with parts of milliseconds, or with none to speak of. */
function withWait(outcome: CallOutcome, waitMs: number | null): CallOutcome {
  if (outcome.type !== 'not_sent' || waitMs === null || !Number.isFinite(waitMs)) return outcome;
  return { ...outcome, waitMs: Math.min(Math.ceil(waitMs), Number.MAX_SAFE_INTEGER) };
}

function tell({ log }: VendorDeps, name: string, about: MadeCall['about'], outcome: CallOutcome): void {
  if (outcome.type === 'unfamiliar') {
    log.warn({ keys: outcome.keys, ...about }, `${name} got an answer of an unfamiliar shape; its outcome is unknown`);
  }
  if (outcome.type === 'not_sent') {
    log.warn({ reason: outcome.reason, ...about }, `${name} was turned away: too many calls at once; nothing was done`);
  }
  if (outcome.type === 'no_answer') {
    log.warn({ ...about }, `${name} was given up on its way; its outcome is unknown`);
  }
}
