import { z } from 'zod';
import type { ArmedFault, FaultKind } from '../http/protocol.ts';
import { CRITICAL_CALLS, EVERY_CALL, rateLimited } from '../http/rate-limit.ts';
import { OPERATIONS } from '../http/routes.ts';

/** Text of the 400 that leaves a subscription behind. Source: docs/vendor/notes.md, "Error bodies" (observed). */
const UNABLE_TO_CHARGE = 'Subscription created but unable to charge';
/**
 * What a key that is not good any more is answered with. The 403 is assumed to look alike.
 * Source: docs/vendor/notes.md, "Error bodies".
 */
export const KEY_REFUSALS = {
  revoked: { status: 401, body: { message: 'Unauthorized' } },
  forbidden: { status: 403, body: { message: 'Forbidden' } },
} as const;
const USUAL_TIME_OUT_MS = 15_000;
const USUAL_SLOWNESS_MS = 3_000;
/** How far ahead the `retryAfter` of an armed 429 lies. */
const RETRY_AHEAD_MS = 5_000;

const KINDS = [
  'charge_fails_after_creation',
  'refuse_before_creation',
  'act_then_time_out',
  'act_then_500',
  'act_then_drop',
  'act_then_revoke_key',
  'never_answers',
  'rate_limited',
  'not_json',
  'empty_object',
  'server_error',
  'slow',
  'drop',
  'answers',
] as const satisfies readonly FaultKind[];

const ScriptedAnswerBody = z.strictObject({
  status: z.int().min(200).max(599),
  body: z.unknown(),
  after: z.enum(['nothing', 'acting', 'failing_to_charge']),
});

const ArmedFaultBody = z
  .strictObject({
    operationId: z.enum(OPERATIONS.map((operation) => operation.operationId)),
    kind: z.enum(KINDS),
    times: z.int().min(1),
    delayMs: z.number().min(0).optional(),
    path: z.string().min(1).optional(),
    answer: ScriptedAnswerBody.optional(),
  })
  .refine(({ kind, answer }) => (kind === 'answers') === (answer !== undefined), {
    path: ['answer'],
    message: 'goes with the kind answers, and only with it',
  });

/** Body of `POST /control/faults`. An `operationId` that the contract does not know is refused. */
export const FaultsChange = z.strictObject({ faults: z.array(ArmedFaultBody) });

/** The parsed faults without undefined parts. */
export function asArmedFaults(faults: z.infer<typeof FaultsChange>['faults']): ArmedFault[] {
  return faults.map(({ delayMs, path, answer, ...fault }) => ({
    ...fault,
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(path === undefined ? {} : { path }),
    ...(answer === undefined ? {} : { answer }),
  }));
}

/** What reaches the caller: an answer, now or later, or a cut socket. `text` is sent as it is, with a JSON type. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'text'; readonly status: number; readonly text: string }
  | { readonly kind: 'cut'; readonly afterMs: number }
  | { readonly kind: 'later'; readonly afterMs: number; readonly run: () => Outcome };

type Answer = Extract<Outcome, { kind: 'answer' }>;

const json = (status: number, body: unknown): Answer => ({ kind: 'answer', status, body });

function beforeAnything(fault: ArmedFault, isCritical: boolean, wallTime: Date): Outcome | undefined {
  switch (fault.kind) {
    case 'refuse_before_creation':
      return json(400, { error: 'The request was refused' });
    case 'rate_limited': {
      const window = isCritical ? CRITICAL_CALLS : EVERY_CALL;
      return json(429, rateLimited(window, wallTime.getTime() + RETRY_AHEAD_MS).body);
    }
    case 'server_error':
      return json(500, { error: 'Internal server error' });
    case 'drop':
      return { kind: 'cut', afterMs: 0 };
    case 'never_answers':
      return { kind: 'cut', afterMs: fault.delayMs ?? USUAL_TIME_OUT_MS };
    case 'answers':
      return fault.answer?.after === 'nothing' ? json(fault.answer.status, fault.answer.body) : undefined;
    default:
      return undefined;
  }
}

function insteadOfSuccess(fault: ArmedFault, success: Answer): Outcome {
  switch (fault.kind) {
    case 'charge_fails_after_creation':
      return json(400, { error: UNABLE_TO_CHARGE });
    case 'act_then_time_out':
      return { kind: 'cut', afterMs: fault.delayMs ?? USUAL_TIME_OUT_MS };
    case 'act_then_500':
      return json(500, { error: 'Internal server error' });
    case 'act_then_drop':
      return { kind: 'cut', afterMs: 0 };
    case 'act_then_revoke_key':
      return json(KEY_REFUSALS.revoked.status, KEY_REFUSALS.revoked.body);
    case 'not_json':
      return { kind: 'text', status: 200, text: '<html><body>Welcome</body></html>' };
    case 'empty_object':
      return json(200, {});
    case 'answers':
      return fault.answer ? json(fault.answer.status, fault.answer.body) : success;
    default:
      return success;
  }
}

/** How a fault bends one call of the operation that `run` carries out. */
export interface FaultyCall {
  readonly fault: ArmedFault;
  readonly isCritical: boolean;
  readonly wallTime: Date;
  readonly run: (chargeSucceeds: boolean) => Answer;
}

/**
 * What the caller gets, and whether the fault was spent. A fault that strikes after the deed waits for a call that the
 * vendor accepts: a true refusal passes and leaves it armed. `not_json` and `empty_object` also do the deed first.
 */
export function strike({ fault, isCritical, wallTime, run }: FaultyCall): { outcome: Outcome; isSpent: boolean } {
  const early = beforeAnything(fault, isCritical, wallTime);
  if (early !== undefined) return { outcome: early, isSpent: true };
  if (fault.kind === 'slow') {
    const later: Outcome = { kind: 'later', afterMs: fault.delayMs ?? USUAL_SLOWNESS_MS, run: () => run(true) };
    return { outcome: later, isSpent: true };
  }
  const cardFails = fault.kind === 'charge_fails_after_creation' || fault.answer?.after === 'failing_to_charge';
  const answer = run(!cardFails);
  if (answer.status >= 400) return { outcome: answer, isSpent: false };
  return { outcome: insteadOfSuccess(fault, answer), isSpent: true };
}

/** `faults` with one use of `spent` taken away. */
export function withoutOne(faults: readonly ArmedFault[], spent: ArmedFault): ArmedFault[] {
  return faults.flatMap((fault) => {
    if (fault !== spent) return [fault];
    return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
  });
}
