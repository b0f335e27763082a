import { type Claim, ownsName } from '../../acts/claim.ts';
import type { OrderEvent, OrderEventType } from '../../orders/event.ts';
import { holdsClaims } from '../../orders/standing/ends.ts';
import type { OrderChange, StoredOrder } from '../../service/ports/stores/order-store.ts';

/** The stored form of a change of `version`: the head moves with the entry, when there is one. */
export function afterChange(version: number, change: OrderChange): StoredOrder {
  const { order, effects, lease, entry } = change;
  const head = entry ? { sequence: entry.sequence, hash: entry.hash } : change.head;
  return { version: version + 1, order, effects, lease, head };
}

/** What a change does to the claims of its order: which it lets go of, then which it takes, as far as they are free. */
export interface ClaimChange {
  readonly free: readonly Claim[];
  readonly take: readonly Claim[];
}

/** By these an order that had ended stands at the vendor after all. */
const TURNS_UP: ReadonlySet<OrderEventType> = new Set([
  'vendor_order_found',
  'vendor_confirmed',
  'vendor_could_not_charge',
]);

/**
 * An order that ended lets go of its claims. One whose domains became others owns them under their new names. One that turns up at the vendor takes them again, as far as no other order has
 * them by now: its money is spent, so nobody is asked. Without news, all stays as it is.
 */
export function claimChange({ order, entry }: OrderChange): ClaimChange {
  if (!entry) return { free: [], take: [] };
  const { claims } = order;
  if (!holdsClaims(order)) return { free: claims, take: [] };
  if (entry.event.type === 'domains_changed') return { free: renamedIn(entry.event).map(ownsName), take: claims };
  return { free: [], take: TURNS_UP.has(entry.event.type) ? claims : [] };
}

/** The names that domains had before. */
const renamedIn = ({ changes }: Extract<OrderEvent, { type: 'domains_changed' }>): string[] =>
  changes.flatMap(({ domain, name }) => (name === undefined ? [] : [domain]));

/** The attempt, named as in `IntentGuard`, that a change takes back because its call was surely not sent; else null. */
export function attemptNotSent({ order, entry }: OrderChange): string | null {
  if (entry?.event.type !== 'not_sent') return null;
  return `${order.facts.reference}.${entry.event.attempt}`;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** What an attempt charges counts towards the day's limit for so long. */
export const COUNTED_MS = DAY_MS;
/** It is kept a day longer, so that a clock that is a day ahead for one attempt makes none of the others forgotten. */
export const COUNT_KEPT_MS = 2 * DAY_MS;
