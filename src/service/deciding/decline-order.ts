import { decide } from '../../orders/decide/decide.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { recordEvent } from '../record-event.ts';
import type { DecidingDeps, Verdict } from './approve-order.ts';
import { refuseToDecide } from './authority.ts';

/** Declines an order for a reason. One person who can decide is enough; for one's own order there is withdrawing. */
export const declineOrder =
  (deps: DecidingDeps) =>
  async (click: { reference: Reference; by: UserId; reason: string }): Promise<Verdict> => {
    const refusal = await refuseToDecide(deps, click.by);
    if (refusal) return { ok: false, refusal, order: (await deps.orders.get(click.reference))?.order ?? null };
    const recorded = await recordEvent(deps, click.reference, { type: 'declined', by: click.by, reason: click.reason });
    if (recorded.ok) deps.nudge();
    return recorded;
  };

/** Whether the form for a decline may open: the same answer that declining would give now. */
export const mayDecline =
  (deps: DecidingDeps) =>
  async (click: { reference: Reference; by: UserId }): Promise<Verdict> => {
    const refusal = await refuseToDecide(deps, click.by);
    const order = (await deps.orders.get(click.reference))?.order ?? null;
    if (refusal) return { ok: false, refusal, order };
    if (!order) return { ok: false, refusal: 'unknown_order', order };
    const probe = { type: 'declined', by: click.by, reason: '' } as const;
    const decision = decide(order, probe, deps.clock.now());
    return decision.ok ? { ok: true, order } : { ok: false, refusal: decision.refusal, order };
  };
