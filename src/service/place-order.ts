import type { OrderEvent } from '../orders/event.ts';
import { fingerprintOf } from '../orders/fingerprint.ts';
import type { Attempt, HoldReason, OrderIn, Terms, TermsChangeReason } from '../orders/order.ts';
import type { ApprovalPolicy } from '../orders/policy.ts';
import type { Quote } from '../orders/quote.ts';
import { PLACING_CALL_TIMEOUT_MS, placingMustStartBy } from '../orders/schedule.ts';
import { vendorTag } from '../orders/tag.ts';
import { type AuthorityDeps, refuseToDecide } from './authority.ts';
import { AppError } from './errors.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { Clock, Log, Login, LoginVault, OrderStore, PaidCallOutcome, StoredOrder, Vendor } from './ports.ts';
import { quotePurchase } from './quote-purchase.ts';
import { reconcileOrder } from './reconcile-order.ts';
import { recordEvent } from './record-event.ts';
import { samePolicy } from './same-policy.ts';
import { freshTraceReads, type VendorLists } from './vendor-lists.ts';

export interface PlacingDeps extends AuthorityDeps {
  readonly orders: OrderStore;
  readonly vendor: Vendor;
  readonly lists: Pick<VendorLists, 'placing'>;
  readonly vault: LoginVault;
  readonly killSwitch: KillSwitch;
  readonly clock: Clock;
  readonly log: Log;
}

/** The hold on a claimed order. */
export interface Claim {
  /**
   * Writes an event on the order, and says whether it was accepted and durably written by this claim. Throws when that could
   * not be tried to the end.
   */
  readonly record: (event: OrderEvent) => Promise<boolean>;
  /** Makes sure of the order before more time passes, and says whether it is still held. */
  readonly keep: () => Promise<boolean>;
}

interface Logins {
  readonly hostingLogin: Login | null;
  readonly sequencerLogin: Login | null;
}

/**
 * Places an approved order: checks everything again, records the intent, calls the vendor once, records the outcome.
 * The call is made only by the one claim whose `placing_started` was written; whatever happens after that write, no code
 * makes the call again. Source: architecture, section 5.
 */
export const placeOrder =
  (deps: PlacingDeps) =>
  async (stored: StoredOrder, { record, keep }: Claim): Promise<void> => {
    const { order } = stored;
    if (order.state !== 'approved') return;
    const checked = await checkAgain(deps, order, keep);
    if (checked.type === 'lost') return;
    if (checked.type !== 'go') {
      await record(checked.event);
      return;
    }
    const { attempt, logins } = checked;
    if (!(await record({ type: 'placing_started', attempt }))) return;
    if (deps.clock.now() > placingMustStartBy(attempt.startedAt)) {
      await record({ type: 'outcome_unclear', reason: 'interrupted', message: null });
      return;
    }
    const { purchase } = order.facts;
    const call = { purchase, tag: attempt.tag, ...logins, timeoutMs: PLACING_CALL_TIMEOUT_MS };
    const mayBegin = () => deps.clock.now() <= placingMustStartBy(attempt.startedAt);
    const outcome = await deps.vendor.createCustomOrder(call, mayBegin);
    const event = outcomeEvent(outcome);
    // An answer that comes after the lease ran out still counts: `decide` judges it on the order as it stands now.
    const isRecorded = await record(event).catch(() => false);
    if (!isRecorded) await recordEvent(deps, order.facts.reference, event);
  };

/** The reads may wait for their turn at the vendor; an order that was lost meanwhile is somebody else's to check. */
type Checked =
  | { readonly type: 'lost' }
  | { readonly type: 'go'; readonly attempt: Attempt; readonly logins: Logins }
  | { readonly type: 'stop'; readonly event: OrderEvent };

async function checkAgain(deps: PlacingDeps, order: OrderIn<'approved'>, keep: Claim['keep']): Promise<Checked> {
  const { reference, purchase } = order.facts;
  if (await deps.killSwitch.pause()) return hold('paused');
  const durabilityProblem = await deps.orders.durabilityProblem();
  if (durabilityProblem !== null) {
    deps.log.warn({ reference, durabilityProblem }, 'An approved order waits: the store could lose it');
    return hold('store_not_durable');
  }
  const movedAuthority = await movedAuthorityOf(deps, order);
  if (movedAuthority) return newTerms(order, movedAuthority, { policy: deps.policy });
  try {
    const workspaces = await deps.lists.placing.workspaces();
    const workspace = workspaces.find(({ id }) => id === purchase.workspace.id);
    if (!workspace) return hold('workspace_gone');
    if (workspace.name !== (order.terms.workspaceName ?? purchase.workspace.name)) {
      return newTerms(order, 'workspace_renamed', { policy: deps.policy, workspaceName: workspace.name });
    }
    if (!(await keep())) return LOST;
    const priced = await quotePurchase(deps)(purchase, 'person');
    if (!priced.ok) return hold('price_unclear');
    if (priced.quote.totalCents > order.terms.quote.totalCents) {
      return newTerms(order, 'price_rose', { policy: deps.policy, quote: priced.quote });
    }
    if (!(await keep())) return LOST;
    const turnedUp = await reconcileOrder(freshTraceReads(deps.vendor), order);
    if (turnedUp?.type === 'vendor_order_found') return { type: 'stop', event: turnedUp };
    const logins = await openLogins(deps, order);
    if (!logins) return hold('logins_missing');
    if (!(await keep())) return LOST;
    const rows = await deps.vendor.orders(purchase.workspace.id, 'person');
    const attempt: Attempt = {
      number: order.terms.attempt,
      tag: vendorTag(purchase.label, reference, order.terms.attempt),
      startedAt: deps.clock.now(),
      quotedCents: priced.quote.totalCents,
      knownOrderIds: rows.map((row) => row.id),
    };
    return { type: 'go', attempt, logins };
  } catch (error) {
    if (error instanceof AppError) return hold('vendor_unreachable');
    throw error;
  }
}

const LOST: Checked = { type: 'lost' };
const hold = (reason: HoldReason): Checked => ({ type: 'stop', event: { type: 'held', reason } });

function newTerms(
  order: OrderIn<'approved'>,
  reason: TermsChangeReason,
  moved: { policy: ApprovalPolicy; quote?: Quote; workspaceName?: string },
): Checked {
  const { reference, purchase } = order.facts;
  const agreed = { ...order.terms, ...moved };
  const terms: Terms = { ...agreed, fingerprint: fingerprintOf(reference, purchase, agreed) };
  return { type: 'stop', event: { type: 'terms_changed', reason, terms } };
}

/** Whether the policy or an approver's right moved since the approval. Throws `SlackUnavailable`. */
async function movedAuthorityOf(deps: PlacingDeps, order: OrderIn<'approved'>): Promise<TermsChangeReason | null> {
  if (!samePolicy(order.terms.policy, deps.policy)) return 'policy_changed';
  for (const approval of order.approvals) {
    if (await refuseToDecide(deps, approval.by)) return 'approver_not_entitled';
  }
  return null;
}

/** The logins that the order needs; null when one of them is gone, or cannot be opened any more. */
async function openLogins({ vault, log }: PlacingDeps, order: OrderIn<'approved'>): Promise<Logins | null> {
  const { hosting, sequencer } = order.facts.purchase;
  try {
    const hostingLogin = hosting ? await vault.open(hosting.loginId) : null;
    const sequencerLogin = sequencer ? await vault.open(sequencer.loginId) : null;
    const isMissing = (hosting && !hostingLogin) || (sequencer && !sequencerLogin);
    return isMissing ? null : { hostingLogin, sequencerLogin };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.error({ error, reference: order.facts.reference }, 'A login that an order needs cannot be opened');
    return null;
  }
}

/** What the answer to the paid call means. Only a clear "yes" and "not charged" are taken at their word. */
export function outcomeEvent(outcome: PaidCallOutcome): OrderEvent {
  switch (outcome.type) {
    case 'confirmed':
      return { type: 'vendor_confirmed', vendorOrderId: outcome.vendorOrderId };
    case 'not_charged':
      return { type: 'vendor_could_not_charge', message: outcome.message };
    case 'rejected':
    case 'server_error':
      return { type: 'outcome_unclear', reason: outcome.type, message: outcome.message };
    case 'unfamiliar':
    case 'no_answer':
      return { type: 'outcome_unclear', reason: outcome.type, message: null };
    case 'not_sent':
      return outcome;
  }
}
