import { type Act, alwaysNeedsApproval, effectOf } from '../../acts/act.ts';
import { shortFingerprint } from '../../orders/approval/fingerprint.ts';
import type { ApprovalPolicy } from '../../orders/approval/policy.ts';
import type { OrderEvent } from '../../orders/event.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import { NOBODY } from '../../orders/history/private-parts.ts';
import type { Order } from '../../orders/order.ts';
import type { UserId } from '../../values/ids.ts';
import { isErased, peopleIn } from '../replay/approval-facts.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import type { KeptTerms } from '../replay/known-terms.ts';
import type { Start } from '../replay/replay.ts';
import { unless, type Violation, violation } from './violation.ts';

/**
 * Each call to the vendor was begun with a quorum of different people, none of them the requester, who agreed to exactly the
 * terms in force; and never after the order had ended. How many were needed, the terms of the first form say; since then the
 * clicks say it, under the policy of their moment. What is free by rule needs none, and charges and ends nothing.
 */
export function checkAuthority({ order, history, replayed }: AuditedOrder): Violation[] {
  return [
    ...replayed.starts.flatMap((start) => startViolations(order, start, replayed.termsOf(start.fingerprint))),
    ...history.flatMap((entry) => actorViolations(order, entry)),
    ...keptApprovalViolations(order),
    ...freedViolations(order, history[0]?.event),
  ];
}

function startViolations(
  order: Order,
  { entry, fingerprint, before, isNotSent }: Start,
  kept: KeptTerms | undefined,
): Violation[] {
  const where = `sent to ScaledMail (entry ${entry.sequence})`;
  const { requestedBy } = order.facts;
  const agreed = before.approvals.filter((each) => each.fingerprint === fingerprint && each.by !== requestedBy);
  const people = peopleIn(agreed);
  const end = before.end?.how;
  const terms = fingerprint === null ? 'unknown' : shortFingerprint(fingerprint);
  const need = before.asked?.need ?? kept?.policy?.quorum ?? 1;
  const named = agreed.flatMap(({ by, isFirstForm }) => (isFirstForm && by !== null ? [by] : []));
  return [
    ...unless(end === undefined, 'placed_after_end', `It was ${where} after it had been ${end}.`),
    ...unless(
      people >= need,
      'no_quorum',
      `It was ${where} with ${people} of ${need} needed approvals for the terms ${terms}.`,
    ),
    // In the first form, terms that moved after a call that was surely not sent are kept nowhere; nothing was paid on them.
    ...unless(
      kept !== undefined || (isNotSent && entry.form === 1),
      'no_quorum',
      `It was ${where} on the terms ${terms}, which are not kept.`,
    ),
    ...[...new Set(named)].flatMap((by) =>
      unless(
        isNamed(kept?.policy ?? null, by),
        'not_named',
        `It was ${where} with the approval of ${by}, whom its policy does not name.`,
      ),
    ),
  ];
}

/** Only what costs nothing and ends nothing is free by rule; and what needed no approval is told as nobody's. */
function freedViolations(order: Order, first: OrderEvent | undefined): Violation[] {
  const isFreed = order.asked.rule === 'free' || (first?.type === 'requested' && first.free !== undefined);
  const spends = order.terms.filter(
    ({ act, worth }) => worth.effect !== 'write' || effectOf(act) !== 'write' || alwaysNeedsApproval<Act['kind']>(act),
  );
  return unless(
    !isFreed || spends.length === 0,
    'not_free',
    'It was sent as one that needs no approval, but what it does charges, ends or destroys something.',
  );
}

/** Who was in a group then cannot be seen from here, nor whom a policy names that is not kept. */
const isNamed = (policy: ApprovalPolicy | null, by: UserId): boolean =>
  policy === null || policy.userGroups.length > 0 || policy.users.includes(by);

function actorViolations({ facts }: Order, entry: HistoryEntry): Violation[] {
  const { event, sequence } = entry;
  if (!('by' in event) || isErased(entry)) return [];
  const isRequester = event.by === facts.requestedBy;
  switch (event.type) {
    case 'approved':
      return unless(!isRequester, 'own_order', `Entry ${sequence} is an approval by the requester.`);
    case 'declared_absent':
      return unless(!isRequester, 'own_order', `In entry ${sequence} the requester says that it is not there.`);
    case 'ruled_out':
      return unless(!isRequester, 'own_order', `In entry ${sequence} the requester rules out a vendor order.`);
    case 'withdrawn':
      return unless(
        isRequester,
        'not_the_requester',
        `Entry ${sequence} is a withdrawal by ${event.by}, who is not the requester.`,
      );
    case 'requested':
    case 'declined':
    case 'vendor_cancelled':
      return [];
  }
}

function keptApprovalViolations(order: Order): Violation[] {
  const { requestedBy } = order.facts;
  // Of people who were erased nobody can tell whether they were the same.
  const isOwn = requestedBy !== NOBODY && order.approvals.some(({ by }) => by === requestedBy);
  return isOwn ? [violation('own_order', 'It is kept with an approval by its own requester.')] : [];
}
