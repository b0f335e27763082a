import { workspaceOf } from '../../../acts/act.ts';
import { senderSeen } from '../../../acts/change_sender/mailboxes-seen.ts';
import { presentNumber } from '../../../orders/decide/attempts.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { attemptsLookedFor } from '../../../orders/standing/at-vendor.ts';
import { isGivenUpWhole } from '../../../orders/standing/steps.ts';
import type { Trace } from '../../../orders/trace.ts';
import { wantedSenderOf, wantedSendersOf } from '../../acts/acts-at-vendor.ts';
import { mailboxesSeen } from '../../acts/change_sender/sender-rows.ts';
import { rowIn } from '../../acts/domain-rows.ts';
import type { TraceReads } from '../vendor-lists.ts';

const absent = (count: 0 | 1): Trace => ({ type: 'absent', unread: { count, odd: null, silent: null } });

/**
 * Looks whether the mailboxes of a domain show the new sender of a step: that is the proof, whoever did it. A domain that is
 * not in the list, and mailboxes of which it does not say enough, prove nothing. What was given up as a whole turns up as a whole. Throws what reading the lists throws.
 * Source: docs/vendor/openapi.yaml, "swapSenderName" and "getMailboxesByDomainId".
 */
export async function lookForSender(reads: TraceReads, order: Order): Promise<Trace> {
  const wanted = wantedSenderOf(order);
  const workspaceId = workspaceOf(actOf(order)).id;
  const rows = [...(await reads.domains(workspaceId))];
  for (const each of isGivenUpWhole(order) ? wantedSendersOf(order) : [wanted]) {
    const row = rowIn(rows, { name: each.domain, orderId: each.orderId });
    if (!row) return absent(1);
    const is = senderSeen(mailboxesSeen(row.name, await reads.mailboxes(workspaceId, row.id)), each);
    if (is !== 'applied') return absent(is === 'unread' ? 1 : 0);
  }
  const attempt = attemptsLookedFor(order)[0]?.number ?? presentNumber(order);
  return {
    type: 'found',
    event: { type: 'vendor_order_found', vendorOrderId: wanted.orderId, amountCents: null, attempt },
  };
}
