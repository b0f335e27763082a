import { subMilliseconds } from 'date-fns/subMilliseconds';
import { requestOf, sealedRequest, tagOfStep, workspaceOf } from '../../acts/act.ts';
import { sealedLogin } from '../../acts/act-request.ts';
import { chargedCents, type Worth } from '../../acts/worth.ts';
import type { UserId } from '../../values/ids.ts';
import { agreedUntil } from '../approval/agreed.ts';
import { fingerprintByForm, sentHashOf } from '../approval/fingerprint.ts';
import { askedOfPeople, canBeFree, isFreeByRule } from '../approval/free-by-rule.ts';
import { limitAgainst } from '../approval/limits.ts';
import type { Requirement } from '../approval/requirement.ts';
import type { OrderEvent } from '../event.ts';
import { approvalsOf, newestTerms, type OrderIn } from '../order.ts';
import type { HoldReason } from '../reasons.ts';
import { stepOf } from '../standing/steps.ts';
import type { Facts, LastFacts, OwnFacts, VendorFacts } from './facts.ts';

/** An order that waits to be carried out. */
export type Approved = OrderIn<'approved'>;

/** One thing that must be true before money moves: what stands in its way, or null. */
interface Line<Known> {
  readonly must: string;
  readonly obstacle: (order: Approved, facts: Known) => OrderEvent | null;
}

/** The event of an order that has to wait. */
export const held = (reason: HoldReason): OrderEvent => ({ type: 'held', reason });
const heldIf = (isInTheWay: boolean, reason: HoldReason): OrderEvent | null => (isInTheWay ? held(reason) : null);

/** A list that was read earlier may lack an order that was made meanwhile. */
export const LOOK_MAX_AGE_MS = 10_000;
/** A turn at the rate limit that is older may be somebody else's by now. */
export const TURN_MAX_AGE_MS = 5_000;
/** A right that was read earlier may have been taken away. */
export const RIGHTS_MAX_AGE_MS = 10_000;

/** Whether something was read longer ago; or, by a clock that was set back since, nobody knows how long ago. */
export const isOlder = (at: Date, maxAgeMs: number, now: Date): boolean =>
  at < subMilliseconds(now, maxAgeMs) || at > now;

/** Lines that our own side answers. */
export const OWN_LINES: readonly Line<OwnFacts>[] = [
  {
    must: '1. The last approval, or the click that sent what is free by rule, is not older than seven days',
    obstacle: (order, { now, requirement }) =>
      now < agreedUntil(order)
        ? null
        : {
            type: 'approvals_insufficient',
            reason: 'approval_too_old',
            asked: askedOfPeople(requirement),
            without: [],
          },
  },
  { must: '2. Placing is not paused', obstacle: (_order, { isPaused }) => heldIf(isPaused, 'paused') },
  {
    must: '3. The store keeps what is written, and is the one that was opened',
    obstacle: (_order, { storeProblem }) => heldIf(storeProblem !== null, 'store_not_durable'),
  },
  {
    must: '4. The store did not go back in time: the card is a second witness, and so is our memory',
    obstacle: (_order, { witness, isBegunHere }) =>
      heldIf(witness === 'store_went_back' || isBegunHere, 'store_went_back') ??
      heldIf(witness === 'wait', 'store_unproven'),
  },
  {
    must: '5. This process knows the newest policy',
    obstacle: (_order, { hasNewestPolicy }) => heldIf(!hasNewestPolicy, 'policy_outdated'),
  },
  {
    must: '6. There are as many approvals as the policy in force requires; it requires none of what it frees',
    obstacle: (order, { requirement }) =>
      insufficient(
        order,
        requirement,
        isFreeByRule(order) ? [order.facts.requestedBy] : approvalsOf(order).map(({ by }) => by),
      ),
  },
  {
    must: '7. The terms are what their fingerprint names',
    obstacle: (order) => {
      const terms = newestTerms(order);
      return heldIf(fingerprintByForm(order.facts.reference, terms) !== terms.fingerprint, 'not_as_approved');
    },
  },
  {
    must: '8. What it charges is within the limits',
    obstacle: (order, { limits }) => {
      const limit = limitAgainst(chargedCents(newestTerms(order).worth), limits);
      return limit && held(limit.name === 'LIMIT_PER_ORDER' ? 'above_order_limit' : 'day_limit_reached');
    },
  },
];

/** The line of the workspace. */
export const WORKSPACE_LINES: readonly Line<Pick<VendorFacts, 'workspace'>>[] = [
  {
    must: '9. The workspace is there, and called as it was shown',
    obstacle: (order, { workspace }) => {
      const { act } = newestTerms(order);
      if (!workspace) return held('workspace_gone');
      if (workspace.name === workspaceOf(act).name) return null;
      return { type: 'terms_changed', reason: 'workspace_renamed', to: { act: { ...act, workspace } } };
    },
  },
];

/** The line of the price. */
export const PRICE_LINES: readonly Line<Pick<VendorFacts, 'appraised' | 'isSoldOut'>>[] = [
  {
    must: '10. It costs no more than was approved, and what it buys or ends is there as it was shown',
    obstacle: (order, { appraised, isSoldOut = false }) => {
      if (isSoldOut) return held('sold_out');
      if (!appraised) return held('price_unclear');
      const { worth, act, repriced } = appraised;
      if (act) return { type: 'terms_changed', reason: 'target_changed', to: { worth, act } };
      const isMore = costsMore(worth, newestTerms(order).worth);
      const to = repriced ? { worth, act: repriced } : { worth };
      return isMore ? { type: 'terms_changed', reason: 'price_rose', to } : null;
    },
  },
];

/** Lines of what is sent. */
export const REQUEST_LINES: readonly Line<Pick<VendorFacts, 'request'>>[] = [
  {
    must: '11. Every login can be opened',
    obstacle: (_order, { request }) => heldIf(request === null, 'logins_missing'),
  },
  {
    must: '12. What would be sent is what was approved, its logins by the ids of their sealed copies',
    obstacle: (order, { request }) => {
      const { act, tag } = newestTerms(order);
      const step = stepOf(order);
      const agreed = requestOf(act, tagOfStep(act, tag, step), sealedLogin, step);
      const isSame = request !== null && sentHashOf(sealedRequest(act, request)) === sentHashOf(agreed);
      return heldIf(!isSame, 'not_as_approved');
    },
  },
];

/** Lines of what the vendor has already, and of whether ours could be found there. */
export const TRACE_LINES: readonly Line<Pick<VendorFacts, 'trace'> & Pick<OwnFacts, 'acceptsMissingTags'>>[] = [
  {
    must: '13. No trace of ours is at the vendor, and every order there that may be ours was read',
    obstacle: (order, { trace }) => {
      if (trace.type === 'found') return trace.event;
      if (trace.type === 'resembling') return { type: 'resembling_found', resembling: trace.resembling };
      const { count, odd, silent } = trace.unread;
      // An order that gives no answer while the list does may be this one: after one wait a person is asked.
      const unopened = odd ?? (order.hold === 'vendor_unreachable' ? silent : null);
      if (unopened) return { type: 'resembling_found', resembling: unopened };
      if (count > 0) return held(silent ? 'vendor_unreachable' : 'orders_unread');
      // The vendor order that people were asked about is proven to be another's.
      return order.question ? { type: 'vendor_order_absent' } : null;
    },
  },
  {
    must: '14. What charges something can be found by its tag, or an approver accepted that it cannot',
    obstacle: (order, { trace, acceptsMissingTags }) => {
      const lacksTags = trace.type === 'absent' && trace.lacksTags === true;
      const isSpend = newestTerms(order).worth.effect === 'spend';
      return heldIf(isSpend && lacksTags && !acceptsMissingTags, 'tags_missing');
    },
  },
];

/** Lines that are read last. */
export const LAST_LINES: readonly Line<LastFacts & Pick<OwnFacts, 'requirement'>>[] = [
  {
    must: '15. Approvals suffice by distinct people who can decide now, none of them the requester; what is free may be sent by its sender',
    obstacle: (order, { requirement, entitled }) => insufficient(order, requirement, entitled),
  },
];

/** Lines of time: what was read is recent. */
export const FRESH_LINES: readonly Line<Facts>[] = [
  {
    must: '16. The look, the turn and the rights are recent',
    obstacle: (_order, { now, lookedAt, turnAt, rightsReadAt }) =>
      heldIf(
        isOlder(lookedAt, LOOK_MAX_AGE_MS, now) ||
          isOlder(turnAt, TURN_MAX_AGE_MS, now) ||
          isOlder(rightsReadAt, RIGHTS_MAX_AGE_MS, now),
        'vendor_unreachable',
      ),
  },
];

/**
 * Whether approvals are enough: of distinct people among those `entitled`, none of them the requester. What is free by rule needs
 * none, when the policy frees it still, it charges, ends and destroys nothing, and whoever sent it is entitled.
 */
function insufficient(order: Approved, requirement: Requirement, entitled: readonly UserId[]): OrderEvent | null {
  const asked = askedOfPeople(requirement);
  if (isFreeByRule(order)) {
    const isFreed = requirement.rule === 'free' && canBeFree(newestTerms(order));
    if (isFreed && entitled.includes(order.facts.requestedBy)) return null;
    const reason = isFreed ? 'sender_not_entitled' : 'policy_changed';
    return { type: 'approvals_insufficient', reason, asked, without: [] };
  }
  const given = approvalsOf(order).map(({ by }) => by);
  const counting = new Set(given.filter((by) => by !== order.facts.requestedBy && entitled.includes(by)));
  if (counting.size >= asked.need) return null;
  const reason = asked.policyHash === order.asked.policyHash ? 'approver_not_entitled' : 'policy_changed';
  return { type: 'approvals_insufficient', reason, asked, without: given.filter((by) => !counting.has(by)) };
}

/** Whether any amount is above the approved one, or the act is worth something of another sort. */
function costsMore(now: Worth, approved: Worth): boolean {
  if (now.effect !== 'spend' || approved.effect !== 'spend') return now.effect !== approved.effect;
  const { nowCents, monthCents, yearCents } = approved;
  return now.nowCents > nowCents || now.monthCents > monthCents || now.yearCents > yearCents;
}

/** The first line that stands in the way; null when none does. */
export function firstObstacle<Known>(
  lines: readonly Line<Known>[],
  order: Approved,
  facts: Known,
): { readonly line: string; readonly event: OrderEvent } | null {
  for (const { must, obstacle } of lines) {
    const event = obstacle(order, facts);
    if (event) return { line: must, event };
  }
  return null;
}
