import { targetOf, workspaceOf } from '../../../acts/act.ts';
import { presentNumber } from '../../../orders/decide/attempts.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { attemptsLookedFor } from '../../../orders/standing/at-vendor.ts';
import type { Trace } from '../../../orders/trace.ts';
import { seenForm } from '../../acts/fill_form/seen-form.ts';
import type { TraceReads } from '../vendor-lists.ts';

/**
 * Looks whether the form that an act fills in is gone from the list of those that wait: that is the proof, whoever did it. A
 * list with a form that cannot be told from it proves nothing. Throws what reading the list throws.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export async function lookForFilled(reads: TraceReads, order: Order): Promise<Trace> {
  const act = actOf(order);
  const target = targetOf(act);
  const { stands } = seenForm(await reads.forms(workspaceOf(act).id), target);
  if (stands !== 'gone' || target === null) {
    return { type: 'absent', unread: { count: stands === 'waits' ? 0 : 1, odd: null, silent: null } };
  }
  const attempt = attemptsLookedFor(order)[0]?.number ?? presentNumber(order);
  return { type: 'found', event: { type: 'vendor_order_found', vendorOrderId: target, amountCents: null, attempt } };
}
