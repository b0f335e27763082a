import { KEY_REFUSALS, type Outcome, strike, withoutOne } from '../state/faults.ts';
import { settleChanges } from '../state/set-up.ts';
import type { Vendor } from '../state/vendor.ts';
import type { Call, Operation } from './operation.ts';
import type { FaultKind } from './protocol.ts';
import { CRITICAL_CALLS, EVERY_CALL, type RateLimiter } from './rate-limit.ts';
import { badRequest, Refusal } from './refusal.ts';

/** Stands for a body that is not JSON. */
export const NOT_JSON = Symbol('a body that is not JSON');

/** One request to an operation, read from the wire. */
export interface Incoming {
  readonly operation: Operation;
  /** The decoded path below `/api/v1`. */
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** What the vendor's front door needs to know. `limiter` undefined: rate limits are off. */
export interface Door {
  readonly vendor: Vendor;
  readonly apiKey: string;
  readonly limiter: RateLimiter | undefined;
}

type Answer = Extract<Outcome, { kind: 'answer' }>;

function answered(run: () => unknown): Answer {
  try {
    return { kind: 'answer', status: 200, body: run() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'answer', status: error.status, body: error.body };
    const message = `Fault of the local ScaledMail: ${error instanceof Error ? error.message : 'unknown'}`;
    return { kind: 'answer', status: 500, body: { error: 'Internal server error', message } };
  }
}

function checkDoor({ vendor, apiKey, limiter }: Door, { operation, authorization, query, body }: Incoming): void {
  const key = authorization === `Bearer ${apiKey}` ? vendor.settings.key : 'revoked';
  if (key !== 'accepted') throw new Refusal(KEY_REFUSALS[key].status, KEY_REFUSALS[key].body);
  const windows = operation.isCritical === true ? [EVERY_CALL, CRITICAL_CALLS] : [EVERY_CALL];
  limiter?.admit(windows, vendor.wallTime());
  if (body === NOT_JSON) throw badRequest('The body is not valid JSON');
  if (operation.needsWorkspace === false) return;
  const workspaceId = query.organization_id ?? '';
  if (workspaceId === '') throw badRequest('organization_id is required');
  if (!vendor.data.workspaces.some((workspace) => workspace.id === workspaceId)) {
    throw badRequest('Invalid organization_id');
  }
}

/**
 * Serves one request: key (401), rate (429), workspace (400), then an armed fault or the operation itself. A request
 * that fails at the door leaves the faults armed. Everything but `later` has happened when this returns.
 */
export function serve(door: Door, incoming: Incoming): { outcome: Outcome; fault: FaultKind | null } {
  const { vendor } = door;
  const { operation, variables, query, body } = incoming;
  const refused = answered(() => checkDoor(door, incoming));
  if (refused.status !== 200) return { outcome: refused, fault: null };
  const run = (chargeSucceeds: boolean): Answer => {
    settleChanges(vendor.data, vendor.now());
    const workspaceId = operation.needsWorkspace === false ? '' : (query.organization_id ?? '');
    const call: Call = { vendor, workspaceId, path: variables, query, body, chargeSucceeds };
    const answer = answered(() => operation.handle(call));
    if (operation.effect !== 'read') vendor.save();
    return answer;
  };
  const fault = vendor.faults.find(
    (armed) => armed.operationId === operation.operationId && incoming.path.includes(armed.path ?? ''),
  );
  if (fault === undefined) return { outcome: run(true), fault: null };
  const isCritical = operation.isCritical === true;
  const { outcome, isSpent } = strike({ fault, isCritical, wallTime: vendor.wallTime(), run });
  if (isSpent) vendor.faults = withoutOne(vendor.faults, fault);
  if (isSpent && fault.kind === 'act_then_revoke_key') vendor.change({ key: 'revoked' });
  return { outcome, fault: isSpent ? fault.kind : null };
}
