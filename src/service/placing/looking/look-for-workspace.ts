import { newWorkspaces } from '../../../acts/create_workspace/create-workspace.ts';
import { actOf, type Order, type Resembling } from '../../../orders/order.ts';
import { attemptsLookedFor } from '../../../orders/standing/at-vendor.ts';
import type { Trace } from '../../../orders/trace.ts';
import { wantedWorkspaceOf } from '../../acts/acts-at-vendor.ts';
import type { TraceReads } from '../vendor-lists.ts';

const NOTHING_UNREAD = { count: 0, odd: null, silent: null };

/**
 * Looks whether the vendor's list has a new workspace of the name that an act asks for: one that was not there when it was
 * asked for, and that nobody ruled out. While a call of ours is looked for, a single one is what it made. Before any call, of
 * several, and once all calls were given up, the name alone does not tell whose it is: people are asked. Throws what reading the
 * list throws. Source: docs/vendor/notes.md, "Endpoints", row 2.
 */
export async function lookForWorkspace(reads: TraceReads, order: Order): Promise<Trace> {
  const listed = await reads.workspaces();
  const there = newWorkspaces(wantedWorkspaceOf(actOf(order)), listed).filter(({ id }) => !order.ruledOut.includes(id));
  const [first, ...others] = there;
  if (!first) return { type: 'absent', unread: NOTHING_UNREAD };
  const attempt = attemptsLookedFor(order).find(({ givenUpAt }) => givenUpAt === undefined);
  if (attempt && others.length === 0) {
    const { number } = attempt;
    return {
      type: 'found',
      event: { type: 'vendor_order_found', vendorOrderId: first.id, amountCents: null, attempt: number },
    };
  }
  const asked = there.find(({ id }) => id === order.question?.vendorOrderId) ?? first;
  return { type: 'resembling', resembling: resemblingOf(asked.id), unread: NOTHING_UNREAD };
}

const resemblingOf = (vendorOrderId: string): Resembling => ({
  vendorOrderId,
  tag: null,
  amountCents: null,
  createdAt: null,
  names: [],
});
