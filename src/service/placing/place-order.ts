import type { Intent, OrderEvent } from '../../orders/event.ts';
import type { OrderIn } from '../../orders/order.ts';
import type { IntentGuard, StoredOrder } from '../ports/stores/order-store.ts';
import type { CallOutcome } from '../ports/vendor.ts';
import { type RecordingDeps, recordEvent } from '../record-event.ts';
import { type WarrantDeps, warrantFor } from './warrant-for.ts';

export interface PlacingDeps extends WarrantDeps, RecordingDeps {}

/** What writing an intent to pay came to: `lost` when the order moved on, or is somebody else's by now. */
export type Begun = 'written' | 'lost' | 'paused' | 'policy_outdated' | 'day_limit_reached';

/** The hold on a claimed order. */
export interface Claim {
  /**
   * Writes an event on the order, and says whether it was accepted and durably written by this claim. Throws when that could
   * not be tried to the end.
   */
  readonly record: (event: OrderEvent) => Promise<boolean>;
  /** The same for the intent to pay, which is only written while `guard` holds. */
  readonly begin: (event: OrderEvent, guard: IntentGuard) => Promise<Begun>;
  /** Makes sure of the order before more time passes, and says whether it is still held. */
  readonly keep: () => Promise<boolean>;
}

/**
 * Places an approved order: checks everything again, records the intent, calls the vendor once, records the outcome.
 * The call is made only by the one claim whose `placing_started` was written; whatever happens after that write, no code
 * makes the call again. Source: docs/architecture.md, "The walk of one click", steps 8, 9 and 10.
 */
export const placeOrder =
  (deps: PlacingDeps) =>
  async (stored: StoredOrder, claim: Claim): Promise<void> => {
    const { order } = stored;
    if (order.state !== 'approved') return;
    const answer = await warrantFor(deps, { order, head: stored.head }, claim.keep);
    if (answer.type === 'lost') return;
    if (answer.type !== 'go') {
      await recordStop(deps, order, answer.event, claim);
      return;
    }
    const { warrant } = answer;
    const { intent } = warrant;
    const begun = await claim.begin({ type: 'placing_started', attempt: intent }, guardOf(deps, order, intent));
    if (begun !== 'written' && begun !== 'lost') await claim.record({ type: 'held', reason: begun });
    if (begun !== 'written') return;
    const attempt = { reference: order.facts.reference, number: intent.number };
    deps.begun.remember(attempt);
    const outcome = await deps.vendor.carryOut(warrant);
    if (outcome.type === 'not_sent') deps.begun.notSent(attempt);
    await recordOutcome(deps, order, intent, { outcome, claim });
  };

/** Why nothing is sent. An order of ours that was found counts though our own one ended, or was lost, meanwhile. */
async function recordStop(deps: PlacingDeps, { facts }: OrderIn<'approved'>, event: OrderEvent, claim: Claim) {
  if ((await claim.record(event)) || event.type !== 'vendor_order_found') return;
  const recorded = await recordEvent(deps, facts.reference, event);
  if (recorded.ok) return;
  const about = { reference: facts.reference, vendorOrderId: event.vendorOrderId, refusal: recorded.refusal };
  deps.log.error(about, 'An order that was found at ScaledMail changed nothing: ours had moved on');
}

function guardOf(deps: PlacingDeps, order: OrderIn<'approved'>, attempt: Intent): IntentGuard {
  return {
    attemptId: `${order.facts.reference}.${attempt.number}`,
    at: attempt.startedAt,
    cents: attempt.quotedCents ?? 0,
    dayLimitCents: deps.limits.perDayCents,
    rulesHash: deps.policyInForce.hash,
  };
}

/** An answer that comes after the lease ran out still counts: `decide` judges it on the order as it stands now. */
async function recordOutcome(
  deps: PlacingDeps,
  order: OrderIn<'approved'>,
  attempt: Intent,
  { outcome, claim }: { readonly outcome: CallOutcome; readonly claim: Claim },
): Promise<void> {
  const { reference } = order.facts;
  if (outcome.type === 'unfamiliar') {
    deps.log.warn({ reference, keys: outcome.keys }, 'ScaledMail gave an answer of an unfamiliar shape to a paid call');
  }
  const event = outcomeEvent(outcome, attempt);
  if (await claim.record(event).catch(() => false)) return;
  const recorded = await recordEvent(deps, reference, event);
  if (recorded.ok) return;
  const about = { reference, attempt: attempt.number, outcome: outcome.type, refusal: recorded.refusal };
  deps.log.error(about, 'The answer to a paid call changed nothing: the order had moved on');
}

/** What the answer to the paid call of an attempt means. Only a clear "yes" and "not charged" are taken at their word. */
export function outcomeEvent(outcome: CallOutcome, { number: attempt, startedAt }: Intent): OrderEvent {
  switch (outcome.type) {
    case 'confirmed':
      return { type: 'vendor_confirmed', vendorOrderId: outcome.vendorOrderId, attempt };
    case 'not_charged':
      return { type: 'vendor_could_not_charge', message: outcome.message, attempt };
    case 'rejected':
    case 'server_error':
      return { type: 'outcome_unclear', reason: outcome.type, message: outcome.message, attempt };
    case 'unfamiliar':
    case 'no_answer':
      return { type: 'outcome_unclear', reason: outcome.type, message: null, attempt };
    case 'not_sent':
      return { ...outcome, attempt, startedAt };
  }
}
