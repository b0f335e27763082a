import { loginIdsOf } from '../../acts/act.ts';
import { markOf } from '../../orders/card-mark.ts';
import { questionOf } from '../../orders/decide/settle-resembling.ts';
import type { Effect, EffectTask, Reached } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { actOf, isDoneWithLogins, type Order } from '../../orders/order.ts';
import { isKeptByPause, type Pause } from '../../orders/pause.ts';
import { surfaceOf } from '../../orders/surface.ts';
import { concludeOrder } from '../acts/acts-at-vendor.ts';
import { rememberIfPlaced } from '../first-order.ts';
import { type HoldForRead, OrderLost } from '../placing/held-reads.ts';
import { lookAtProgress, lookForOrder } from '../placing/look-for-order.ts';
import { type Claim, type PlacingDeps, placeOrder } from '../placing/place-order.ts';
import type { VendorLists } from '../placing/vendor-lists.ts';
import type { KeyValueStore } from '../ports/key-value-store.ts';
import type { Delivery, Notifier } from '../ports/notifier.ts';
import type { StoredOrder } from '../ports/order-store.ts';
import type { StoreWitness } from '../store-trust/store-witness.ts';
import type { WhenFree } from './concurrency-limit.ts';
import { tellApprovers, tellRequester } from './tell-people.ts';

export interface EffectDeps extends PlacingDeps {
  readonly notifier: Notifier;
  readonly lists: VendorLists;
  /** Keeps over restarts which order was the first. */
  readonly settings: KeyValueStore;
  /** Says what a card that is drawn anew carries, so that no witness is overwritten. */
  readonly witness: StoreWitness;
  /** Bounds how many orders are placed at the same time. */
  readonly whenFree: WhenFree;
}

/** The hold on a claimed order while one of its effects is performed. */
export interface EffectClaim extends Claim {
  readonly holdForRead: HoldForRead;
}

/**
 * What performing an effect came to: done, with what happened; to be done again later, with what happened so far; or not
 * begun, because there was no room for it. `reached` is who needs no second message, `waitMs` how long to wait at least.
 */
export type Performed =
  | { readonly type: 'done'; readonly event?: OrderEvent }
  | { readonly type: 'again'; readonly event?: OrderEvent; readonly reached?: Reached; readonly waitMs?: number }
  | { readonly type: 'no_room' };

const DONE: Performed = { type: 'done' };
const NO_ROOM: Performed = { type: 'no_room' };

/** A fresh effect is performed within moments; one that is this old may have been begun by somebody who died. */
const FRESH_FOR_MS = 5_000;

/**
 * Performs one effect of a claimed order, once. Throws when it could not be done now; it then stays due. An effect that
 * the order has outlived is done without doing anything.
 */
export async function performEffect(
  deps: EffectDeps,
  stored: StoredOrder,
  effect: Effect,
  claim: EffectClaim,
): Promise<Performed> {
  const { order } = stored;
  const { task } = effect;
  const ageMs = deps.clock.now().getTime() - effect.dueAt.getTime();
  const delivery: Delivery = {
    effectId: `${order.facts.reference}.${effect.id}`,
    isRetry: effect.attempts > 0 || ageMs > FRESH_FOR_MS,
  };
  if (isOvertaken(order, task)) return DONE;
  switch (task.type) {
    case 'announce':
      return announce(deps, stored, effect, delivery);
    case 'attach_list':
      await deps.notifier.attachList(order, delivery);
      return DONE;
    case 'note':
      await deps.notifier.note(order, task.event, task.at, delivery);
      return DONE;
    case 'tell':
      return task.to === 'requester'
        ? tellRequester(deps, { order, notice: task.notice, delivery })
        : tellApprovers(deps, { order, notice: task.notice, delivery }, effect, claim.keep);
    case 'redraw':
    case 'redraw_again':
      // Another process draws it, by the newest policy.
      if (!(await deps.policyInForce.isNewest())) return { type: 'again' };
      await rememberIfPlaced(deps.settings, order, deps.clock.now());
      await deps.notifier.redraw(order, await pauseOf(deps, order), await deps.witness.markFor(stored));
      return DONE;
    case 'place':
      return (await deps.whenFree(() => placeOrder(deps)(stored, claim))) === null ? NO_ROOM : DONE;
    case 'reconcile':
      return looked(() => lookForOrder(deps, order, claim.holdForRead));
    case 'watch':
      return looked(() => lookAtProgress(deps, order, claim.holdForRead));
    case 'remind':
      if (order.state === 'awaiting_approval' && surfaceOf(order, 'card')) await deps.notifier.remind(order, delivery);
      return DONE;
    case 'expire':
      // While placing is paused nothing ends by itself: after a restored backup people look first what was paid since.
      return (await deps.pauseSwitch.pause()) ? { type: 'again' } : { type: 'done', event: { type: 'expired' } };
    case 'conclude':
      await concludeOrder(deps, order);
      return DONE;
    case 'erase_logins':
      if (isDoneWithLogins(order)) await Promise.all(loginIdsOf(actOf(order)).map((id) => deps.vault.erase(id)));
      return DONE;
  }
}

/** What a look came to. When the order was lost on the way, its holder looks. */
async function looked(look: () => Promise<OrderEvent | null>): Promise<Performed> {
  try {
    const event = await look();
    return event ? { type: 'done', event } : DONE;
  } catch (error) {
    if (error instanceof OrderLost) return DONE;
    throw error;
  }
}

/** Whether a message that was put off has been overtaken: what it says or asks is over. */
function isOvertaken(order: Order, task: EffectTask): boolean {
  switch (task.type) {
    case 'note':
      return (
        task.event.type === 'outcome_unclear' && task.event.reason === 'unfamiliar' && order.state !== 'outcome_unknown'
      );
    case 'tell':
      if (task.notice === 'outcome_unknown') return order.state !== 'outcome_unknown';
      return task.notice === 'resembling_order' && questionOf(order) === null;
    default:
      return false;
  }
}

/**
 * Posts the card. An order that ended before its card was out needs none; but when an earlier try may have posted it, it is
 * looked for, so that no card with live buttons stays behind. A channel that has to be fixed is told once.
 */
async function announce(deps: EffectDeps, stored: StoredOrder, effect: Effect, delivery: Delivery): Promise<Performed> {
  const { order } = stored;
  const isOver = order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired';
  if (surfaceOf(order, 'card') || (isOver && !delivery.isRetry)) return DONE;
  // Another process posts it, by the newest policy.
  if (!(await deps.policyInForce.isNewest())) return { type: 'again' };
  const mark = markOf(stored.head, deps.clock.now());
  // A store that may have gone back may have forgotten a card: one that is there is found, and says what it knows.
  const isInDoubt = (await deps.witness.witnessFor(stored)) !== 'not_needed';
  const asked = { ...delivery, isRetry: delivery.isRetry || isInDoubt };
  const announced = await deps.notifier.announce(order, asked, await pauseOf(deps, order), mark);
  if (announced.ok) return { type: 'done', event: { type: 'announced', card: announced.card } };
  if (effect.attempts > 0) return { type: 'again' };
  return { type: 'again', event: { type: 'announce_failed', failure: announced.failure } };
}

/** The pause that keeps the order from going on; null when there is none, or the order is past it. */
async function pauseOf(deps: EffectDeps, order: Order): Promise<Pause | null> {
  return isKeptByPause(order) ? deps.pauseSwitch.pause() : null;
}
