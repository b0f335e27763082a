import { refuseToServe } from '../authority.ts';
import { type Click, type DecidingDeps, recordClick, type Verdict } from './decide-on-click.ts';

/** Takes an order back, as long as it is not approved; only its requester can. Throws `SlackUnavailable`. */
export const withdrawOrder =
  (deps: DecidingDeps) =>
  async (click: Click & { reason: string }): Promise<Verdict> => {
    const refusal = await refuseToServe(deps, click.by);
    if (refusal) return { ok: false, refusal, order: null };
    return recordClick(deps, click.reference, { type: 'withdrawn', by: click.by, reason: click.reason });
  };
