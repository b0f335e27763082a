import { loginIdsOf } from '../../acts/act.ts';
import { markOf } from '../../orders/card-mark.ts';
import { drawnAs, isToBePostedAnew, needsCard } from '../../orders/decide/messages.ts';
import { questionOf } from '../../orders/decide/settle-resembling.ts';
import type { Effect, EffectTask, Reached } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { actOf, isDoneWithLogins, type Order } from '../../orders/order.ts';
import { isKeptByPause, type Pause } from '../../orders/pause.ts';
import { isCardLate } from '../../orders/schedule.ts';
import { AnnounceFailure, surfaceOf } from '../../orders/surface.ts';
import { concludeOrder } from '../acts/acts-at-vendor.ts';
import { SlackAsksToWait, ThreadClosed } from '../errors.ts';
import { rememberIfPlaced } from '../first-order.ts';
import { OrderLost } from '../placing/held-reads.ts';
import { lookAtProgress, lookForOrder } from '../placing/look-for-order.ts';
import { type Claim, type PlacingDeps, placeOrder } from '../placing/place-order.ts';
import type { VendorLists } from '../placing/vendor-lists.ts';
import type { KeyValueStore } from '../ports/key-value-store.ts';
import type { Delivery, Notifier } from '../ports/notifier.ts';
import type { StoredOrder } from '../ports/order-store.ts';
import type { SetUpTimes } from '../set-up-times.ts';
import type { StoreWitness } from '../store-trust/store-witness.ts';
import type { WhenFree } from './concurrency-limit.ts';
import { handOver } from './hand-over.ts';
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
}

/** The hold on a claimed order while one of its effects is performed. */
export type EffectClaim = Claim;

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
      return inThread(deps, order, () => deps.notifier.attachList(order, delivery));
    case 'note':
      return inThread(deps, order, () => deps.notifier.note(order, task.event, delivery));
    case 'tell':
      return task.to === 'requester'
        ? tellRequester(deps, { order, notice: task.notice, delivery })
        : tellApprovers(deps, { order, notice: task.notice, delivery }, effect, claim.keep);
    case 'redraw':
    case 'redraw_again':
      // Another process draws it, by the newest policy.
      if (!(await deps.policyInForce.isNewest())) return { type: 'again' };
      await rememberIfPlaced(deps.settings, order, deps.clock.now());
      return redraw(deps, stored);
    case 'place':
      return (await deps.whenFree(() => placeOrder(deps)(stored, claim))) === null ? NO_ROOM : DONE;
    case 'reconcile':
      return looked(() => lookForOrder(deps, order, claim.keep));
    case 'watch':
      return looked(() => lookAtProgress(deps, order, claim));
    case 'remind':
      if (order.state !== 'awaiting_approval' || !surfaceOf(order, 'card')) return DONE;
      return inThread(deps, order, () => deps.notifier.remind(order, delivery));
    case 'expire':
      // While placing is paused nothing ends by itself: after a restored backup people look first what was paid since.
      return (await deps.pauseSwitch.pause()) ? { type: 'again' } : { type: 'done', event: { type: 'expired' } };
    case 'hand_over':
      await deps.setUpTimes.remember(order);
      await handOver(deps, order, delivery);
      return DONE;
    case 'conclude':
      await concludeOrder(deps, order);
      return DONE;
    case 'erase_logins':
      if (isDoneWithLogins(order)) await Promise.all(loginIdsOf(actOf(order)).map((id) => deps.vault.erase(id)));
      return DONE;
  }
}

async function redraw(deps: EffectDeps, stored: StoredOrder): Promise<Performed> {
  const { order } = stored;
  const pause = await pauseOf(deps, order);
  const { lost, isRequesterDrawn } = await deps.notifier.redraw(order, pause, await deps.witness.markFor(stored));
  const event = lost ? ({ event: { type: 'card_lost', ...lost } } as const) : {};
  return { type: isRequesterDrawn ? 'done' : 'again', ...event };
}

/**
 * Writes into the card's thread. When the card turns out to be gone and is posted anew, it is written into the new thread;
 * a thread that takes no message any more is left in peace.
 */
async function inThread(deps: EffectDeps, order: Order, write: () => Promise<void>): Promise<Performed> {
  try {
    await write();
    return DONE;
  } catch (error) {
    if (!(error instanceof ThreadClosed)) throw error;
    const { reference } = order.facts;
    deps.log.warn({ reference, error }, 'The thread of an order takes no message; it is not tried again there');
    const card = surfaceOf(order, 'card');
    if (!card || !error.isCardLost || !isToBePostedAnew(order, card, deps.clock.now())) return DONE;
    return { type: 'again', event: { type: 'card_lost', card, word: error.word } };
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

/** A card that nobody needs is looked for so often, for about a day: it may be out with live buttons. */
const TRIES_FOR_NOBODY = 300;

/**
 * Posts the card. An order that was decided elsewhere and waits for nobody needs none; but when an earlier try may have posted
 * it, it is looked for, so that no card with live buttons stays behind.
 * Why a card does not get into the channel is told, and what should pass by itself, after ten minutes.
 */
async function announce(deps: EffectDeps, stored: StoredOrder, effect: Effect, delivery: Delivery): Promise<Performed> {
  const { order } = stored;
  const isOver = !needsCard(order);
  const isAnew = surfaceOf(order, 'former_card') !== null;
  if (surfaceOf(order, 'card') || (isOver && (isAnew || !delivery.isRetry))) return DONE;
  // Another process posts it, by the newest policy.
  if (!(await deps.policyInForce.isNewest())) return { type: 'again' };
  // A card that is gone was the witness of this order: none takes its place while the store is in doubt.
  const mark = isAnew ? await deps.witness.markFor(stored) : markOf(stored.head, deps.clock.now());
  if (mark === null) return { type: 'again' };
  // A store that may have gone back may have forgotten a card: one that is there is found, and says what it knows.
  const isInDoubt = (await deps.witness.witnessFor(stored)) !== 'not_needed';
  const asked = { ...delivery, isRetry: delivery.isRetry || isInDoubt };
  try {
    const announced = await deps.notifier.announce(order, asked, await pauseOf(deps, order), mark);
    if (announced.ok) {
      // One that is looked for first may be found, and say something older.
      const drawn = asked.isRetry ? null : drawnAs(order);
      return { type: 'done', event: { type: 'announced', card: announced.card, ...(drawn && { drawn }) } };
    }
    const { failure, word } = announced;
    if (!isOver) return { type: 'again', event: { type: 'announce_failed', failure, word } };
    return effect.attempts < TRIES_FOR_NOBODY ? { type: 'again' } : DONE;
  } catch (error) {
    const missingSince = order.cardTrouble?.since ?? order.facts.requestedAt;
    if (isOver || !isCardLate(missingSince, deps.clock.now())) throw error;
    const { reference } = order.facts;
    deps.log.warn({ reference, attempts: effect.attempts + 1, error }, 'A card could not be posted for ten minutes');
    const waitMs = error instanceof SlackAsksToWait ? error.waitMs : 0;
    return { type: 'again', event: { type: 'announce_failed', failure: 'card_late', word: null }, waitMs };
  }
}

/** The pause that keeps the order from going on; null when there is none, or the order is past it. */
async function pauseOf(deps: EffectDeps, order: Order): Promise<Pause | null> {
  return isKeptByPause(order) ? deps.pauseSwitch.pause() : null;
}
