import { addMinutes } from 'date-fns/addMinutes';
import { nextDueAt } from '../../orders/effect.ts';
import type { OrderState } from '../../orders/order.ts';
import { holdsClaims } from '../../orders/standing/ends.ts';
import type { StoredOrder } from '../../service/ports/stores/order-store.ts';
import type { KeptOrder } from '../../storage/order-reader.ts';
import type { TeamId } from '../../values/ids.ts';
import { claimText } from './claim-text.ts';
import { unless, type Violation } from './violation.ts';

/** A row that could not be read for a while is looked at again after five minutes; the index may be so much behind. */
const INDEX_MAY_LAG_MINUTES = 10;
/** States that let go of all claims and may be left again: an order that turns up after all need not get them again. */
const LETS_GO: readonly OrderState[] = ['declined', 'withdrawn', 'expired', 'refused'];

/** Lists, the worker's index and the claims have an order as it is. */
export function checkKeeping(
  kept: KeptOrder,
  stored: StoredOrder,
  visited: ReadonlySet<OrderState>,
  teamId: TeamId | null,
): Violation[] {
  const { facts } = stored.order;
  return [
    ...unless(
      facts.reference === kept.reference,
      'other_order',
      `Under its reference the store keeps the order ${facts.reference}.`,
    ),
    ...unless(
      teamId === null || facts.account === teamId,
      'other_order',
      `It belongs to another team, ${facts.account}.`,
    ),
    ...unless(kept.isListed, 'not_listed', 'It is missing in the lists, or stands at the wrong place.'),
    ...indexViolations(kept, stored),
    ...claimViolations(kept, stored, visited),
  ];
}

function indexViolations({ claimableAt }: KeptOrder, { effects, lease }: StoredOrder): Violation[] {
  const dueAt = nextDueAt(effects);
  if (dueAt === null) return [];
  const expected = lease ? lease.until : dueAt;
  const isInIndex = claimableAt !== null && claimableAt <= addMinutes(expected, INDEX_MAY_LAG_MINUTES);
  return unless(isInIndex, 'waits_forever', 'Something is due for it, but the worker’s index does not say when.');
}

function claimViolations(
  { heldClaims }: KeptOrder,
  { order }: StoredOrder,
  visited: ReadonlySet<OrderState>,
): Violation[] {
  // Older versions let a cancelled order keep its names; the store gives them to whoever asks for them.
  if (order.state === 'cancelled') return [];
  const held = new Set(heldClaims.map(claimText));
  if (!holdsClaims(order)) {
    const sentence = `It is ${order.state}, but still holds ${held.size} of its claims.`;
    return unless(held.size === 0, 'claims_differ', sentence);
  }
  if (LETS_GO.some((state) => visited.has(state))) return [];
  const missing = order.claims.filter((claim) => !held.has(claimText(claim))).length;
  const sentence = `It is ${order.state}, but ${missing} of its claims are not held for it.`;
  return unless(missing === 0, 'claims_differ', sentence);
}
