import type { Order } from '../../orders/order.ts';
import type { AuthorityRefusal } from '../../orders/policy.ts';
import type { Fingerprint, Reference, UserId } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/order-store.ts';
import { type Recorded, recordEvent } from '../record-event.ts';
import { type AuthorityDeps, refuseToDecide } from './authority.ts';

/** What a click came to. A refusal comes with the order as it stands, so that the answer can say more. */
export type Verdict =
  | Recorded
  | { readonly ok: false; readonly refusal: AuthorityRefusal; readonly order: Order | null };

export interface DecidingDeps extends AuthorityDeps {
  readonly orders: OrderStore;
  readonly clock: Clock;
  /** Tells the worker that there is something to do. */
  readonly nudge: () => void;
}

/**
 * Counts one person's approval of exactly the terms they saw. Whether they may is asked of Slack now. At quorum the order
 * is approved and its placing becomes due, in the same write. Throws `SlackUnavailable`.
 */
export const approveOrder =
  (deps: DecidingDeps) =>
  async (click: { reference: Reference; fingerprint: Fingerprint; by: UserId }): Promise<Verdict> => {
    const refusal = await refuseToDecide(deps, click.by);
    if (refusal) return { ok: false, refusal, order: (await deps.orders.get(click.reference))?.order ?? null };
    const event = { type: 'approved', by: click.by, fingerprint: click.fingerprint } as const;
    const recorded = await recordEvent(deps, click.reference, event);
    if (recorded.ok) deps.nudge();
    return recorded;
  };
