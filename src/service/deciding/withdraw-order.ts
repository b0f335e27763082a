import type { Reference, UserId } from '../../values/ids.ts';
import { recordEvent } from '../record-event.ts';
import type { DecidingDeps, Verdict } from './approve-order.ts';
import { refuseToServe } from './authority.ts';

/** Takes an order back, as long as it is not approved; only its requester can. Throws `SlackUnavailable`. */
export const withdrawOrder =
  (deps: DecidingDeps) =>
  async (click: { reference: Reference; by: UserId; reason: string }): Promise<Verdict> => {
    const refusal = await refuseToServe(deps, click.by);
    if (refusal) return { ok: false, refusal, order: null };
    const recorded = await recordEvent(deps, click.reference, {
      type: 'withdrawn',
      by: click.by,
      reason: click.reason,
    });
    if (recorded.ok) deps.nudge();
    return recorded;
  };
