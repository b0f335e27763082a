import { labelOf, loginIdsOf, workspaceOf } from '../../acts/act.ts';
import type { Quote } from '../../acts/custom_order/quote.ts';
import { vendorTag } from '../../acts/custom_order/tag.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { fingerprintOf } from '../../orders/fingerprint.ts';
import { chargedCents, type Limits, limitAgainst } from '../../orders/limits.ts';
import type { Attempt, HoldReason, OrderIn, Resembling, Terms, TermsChangeReason } from '../../orders/order.ts';
import { type ApprovalPolicy, isSamePolicy } from '../../orders/policy.ts';
import { approvalsCountUntil } from '../../orders/schedule.ts';
import { priceOf } from '../acts/acts-at-vendor.ts';
import { type AuthorityDeps, refuseToDecide } from '../authority.ts';
import { AppError } from '../errors.ts';
import type { PauseSwitch } from '../pause-switch.ts';
import type { Log } from '../ports/log.ts';
import type { Login, LoginVault } from '../ports/login-vault.ts';
import type { NumberedOrderRow } from '../ports/vendor.ts';
import { isOld, type Looked, type LookingDeps, lookBeforePlacing } from './look-before-placing.ts';

export interface CheckingDeps extends AuthorityDeps, LookingDeps {
  readonly vault: LoginVault;
  readonly pauseSwitch: PauseSwitch;
  readonly limits: Limits;
  readonly log: Log;
}

type Approved = OrderIn<'approved'>;

/** Opened logins by id. */
type Logins = ReadonlyMap<string, Login>;

/** What checking came to. An order that was lost meanwhile is somebody else's to check. */
export type Checked =
  | { readonly type: 'lost' }
  | { readonly type: 'go'; readonly attempt: Attempt; readonly logins: Logins; readonly looked: Looked }
  | { readonly type: 'stop'; readonly event: OrderEvent };

/** So many rounds in which Slack or the vendor was slow, and the order waits for better times. */
const MOST_ROUNDS = 3;
const LOST: Checked = { type: 'lost' };
const hold = (reason: HoldReason): Checked => ({ type: 'stop', event: { type: 'held', reason } });

/**
 * Everything that has to be true before an approved order is paid for, in this order: what our own store and settings say;
 * the slow reads (workspace, price, logins); the turn at the rate limit and the look for our own trace; and last, because
 * they may have changed during all that, the pause and each approver's right. Throws `SlackUnavailable`.
 */
export async function checkBeforePlacing(
  deps: CheckingDeps,
  order: Approved,
  keep: () => Promise<boolean>,
): Promise<Checked> {
  const early = (await checkOwnSide(deps, order)) ?? null;
  if (early) return early;
  try {
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
      const read = await checkAtVendor(deps, order, keep);
      if (read.type !== 'go') return read;
      if (await deps.pauseSwitch.pause()) return hold('paused');
      for (const { by } of order.approvals) {
        if (await refuseToDecide(deps, by)) return newTerms(order, 'approver_not_entitled', { policy: deps.policy });
      }
      // Slack may have been slow to answer: what was seen at the vendor has to be recent, too.
      if (!isOld(read.looked, deps.clock.now())) return read;
    }
    return hold('vendor_unreachable');
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('vendor_')) return hold('vendor_unreachable');
    throw error;
  }
}

/** What can be known without asking anybody; null when nothing stands in the way. */
async function checkOwnSide(deps: CheckingDeps, order: Approved): Promise<Checked | null> {
  const { reference, purchase } = order.facts;
  if (deps.clock.now() >= approvalsCountUntil(order.approvals)) {
    return newTerms(order, 'approval_too_old', { policy: deps.policy });
  }
  if (await deps.pauseSwitch.pause()) return hold('paused');
  const durabilityProblem = await deps.orders.durabilityProblem();
  if (durabilityProblem !== null) {
    deps.log.warn({ reference, durabilityProblem }, 'An approved order waits: the store could lose it');
    return hold('store_not_durable');
  }
  if (!isSamePolicy(order.terms.policy, deps.policy)) return newTerms(order, 'policy_changed', { policy: deps.policy });
  if (fingerprintOf(reference, purchase, order.terms) !== order.terms.fingerprint) {
    deps.log.error({ reference }, 'What would be sent is not what was approved; nothing is sent');
    return hold('not_as_approved');
  }
  const limit = limitAgainst(chargedCents(order.terms.quote), deps.limits);
  return limit ? hold(limit.name === 'LIMIT_PER_ORDER' ? 'above_order_limit' : 'day_limit_reached') : null;
}

async function checkAtVendor(deps: CheckingDeps, order: Approved, keep: () => Promise<boolean>): Promise<Checked> {
  const { reference, purchase } = order.facts;
  const workspaces = await deps.lists.placing.workspaces();
  const workspace = workspaces.find(({ id }) => id === workspaceOf(purchase).id);
  if (!workspace) return hold('workspace_gone');
  if (workspace.name !== (order.terms.workspaceName ?? workspaceOf(purchase).name)) {
    return newTerms(order, 'workspace_renamed', { policy: deps.policy, workspaceName: workspace.name });
  }
  if (!(await keep())) return LOST;
  const priced = await priceOf(deps, purchase, 'person');
  if (!priced.ok) return hold('price_unclear');
  if (priced.quote.totalCents > order.terms.quote.totalCents) {
    return newTerms(order, 'price_rose', { policy: deps.policy, quote: priced.quote });
  }
  const logins = await openLogins(deps, order);
  if (!logins) return hold('logins_missing');
  const looked = await lookBeforePlacing(deps, order, keep);
  if (looked === 'lost') return LOST;
  if (looked === 'too_slow') return hold('vendor_unreachable');
  const { trace, seenIds } = looked;
  if (trace.type === 'found') return { type: 'stop', event: trace.event };
  if (trace.type === 'resembling')
    return { type: 'stop', event: { type: 'resembling_found', resembling: trace.resembling } };
  const { count, odd, silent } = trace.unread;
  // An order that gives no answer while the list does may be this one: after one wait a person is asked.
  const unopened = odd ?? (order.hold === 'vendor_unreachable' ? silent : null);
  if (unopened) return { type: 'stop', event: { type: 'resembling_found', resembling: unreadable(unopened) } };
  if (count > 0) return hold(silent ? 'vendor_unreachable' : 'orders_unread');
  // The vendor order that people were asked about is proven to be another's.
  if (order.terms.resembling) return { type: 'stop', event: { type: 'vendor_order_absent' } };
  const attempt: Attempt = {
    number: order.terms.attempt,
    tag: vendorTag(labelOf(purchase), reference, order.terms.attempt),
    startedAt: deps.clock.now(),
    quotedCents: priced.quote.totalCents,
    knownOrderIds: [...seenIds],
  };
  return { type: 'go', attempt, logins, looked };
}

/** A vendor order that can be opened by nobody may be this one: a person can look at the vendor's own pages. */
const unreadable = ({ id, amountCents, createdAt }: NumberedOrderRow): Resembling => ({
  vendorOrderId: id,
  tag: null,
  amountCents,
  createdAt,
  names: [],
});

function newTerms(
  order: Approved,
  reason: TermsChangeReason,
  moved: { policy: ApprovalPolicy; quote?: Quote; workspaceName?: string },
): Checked {
  const { reference, purchase } = order.facts;
  const agreed = { ...order.terms, ...moved };
  const terms: Terms = { ...agreed, fingerprint: fingerprintOf(reference, purchase, agreed) };
  return { type: 'stop', event: { type: 'terms_changed', reason, terms } };
}

/** The logins that the order needs; null when one of them is gone, or cannot be opened any more. */
async function openLogins({ vault, log }: CheckingDeps, order: Approved): Promise<Logins | null> {
  const logins = new Map<string, Login>();
  try {
    for (const id of loginIdsOf(order.facts.purchase)) {
      const login = await vault.open(id);
      if (!login) return null;
      logins.set(id, login);
    }
    return logins;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.error({ error, reference: order.facts.reference }, 'A login that an order needs cannot be opened');
    return null;
  }
}
