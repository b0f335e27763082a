import { workspaceOf } from '../../../acts/act.ts';
import { presentNumber } from '../../../orders/decide/attempts.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { attemptsLookedFor } from '../../../orders/standing/at-vendor.ts';
import { isGivenUpWhole } from '../../../orders/standing/steps.ts';
import type { Trace } from '../../../orders/trace.ts';
import { wantedRowOf, wantedRowsOf } from '../../acts/acts-at-vendor.ts';
import { changeIn } from '../../acts/domain-rows.ts';
import type { TraceReads } from '../vendor-lists.ts';

/**
 * Looks whether the vendor's list of domains shows the change of a step as applied: that is the proof, whoever did it. A domain
 * that is not in the list, or of which it does not say enough, proves nothing. What was given up as a whole turns up as a whole. Throws what reading the list throws.
 * Source: docs/vendor/notes.md, "Endpoints", rows 9 and 10 (accepted is not applied).
 */
export async function lookForDomainRow(reads: TraceReads, order: Order): Promise<Trace> {
  const wanted = wantedRowOf(order);
  const rows = [...(await reads.domains(workspaceOf(actOf(order)).id))];
  const seen = (isGivenUpWhole(order) ? (wantedRowsOf(actOf(order)) ?? [wanted]) : [wanted]).map((row) =>
    changeIn(rows, row),
  );
  if (!seen.every((is) => is === 'applied')) {
    return { type: 'absent', unread: { count: seen.includes('unread') ? 1 : 0, odd: null, silent: null } };
  }
  const attempt = attemptsLookedFor(order)[0]?.number ?? presentNumber(order);
  return {
    type: 'found',
    event: { type: 'vendor_order_found', vendorOrderId: wanted.orderId, amountCents: null, attempt },
  };
}
