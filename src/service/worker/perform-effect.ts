import { loginIdsOf } from '../../acts/act.ts';
import { questionOf } from '../../orders/decide/settle-resembling.ts';
import type { Effect, EffectTask } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { actOf, type Order } from '../../orders/order.ts';
import { isDoneWithLogins } from '../../orders/standing/ends.ts';
import { AnnounceFailure, surfaceOf } from '../../orders/surface.ts';
import { concludeOrder } from '../acts/acts-at-vendor.ts';
import { rememberIfPlaced } from '../first-order.ts';
import { OrderLost } from '../placing/held-reads.ts';
import { lookAtProgress, lookForOrder } from '../placing/looking/look-for-order.ts';
import { type Claim, type PlacingDeps, placeOrder } from '../placing/place-order.ts';
import type { VendorLists } from '../placing/vendor-lists.ts';
import type { Delivery, Notifier } from '../ports/slack/notifier.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { StoredOrder } from '../ports/stores/order-store.ts';
import type { SetUpTimes } from '../set-up-times.ts';
import type { StoreWitness } from '../store-trust/store-witness.ts';
import { announce, inThread, note, redraw, remind } from './card-effects.ts';
import type { WhenFree } from './concurrency-limit.ts';
import { handOver } from './hand-over.ts';
import { DONE, type Performed } from './performed.ts';
import { tellApprovers, tellRequester } from './tell-people.ts';

export interface EffectDeps extends PlacingDeps {
  readonly notifier: Notifier;
  readonly lists: VendorLists;
  /** Keeps over restarts which order was the first. */
  readonly settings: KeyValueStore;
  /** Keeps how long the set-up of orders took. */
  readonly setUpTimes: SetUpTimes;
  /** Says what a card that is drawn anew carries, so that no witness is overwritten. */
  readonly witness: StoreWitness;
  /** Bounds how many orders are placed at the same time. */
  readonly whenFree: WhenFree;
  /** Bounds how many orders wait at the same time for what the vendor shows. */
  readonly whenFreeToLook: WhenFree;
}

/** The hold on a claimed order while one of its effects is performed. */
export type EffectClaim = Claim;

/** An order that found no room is given back meanwhile: nobody waits in line under a lease. */
const NO_ROOM_TO_PLACE: Performed = { type: 'no_room', againMs: 2_000 };
/** Nobody waits for a look as for a payment, and each try is a write: there may be a thousand while the vendor is away. */
const NO_ROOM_TO_LOOK: Performed = { type: 'no_room', againMs: 15_000 };

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
      return inThread(deps, order, () => deps.notifier.attachList(order, delivery));
    case 'note':
      return note(deps, order, task.event, delivery);
    case 'tell':
      return task.to === 'requester'
        ? tellRequester(deps, { order, notice: task.notice, delivery })
        : tellApprovers(deps, { order, notice: task.notice, delivery }, effect, claim.keep);
    case 'redraw':
    case 'redraw_again':
    case 'look_at_card':
      // Another process draws it, by the newest policy.
      if (!(await deps.policyInForce.isNewest())) return { type: 'again' };
      await rememberIfPlaced(deps.settings, order, deps.clock.now());
      return redraw(deps, stored, effect);
    case 'place':
      return (await deps.whenFree(() => placeOrder(deps)(stored, claim))) === null ? NO_ROOM_TO_PLACE : DONE;
    case 'reconcile':
      return looking(deps, () => looked(() => lookForOrder(deps, order, claim.keep)));
    case 'watch':
      return looking(deps, () => looked(() => lookAtProgress(deps, order, claim)));
    case 'remind':
      return remind(deps, stored, delivery);
    case 'expire':
      // While placing is paused nothing ends by itself: after a restored backup people look first what was paid since.
      return (await deps.pauseSwitch.pause()) ? { type: 'again' } : { type: 'done', event: { type: 'expired' } };
    case 'hand_over':
      return looking(deps, async () => {
        await deps.setUpTimes.remember(order);
        await handOver(deps, order, delivery);
        return DONE;
      });
    case 'conclude':
      return looking(deps, async () => {
        await concludeOrder(deps, order);
        return DONE;
      });
    case 'erase_logins':
      if (isDoneWithLogins(order)) await Promise.all(loginIdsOf(actOf(order)).map((id) => deps.vault.erase(id)));
      return DONE;
  }
}

/** What may wait for the vendor for minutes, when it is slow or refuses: so many at once that cards are drawn beside it. */
async function looking({ whenFreeToLook }: EffectDeps, look: () => Promise<Performed>): Promise<Performed> {
  return (await whenFreeToLook(look)) ?? NO_ROOM_TO_LOOK;
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
      if (task.notice === 'requested') return surfaceOf(order, 'requester') !== null;
      if (AnnounceFailure.safeParse(task.notice).success) return surfaceOf(order, 'card') !== null;
      // Told late, it would come after the news that all works.
      if (task.notice === 'placed') return order.state === 'active' || order.state === 'cancelled';
      if (task.notice === 'outcome_unknown') return order.state !== 'outcome_unknown';
      if (task.notice === 'on_hold') return order.state !== 'approved' || order.hold === null;
      if (task.notice === 'payment_reminder') return order.state !== 'payment_pending';
      return task.notice === 'resembling_order' && questionOf(order) === null;
    default:
      return false;
  }
}
