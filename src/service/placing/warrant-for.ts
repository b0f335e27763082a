import { loginIdsOf, requestOf, tagOfStep, workspaceOf } from '../../acts/act.ts';
import type { ActRequest } from '../../acts/act-request.ts';
import { isFreeByRule } from '../../orders/approval/free-by-rule.ts';
import type { Limits } from '../../orders/approval/limits.ts';
import { requirementFor } from '../../orders/approval/requirement.ts';
import { nextAttemptNumber } from '../../orders/decide/attempts.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { approvalsOf, newestTerms, type OrderIn } from '../../orders/order.ts';
import type { HoldReason } from '../../orders/reasons.ts';
import { stepOf } from '../../orders/standing/steps.ts';
import type { Facts, LastFacts, OwnFacts, VendorFacts } from '../../orders/warrant/facts.ts';
import {
  firstObstacle,
  OWN_LINES,
  PRICE_LINES,
  REQUEST_LINES,
  TRACE_LINES,
  WORKSPACE_LINES,
} from '../../orders/warrant/lines.ts';
import { issueWarrant, type Warrant } from '../../orders/warrant/warrant.ts';
import type { UserId } from '../../values/ids.ts';
import { priceOf } from '../acts/acts-at-vendor.ts';
import { canStillDecide } from '../authority.ts';
import { AppError, isVendorError, SlackUnavailable, troubleOf, type VendorError } from '../errors.ts';
import { isSender, type SenderDeps } from '../free-acts.ts';
import { tagsAcceptedIn } from '../missing-tags.ts';
import type { PauseSwitch } from '../pause-switch.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { Log } from '../ports/log.ts';
import type { Login, LoginVault } from '../ports/login-vault.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { StoredOrder } from '../ports/stores/order-store.ts';
import type { BegunAttempts } from '../store-trust/begun-attempts.ts';
import type { StoreWitness } from '../store-trust/store-witness.ts';
import { type LookingDeps, lookBeforePlacing, type Opened } from './looking/look-before-placing.ts';

export interface WarrantDeps extends SenderDeps, LookingDeps {
  readonly witness: Pick<StoreWitness, 'witnessFor' | 'lookedInVain'>;
  readonly begun: BegunAttempts;
  readonly policyInForce: PolicyInForce;
  readonly vault: LoginVault;
  readonly pauseSwitch: PauseSwitch;
  readonly settings: Pick<KeyValueStore, 'get'>;
  readonly limits: Limits;
  /** Milliseconds of a clock that nobody can set, from any beginning. */
  readonly monotonicMs: () => number;
  readonly log: Log;
}

type Approved = OrderIn<'approved'>;
type ApprovedAndHead = Pick<StoredOrder, 'head'> & { readonly order: Approved };

/** What asking for a warrant came to. An order that was lost meanwhile is somebody else's to place. */
export type WarrantAnswer =
  | { readonly type: 'lost' }
  | { readonly type: 'go'; readonly warrant: Warrant }
  | { readonly type: 'stop'; readonly event: OrderEvent };

/** So many rounds in which Slack or the vendor was slow, and the order waits for better times. */
const MOST_ROUNDS = 3;
const LOST: WarrantAnswer = { type: 'lost' };
const stop = (event: OrderEvent): WarrantAnswer => ({ type: 'stop', event });
const hold = (reason: HoldReason): WarrantAnswer => stop({ type: 'held', reason });

/**
 * Reads everything that a warrant needs, in the order that matters, and asks for it: our own side; the slow reads (workspace,
 * price, logins); our turn and the look for our own trace; and last, because they may have changed during all that, the
 * pause, the newest policy, and each approver's right. What stands in the way ends the reading at once.
 */
export async function warrantFor(
  deps: WarrantDeps,
  { order, head }: ApprovedAndHead,
  keep: () => Promise<boolean>,
): Promise<WarrantAnswer> {
  const own = await ownFacts(deps, { order, head });
  // An order that waits for its card, or that we remember to have begun, is looked for all the same.
  const witness = own.witness === 'wait' ? 'agrees' : own.witness;
  const early = firstObstacle(OWN_LINES, order, { ...own, witness, isBegunHere: false });
  if (early) return stopAt(deps, order, early);
  try {
    const slow = await slowFacts(deps, order, keep);
    if (slow.type !== 'read') return slow;
    return await issueWhenFresh(deps, { order, head }, { own, ...slow }, keep);
  } catch (error) {
    if (error instanceof SlackUnavailable) return hold('rights_unread');
    if (isVendorError(error)) return stop(heldByVendor(deps, order, error));
    throw error;
  }
}

/** What a read that failed says of the hold; its cause is logged when it is news. */
function heldByVendor({ log }: WarrantDeps, { facts, ...order }: Approved, error: VendorError): OrderEvent {
  const { reference } = facts;
  const trouble = troubleOf(error);
  const event: Held =
    trouble === 'busy'
      ? { type: 'held', reason: 'vendor_busy' }
      : { type: 'held', reason: 'vendor_unreachable', trouble };
  const isNews = order.hold !== event.reason || order.trouble !== event.trouble;
  const level = !isNews ? 'debug' : trouble === 'key_refused' ? 'error' : 'warn';
  log[level]({ reference, trouble, error }, 'An approved order waits: ScaledMail cannot be read');
  return event;
}

type Held = Extract<OrderEvent, { type: 'held' }>;
const TOO_SLOW: WarrantAnswer = stop({ type: 'held', reason: 'vendor_unreachable', trouble: 'too_slow' });

/** Looks, and asks for everybody's right, until all of it is recent. */
async function issueWhenFresh(
  deps: WarrantDeps,
  { order, head }: ApprovedAndHead,
  { own, slow }: SlowRead & { readonly own: OwnFacts },
  keep: () => Promise<boolean>,
): Promise<WarrantAnswer> {
  const opened: Opened = new Map();
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    const looked = await lookBeforePlacing(deps, order, { keep, opened });
    if (looked === 'lost') return LOST;
    if (looked === 'too_slow') return TOO_SLOW;
    const found = firstObstacle(TRACE_LINES, order, { ...own, ...looked });
    if (found) return stopAt(deps, order, found);
    if (own.isBegunHere) return hold('store_went_back');
    if (own.witness === 'wait') {
      deps.witness.lookedInVain(order.facts.reference);
      return hold('store_unproven');
    }
    const again = await changedMeanwhile(deps, { order, head });
    const last = await lastFacts(deps, order);
    const facts: Facts = { ...own, ...slow, ...looked, ...last, ...again, now: deps.clock.now() };
    const issued = issueWarrant(order, facts);
    if (issued.ok) return { type: 'go', warrant: issued.warrant };
    if (!issued.isStale) return stopAt(deps, order, issued);
  }
  return TOO_SLOW;
}

/** What of our own side may have changed during the reads. */
async function changedMeanwhile(deps: WarrantDeps, asked: ApprovedAndHead) {
  const isPaused = (await deps.pauseSwitch.pause()) !== null;
  const hasNewestPolicy = await deps.policyInForce.isNewest();
  return { isPaused, hasNewestPolicy, witness: await deps.witness.witnessFor(asked) };
}

/** Says in the log what people cannot see. */
function stopAt(
  { log }: WarrantDeps,
  { facts }: Approved,
  { line, event }: { readonly line: string; readonly event: OrderEvent },
): WarrantAnswer {
  const { reference } = facts;
  if (event.type === 'held' && event.reason === 'not_as_approved') {
    log.error({ reference, line }, 'What would be sent is not what was approved; nothing is sent');
  }
  return stop(event);
}

async function ownFacts(deps: WarrantDeps, { order, head }: ApprovedAndHead): Promise<OwnFacts> {
  const { act, worth } = newestTerms(order);
  const { reference, requestedBy: requester } = order.facts;
  const isSentFreely = isFreeByRule(order);
  const isPaused = (await deps.pauseSwitch.pause()) !== null;
  const storeProblem = isPaused ? null : await deps.orders.durabilityProblem();
  if (storeProblem !== null) {
    deps.log.warn({ reference, durabilityProblem: storeProblem }, 'An approved order waits: the store could lose it');
  }
  return {
    now: deps.clock.now(),
    requirement: requirementFor({ act, worth, requester, isSentFreely }, deps.policy),
    hasNewestPolicy: await deps.policyInForce.isNewest(),
    isPaused,
    storeProblem,
    witness: await deps.witness.witnessFor({ order, head }),
    isBegunHere: deps.begun.has({ reference, number: nextAttemptNumber(order) }),
    acceptsMissingTags: (await tagsAcceptedIn(deps.settings)) !== null,
    limits: deps.limits,
  };
}

interface SlowRead {
  readonly type: 'read';
  readonly slow: Pick<VendorFacts, 'workspace' | 'appraised' | 'request'>;
}

async function slowFacts(
  deps: WarrantDeps,
  order: Approved,
  keep: () => Promise<boolean>,
): Promise<SlowRead | WarrantAnswer> {
  const { act, tag } = newestTerms(order);
  const workspaces = await deps.lists.placing.workspaces();
  const workspace = workspaces.find(({ id }) => id === workspaceOf(act).id) ?? null;
  const moved = firstObstacle(WORKSPACE_LINES, order, { workspace });
  if (moved) return stopAt(deps, order, moved);
  if (!(await keep())) return LOST;
  const step = stepOf(order);
  const appraised = await priceOf(deps, act, 'placing', step);
  const now = appraised.ok ? appraised : null;
  const isSoldOut = !appraised.ok && appraised.refusal === 'sold_out';
  const dearer = firstObstacle(PRICE_LINES, order, { appraised: now, isSoldOut });
  if (dearer) return stopAt(deps, order, dearer);
  const logins = await openLogins(deps, order);
  const openedLogin = (id: string) => logins?.get(id) ?? { username: '', password: '' };
  const request = logins && readBack(requestOf(act, tagOfStep(act, tag, step), openedLogin, step));
  const unfit = firstObstacle(REQUEST_LINES, order, { request });
  if (unfit) return stopAt(deps, order, unfit);
  return { type: 'read', slow: { workspace, appraised: now, request } };
}

/** The request as the bytes that are sent say it. */
function readBack(request: ActRequest): ActRequest {
  return { ...request, body: JSON.parse(JSON.stringify(request.body)) };
}

/** Who of those who approved can decide now; of what is free by rule, whether its sender may still send it. Throws `SlackUnavailable` when Slack does not say it of one of them. */
async function lastFacts(deps: WarrantDeps, order: Approved): Promise<LastFacts> {
  const rightsReadAt = deps.clock.now();
  if (isFreeByRule(order)) {
    const { requestedBy } = order.facts;
    const isEntitled = await isSender(deps, requestedBy, newestTerms(order).act);
    return { entitled: isEntitled ? [requestedBy] : [], rightsReadAt, monotonicMs: deps.monotonicMs() };
  }
  const entitled: UserId[] = [];
  for (const { by } of approvalsOf(order)) {
    if (await canStillDecide(deps, by)) entitled.push(by);
  }
  return { entitled, rightsReadAt, monotonicMs: deps.monotonicMs() };
}

/** The logins that the order needs; null when one of them is gone, or cannot be opened any more. */
async function openLogins({ vault, log }: WarrantDeps, order: Approved): Promise<ReadonlyMap<string, Login> | null> {
  const logins = new Map<string, Login>();
  try {
    for (const id of loginIdsOf(newestTerms(order).act)) {
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
