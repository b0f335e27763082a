import { decide } from '../orders/decide/decide.ts';
import type { Refusal } from '../orders/decide/decision.ts';
import { addEffects, type Effect } from '../orders/effect.ts';
import type { OrderEvent } from '../orders/event.ts';
import { nextEntry } from '../orders/history.ts';
import type { Order } from '../orders/order.ts';
import type { Reference } from '../values/ids.ts';
import type { Clock } from './ports/clock.ts';
import type { Lease, OrderChange, OrderStore, StoredOrder } from './ports/order-store.ts';

/** Two people who click at once both get an answer after at most this many tries; more means that something is wrong. */
const MAX_TRIES = 10;

export type Recorded =
  | { readonly ok: true; readonly order: Order }
  | {
      readonly ok: false;
      readonly refusal: Refusal | 'unknown_order' | 'changed_meanwhile';
      readonly order: Order | null;
    };

/** The write that an accepted event comes to, or the refusal. `pending` are the effects left, `lease` who holds it then. */
export function changeFor(
  stored: StoredOrder,
  event: OrderEvent,
  now: Date,
  { pending, lease }: { pending: readonly Effect[]; lease: Lease | null },
): { readonly ok: true; readonly change: OrderChange } | { readonly ok: false; readonly refusal: Refusal } {
  const decision = decide(stored.order, event, now);
  if (!decision.ok) return decision;
  const { fingerprint } = decision.order.terms;
  const entry = decision.isNews ? nextEntry(stored.head, decision.event ?? event, fingerprint, now) : null;
  const effects = addEffects(pending, decision.effects, stored.version + 1);
  return { ok: true, change: { order: decision.order, effects, entry, head: stored.head, lease } };
}

/**
 * Records what a person did: reads the order, lets `decide` judge, and writes by compare-and-set. When somebody else was
 * faster, the event is judged again on what they left.
 */
export async function recordEvent(
  deps: { orders: OrderStore; clock: Clock },
  reference: Reference,
  event: OrderEvent,
): Promise<Recorded> {
  let order: Order | null = null;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await deps.orders.get(reference);
    if (!stored) return { ok: false, refusal: 'unknown_order', order: null };
    order = stored.order;
    const result = changeFor(stored, event, deps.clock.now(), { pending: stored.effects, lease: stored.lease });
    if (!result.ok) return { ok: false, refusal: result.refusal, order };
    if (await deps.orders.replace(stored.version, result.change)) return { ok: true, order: result.change.order };
  }
  return { ok: false, refusal: 'changed_meanwhile', order };
}
