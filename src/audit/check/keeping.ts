import { addMinutes } from 'date-fns/addMinutes';
import { namesOf } from '../../acts/act.ts';
import { nextDueAt } from '../../orders/effect.ts';
import { holdsDomainNames, type OrderState } from '../../orders/order.ts';
import type { StoredOrder } from '../../service/ports/order-store.ts';
import type { KeptOrder } from '../../storage/order-reader.ts';
import type { TeamId } from '../../values/ids.ts';
import { unless, type Violation } from './violation.ts';

/** A row that could not be read for a while is looked at again after five minutes; the index may be so much behind. */
const INDEX_MAY_LAG_MINUTES = 10;
/** States that give the names back and may be left again: an order that turns up after all need not get them again. */
const FREES_NAMES: readonly OrderState[] = ['declined', 'withdrawn', 'expired', 'refused'];

/** Lists, the worker's index and the reserved names have an order as it is. */
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
      teamId === null || facts.teamId === teamId,
      'other_order',
      `It belongs to another team, ${facts.teamId}.`,
    ),
    ...unless(kept.isListed, 'not_listed', 'It is missing in the lists, or stands at the wrong place.'),
    ...claimViolations(kept, stored),
    ...nameViolations(kept, stored, visited),
  ];
}

function claimViolations({ claimableAt }: KeptOrder, { effects, lease }: StoredOrder): Violation[] {
  const dueAt = nextDueAt(effects);
  if (dueAt === null) return [];
  const expected = lease ? lease.until : dueAt;
  const isInIndex = claimableAt !== null && claimableAt <= addMinutes(expected, INDEX_MAY_LAG_MINUTES);
  return unless(isInIndex, 'waits_forever', 'Something is due for it, but the worker’s index does not say when.');
}

function nameViolations(
  { reservedNames }: KeptOrder,
  { order }: StoredOrder,
  visited: ReadonlySet<OrderState>,
): Violation[] {
  // Older versions let a cancelled order keep its names; the store gives them to whoever asks for them.
  if (order.state === 'cancelled') return [];
  const reserved = new Set(reservedNames);
  if (!holdsDomainNames(order)) {
    const sentence = `It is ${order.state}, but still holds ${reserved.size} of its domain names.`;
    return unless(reserved.size === 0, 'names_differ', sentence);
  }
  if (FREES_NAMES.some((state) => visited.has(state))) return [];
  const missing = namesOf(order.facts.purchase).filter((name) => !reserved.has(name)).length;
  const sentence = `It is ${order.state}, but ${missing} of its domain names are not reserved for it.`;
  return unless(missing === 0, 'names_differ', sentence);
}
