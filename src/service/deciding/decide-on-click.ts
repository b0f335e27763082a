import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { Order } from '../../orders/order.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseToDecide } from '../authority.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { Freshness } from '../ports/slack/directory.ts';
import { type Happened, type Recorded, type RecordingDeps, recordEvent } from '../record-event.ts';

/** What a click came to. A refusal comes with the order as it stands, so that the answer can say more. */
export type Verdict =
  | Recorded
  | { readonly ok: false; readonly refusal: AuthorityRefusal; readonly order: Order | null };
/** A click that counts for nothing. */
export type Refused = Extract<Verdict, { ok: false }>;

export interface DecidingDeps extends AuthorityDeps, RecordingDeps {
  readonly policyInForce: Pick<PolicyInForce, 'isNewest'>;
  /** Tells the worker that there is something to do. */
  readonly nudge: () => void;
}

/** A click on an order by somebody who has to be allowed to decide. */
export interface Click {
  readonly reference: Reference;
  readonly by: UserId;
}

/** Null when the person may decide now; else what the click is answered with. Throws `SlackUnavailable`. */
async function refuseClick(
  deps: DecidingDeps,
  { reference, by }: Click,
  freshness?: Freshness,
): Promise<Refused | null> {
  const refusal = await refuseToDecide(deps, by, freshness);
  return refusal && { ok: false, refusal, order: (await deps.orders.get(reference))?.order ?? null };
}

/**
 * The order of a click, when the person may decide and there is one. What only opens a form may go by what is a minute old:
 * sending it asks anew. Throws `SlackUnavailable`.
 */
export async function orderToDecide(
  deps: DecidingDeps,
  click: Click,
  freshness: Freshness = 'now',
): Promise<{ readonly ok: true; readonly order: Order } | Refused> {
  const refused = await refuseClick(deps, click, freshness);
  if (refused) return refused;
  const order = (await deps.orders.get(click.reference))?.order ?? null;
  return order ? { ok: true, order } : { ok: false, refusal: 'unknown_order', order };
}

/** Records a decision of somebody who may decide now, and has what follows from it done. Throws `SlackUnavailable`. */
export async function decideOnClick(deps: DecidingDeps, click: Click, event: Happened): Promise<Verdict> {
  const refused = await refuseClick(deps, click);
  if (refused) return refused;
  return recordClick(deps, click.reference, event);
}

/** Records what somebody did, and has what follows from it done; a refusal has nothing done. */
export async function recordClick(deps: DecidingDeps, reference: Reference, event: Happened): Promise<Recorded> {
  const recorded = await recordEvent(deps, reference, event);
  if (recorded.ok) deps.nudge();
  return recorded;
}
