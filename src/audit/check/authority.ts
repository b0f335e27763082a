import { shortFingerprint } from '../../orders/fingerprint.ts';
import type { HistoryEntry } from '../../orders/history.ts';
import type { Order } from '../../orders/order.ts';
import type { UserId } from '../../values/ids.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import type { Start } from '../replay/replay.ts';
import { unless, type Violation, violation } from './violation.ts';

/**
 * Each call to the vendor was begun with a quorum of different people, none of them the requester, who agreed to exactly the
 * terms in force since these last moved; and never after the order had ended.
 */
export function checkAuthority({ order, history, replayed }: AuditedOrder): Violation[] {
  return [
    ...replayed.starts.flatMap((start) => startViolations(order, start, replayed.termsOf(start.fingerprint)?.policy)),
    ...history.flatMap((entry) => actorViolations(order, entry)),
    ...keptApprovalViolations(order),
  ];
}

type Policy = Order['terms']['policy'];

function startViolations(
  order: Order,
  { entry, fingerprint, before, isNotSent }: Start,
  policy: Policy | undefined,
): Violation[] {
  const where = `sent to ScaledMail (entry ${entry.sequence})`;
  const agreed = before.approvals.filter((approval) => approval.fingerprint === fingerprint);
  const approvers = new Set(agreed.map(({ by }) => by));
  approvers.delete(order.facts.requestedBy);
  const end = before.end?.how;
  const terms = fingerprint === null ? 'unknown' : shortFingerprint(fingerprint);
  const quorum = policy?.quorum ?? 1;
  return [
    ...unless(end === undefined, 'placed_after_end', `It was ${where} after it had been ${end}.`),
    ...unless(
      approvers.size >= quorum,
      'no_quorum',
      `It was ${where} with ${approvers.size} of ${quorum} needed approvals for the terms ${terms}.`,
    ),
    // Terms that moved after a call that was surely not sent are kept nowhere, and nothing was paid on them.
    ...unless(
      policy !== undefined || isNotSent,
      'no_quorum',
      `It was ${where} on the terms ${terms}, which are not kept.`,
    ),
    ...[...approvers].flatMap((by) =>
      unless(
        isNamed(policy, by),
        'not_named',
        `It was ${where} with the approval of ${by}, whom its policy does not name.`,
      ),
    ),
  ];
}

/** Who was in a group then cannot be seen from here. */
const isNamed = (policy: Policy | undefined, by: UserId): boolean =>
  policy === undefined || policy.userGroups.length > 0 || policy.users.includes(by);

function actorViolations({ facts }: Order, { event, sequence }: HistoryEntry): Violation[] {
  if (!('by' in event)) return [];
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
      return [];
  }
}

function keptApprovalViolations(order: Order): Violation[] {
  const approvals = 'approvals' in order ? order.approvals : [];
  const isOwn = approvals.some(({ by }) => by === order.facts.requestedBy);
  return isOwn ? [violation('own_order', 'It is kept with an approval by its own requester.')] : [];
}
