import { addEffects } from '../orders/effect.ts';
import type { Reference } from '../values/ids.ts';
import type { Clock } from './ports/clock.ts';
import type { OrderStore } from './ports/order-store.ts';

/** Losing a compare-and-set to others is ordinary; losing it so often is not. */
const MAX_TRIES = 20;

/** Makes a redraw of the order due now, whoever holds it. Nothing happens to an unknown order. */
export async function requestRedraw(deps: { orders: OrderStore; clock: Clock }, reference: Reference): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await deps.orders.get(reference);
    if (!stored) return;
    const redraw = { task: { type: 'redraw' }, dueAt: deps.clock.now() } as const;
    const effects = addEffects(stored.effects, [redraw], stored.version + 1);
    const { order, head, lease, version } = stored;
    if (await deps.orders.replace(version, { order, effects, entry: null, head, lease })) return;
  }
}
