import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { Order } from '../../orders/order.ts';
import { PAUSE_KEY, type Pause, postsOf } from '../../orders/pause.ts';
import type { UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseToDecide } from '../authority.ts';
import { pauseSwitchIn } from '../pause-switch.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { OrderPage, OrderStore } from '../ports/stores/order-store.ts';
import { requestRedraw } from '../record-event.ts';
import { liftWentBack } from '../store-trust/went-back.ts';

export interface SwitchingDeps extends AuthorityDeps {
  readonly policyInForce: Pick<PolicyInForce, 'isNewest'>;
  /** Keeps the switch over restarts and power cuts. */
  readonly settings: KeyValueStore;
  readonly orders: OrderStore;
  readonly clock: Clock;
  readonly nudge: () => void;
}

/**
 * What switching came to; `before` is how the switch stood, `underWay` what a pause came too late for, `approved` how many
 * approved orders it keeps or lets go, `now` how it stands.
 */
export type Switched =
  | {
      readonly ok: true;
      readonly before: Pause | null;
      readonly underWay: readonly Order[];
      readonly approved: number;
      readonly now: Pause | null;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'paused_anew' };

/** Nothing is placed from now on, until somebody resumes. Approvers can do this. Throws `SlackUnavailable`. */
export const pausePlacing =
  (deps: SwitchingDeps) =>
  async (by: UserId, reason: string): Promise<Switched> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    const before = await pauseSwitchIn(deps.settings).pause();
    const pause: Pause = { by, at: deps.clock.now(), reason, ...postsOf(before) };
    await deps.settings.set(PAUSE_KEY, JSON.stringify(pause), null);
    const underWay = await ordersUnderWay(deps.orders);
    return { ok: true, before, underWay, approved: await redrawWaitingOrders(deps), now: pause };
  };

/**
 * Orders are placed again; those that waited go on by themselves. When the store was found to have gone back in time, it
 * counts as it is from now on. `since`: the pause that somebody saw when they pressed a button; a newer one stays, whose reason
 * they have not read. Throws `SlackUnavailable`.
 */
export const resumePlacing =
  (deps: SwitchingDeps) =>
  async (by: UserId, since: Date | null = null): Promise<Switched> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    const before = await pauseSwitchIn(deps.settings).pause();
    if (since && before && before.at.getTime() !== since.getTime()) return { ok: false, refusal: 'paused_anew' };
    await liftWentBack(deps);
    await deps.settings.delete(PAUSE_KEY);
    return { ok: true, before, underWay: [], approved: await redrawWaitingOrders(deps), now: null };
  };

/** Orders whose intent was written before the pause: their call is being made, or was made and has no outcome yet. */
async function ordersUnderWay(orders: OrderStore): Promise<Order[]> {
  return (await orders.list({ states: ['placing'], limit: ORDERS_PER_PAGE }, null)).orders.slice();
}

/** Why placing is paused when nobody in Slack paused it. */
const STARTED_PAUSED = 'Started paused (START_PAUSED=yes)';

/**
 * Nothing is placed from now on, because whoever starts the app says so. Call it before anything is claimed. It lasts
 * until somebody resumes in Slack. The reason of somebody's pause that stands already is kept.
 */
export async function pauseAtStart(deps: Omit<SwitchingDeps, keyof AuthorityDeps | 'policyInForce'>): Promise<void> {
  const before = await pauseSwitchIn(deps.settings).pause();
  if (before?.by !== null) {
    const reason = before ? `${STARTED_PAUSED}. Before that: ${before.reason}` : STARTED_PAUSED;
    const pause: Pause = { by: null, at: deps.clock.now(), reason, ...postsOf(before) };
    await deps.settings.set(PAUSE_KEY, JSON.stringify(pause), null);
  }
  await redrawWaitingOrders(deps);
}

const ORDERS_PER_PAGE = 100;

/** The cards of all orders that a pause keeps say so, or say it no more. Answers how many of them are approved. */
async function redrawWaitingOrders(deps: Omit<SwitchingDeps, keyof AuthorityDeps | 'policyInForce'>): Promise<number> {
  const states = ['awaiting_approval', 'approved'] as const;
  let approved = 0;
  let cursor: string | null = null;
  do {
    const page: OrderPage = await deps.orders.list({ states, limit: ORDERS_PER_PAGE }, cursor);
    approved += page.orders.filter(({ state }) => state === 'approved').length;
    for (const { facts } of page.orders) await requestRedraw(deps, facts.reference);
    cursor = page.cursor;
  } while (cursor !== null);
  deps.nudge();
  return approved;
}
