import { decide } from '../../orders/decide/decide.ts';
import { type Click, type DecidingDeps, decideOnClick, orderToDecide, type Verdict } from './decide-on-click.ts';

/** Declines an order for a reason. One person who can decide is enough; for one's own order there is withdrawing. */
export const declineOrder =
  (deps: DecidingDeps) =>
  (click: Click & { reason: string }): Promise<Verdict> =>
    decideOnClick(deps, click, { type: 'declined', by: click.by, reason: click.reason });

/** Whether the form for a decline may open: the answer that declining would give, by rights that are at most a minute old. */
export const mayDecline =
  (deps: DecidingDeps) =>
  async (click: Click): Promise<Verdict> => {
    const found = await orderToDecide(deps, click, 'within_a_minute');
    if (!found.ok) return found;
    const probe = { type: 'declined', by: click.by, reason: '' } as const;
    const decision = decide(found.order, probe, deps.clock.now());
    return decision.ok ? found : { ok: false, refusal: decision.refusal, order: found.order };
  };
