import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import type { EffectIntent } from './effect.ts';
import type { OrderEvent } from './event.ts';
import type { Order, OrderIn, Progress } from './order.ts';
import { domainNames } from './purchase.ts';
import { nextWatchAt, nextWatchOfActiveAt, stuckAfter } from './schedule.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

/** The vendor's lists were read: so many of the order's names work now. */
export function decideProgress(order: Order, event: EventOf<'progress_seen'>, now: Date): Decision {
  if (order.state === 'active') return carryOn(order, effectAt(nextWatchOfActiveAt(now), { type: 'watch' }));
  if (order.state === 'payment_pending') return decidePendingProgress(order, event, now);
  if (order.state !== 'placed') return refuse('does_not_apply');
  const names = domainNames(order.facts.purchase);
  const ready = names.filter((name) => event.ready.includes(name));
  if (ready.length === names.length) return working(order, event, ready, now);
  const isChanged = ready.join() !== order.progress.ready.join();
  const isStuck = now >= stuckAfter(order.placedAt);
  const progress: Progress = { ready, isStuck, changedAt: isChanged ? now : order.progress.changedAt };
  const effects: EffectIntent[] = [effectAt(nextWatchAt(now), { type: 'watch' })];
  if (!isChanged && isStuck === order.progress.isStuck) return carryOn(order, ...effects);
  effects.push(effectAt(now, { type: 'redraw' }));
  if (isStuck && !order.progress.isStuck) {
    effects.push(
      effectAt(now, { type: 'note', event, at: now }),
      effectAt(now, { type: 'tell', to: 'requester', notice: 'stuck' }),
    );
  }
  return accept({ ...order, progress }, ...effects);
}

/** A domain that works is the first sign that the vendor was paid; the lists do not show payment itself. */
function decidePendingProgress(
  order: OrderIn<'payment_pending'>,
  event: EventOf<'progress_seen'>,
  now: Date,
): Decision {
  const watch = effectAt(nextWatchAt(now), { type: 'watch' });
  if (event.ready.length === 0) return carryOn(order, watch);
  const { facts, terms, messages, approvals, attempt, vendorOrderId, vendorAmountCents, looks } = order;
  const progress = { ready: [], changedAt: now, isStuck: false };
  const placed: OrderIn<'placed'> = {
    state: 'placed',
    facts,
    terms,
    messages,
    approvals,
    attempt,
    vendorOrderId,
    vendorAmountCents,
    looks,
    placedAt: now,
    progress,
  };
  const decision = decideProgress(placed, event, now);
  if (!decision.ok) return decision;
  const effects = [effectAt(now, { type: 'tell', to: 'requester', notice: 'placed' } as const)];
  return accept(decision.order, ...decision.effects, ...effects);
}

function working(order: OrderIn<'placed'>, event: EventOf<'progress_seen'>, ready: string[], now: Date): Decision {
  const progress = { ready, changedAt: now, isStuck: false };
  return accept(
    { ...order, state: 'active', progress, activeAt: now },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'active' }),
    effectAt(nextWatchOfActiveAt(now), { type: 'watch' }),
  );
}

/** The subscription ended at the vendor, whoever ended it. */
export function decideVendorCancelled(order: Order, event: EventOf<'vendor_cancelled'>, now: Date): Decision {
  if (order.state !== 'placed' && order.state !== 'active') return refuse('does_not_apply');
  const { facts, terms, messages, approvals, attempt, placedAt, vendorOrderId, vendorAmountCents, looks, progress } =
    order;
  const placement = { approvals, attempt, placedAt, vendorOrderId, vendorAmountCents, looks, progress };
  return accept(
    { state: 'cancelled', facts, terms, messages, ...placement, cancelledAt: now },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'cancelled' }),
  );
}
