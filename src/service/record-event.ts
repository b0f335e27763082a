import { decide } from '../orders/decide/decide.ts';
import type { Refusal } from '../orders/decide/decision.ts';
import { addEffects, type Effect } from '../orders/effect.ts';
import type { OrderEvent } from '../orders/event.ts';
import { nextEntry } from '../orders/history/history.ts';
import { type Order, termsOf } from '../orders/order.ts';
import type { Reference } from '../values/ids.ts';
import type { Clock } from './ports/clock.ts';
import type { Lease, OrderChange, OrderStore, StoredOrder } from './ports/stores/order-store.ts';

/** Losing a compare-and-set to others is ordinary; losing it so often means that something is wrong. */
const MAX_TRIES = 20;

export type Recorded =
  | { readonly ok: true; readonly order: Order }
  | {
      readonly ok: false;
      readonly refusal: Refusal | 'unknown_order' | 'changed_meanwhile';
      readonly order: Order | null;
    };

/** What recording works with. */
export interface RecordingDeps {
  readonly orders: OrderStore;
  readonly clock: Clock;
  /** Random text that nobody can guess; see `SaltedEntry`. */
  readonly newSalt: () => string;
}

/** How an order is written beside what happened: the effects left, who holds it then, and the salt of the history's entry. */
export interface Around {
  readonly pending: readonly Effect[];
  readonly lease: Lease | null;
  readonly salt: string;
}

/** The write that an accepted event comes to, or the refusal. */
export function changeFor(
  stored: StoredOrder,
  event: OrderEvent,
  now: Date,
  { pending, lease, salt }: Around,
): { readonly ok: true; readonly change: OrderChange } | { readonly ok: false; readonly refusal: Refusal } {
  const decision = decide(stored.order, event, now);
  if (!decision.ok) return decision;
  const { fingerprint } = termsOf(decision.order);
  const news = { event: decision.event ?? event, fingerprint, at: now, salt };
  const entry = decision.isNews ? nextEntry(stored.head, news) : null;
  const effects = addEffects(pending, decision.effects, stored.version + 1, (entry ?? stored.head).hash);
  return { ok: true, change: { order: decision.order, effects, entry, head: stored.head, lease } };
}

/** What happened; or, for what depends on the order as it stands, how to tell it from that. */
export type Happened = OrderEvent | ((order: Order) => Promise<OrderEvent>);

/**
 * Records what a person did: reads the order, lets `decide` judge, and writes by compare-and-set. When somebody else was
 * faster, the event is told and judged again on what they left.
 */
export function recordEvent(deps: RecordingDeps, reference: Reference, happened: Happened): Promise<Recorded> {
  return changeOrder(deps.orders, reference, async (stored) => {
    const event = typeof happened === 'function' ? await happened(stored.order) : happened;
    const around = { pending: stored.effects, lease: stored.lease, salt: deps.newSalt() };
    return changeFor(stored, event, deps.clock.now(), around);
  });
}

/** Makes a redraw of the order due now, whoever holds it. Nothing happens to an unknown order. */
export async function requestRedraw(deps: { orders: OrderStore; clock: Clock }, reference: Reference): Promise<void> {
  await changeOrder(deps.orders, reference, ({ order, effects, head, lease, version }) => {
    const redraw = { task: { type: 'redraw' }, dueAt: deps.clock.now() } as const;
    const change = { order, effects: addEffects(effects, [redraw], version + 1), entry: null, head, lease };
    return { ok: true, change };
  });
}

type MaybeLater<Value> = Value | Promise<Value>;

/** Writes a change by compare-and-set, each time on the newest that others left. */
async function changeOrder(
  orders: OrderStore,
  reference: Reference,
  changeOf: (stored: StoredOrder) => MaybeLater<ReturnType<typeof changeFor>>,
): Promise<Recorded> {
  let order: Order | null = null;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await orders.get(reference);
    if (!stored) return { ok: false, refusal: 'unknown_order', order: null };
    order = stored.order;
    const result = await changeOf(stored);
    if (!result.ok) return { ok: false, refusal: result.refusal, order };
    if (await orders.replace(stored.version, result.change)) return { ok: true, order: result.change.order };
  }
  return { ok: false, refusal: 'changed_meanwhile', order };
}
