import { differenceInMilliseconds } from 'date-fns/differenceInMilliseconds';
import { drawnAs, isCardComing, isToBePostedAnew, needsCard } from '../../orders/decide/messages.ts';
import type { Effect } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { markOf } from '../../orders/history/card-mark.ts';
import type { Order } from '../../orders/order.ts';
import { isKeptByPause, type Pause } from '../../orders/pause.ts';
import { isCardLate, nextCardLookAt } from '../../orders/schedule.ts';
import { surfaceOf } from '../../orders/surface.ts';
import { SlackAsksToWait, ThreadClosed } from '../errors.ts';
import type { PauseSwitch } from '../pause-switch.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Delivery, Notifier, Redrawn } from '../ports/slack/notifier.ts';
import type { StoredOrder } from '../ports/stores/order-store.ts';
import type { StoreWitness } from '../store-trust/store-witness.ts';
import { DONE, type Performed } from './performed.ts';

export interface CardDeps {
  readonly notifier: Notifier;
  /** Says what a card that is drawn anew carries, so that no witness is overwritten. */
  readonly witness: Pick<StoreWitness, 'markFor' | 'witnessFor'>;
  readonly policyInForce: Pick<PolicyInForce, 'isNewest'>;
  readonly pauseSwitch: PauseSwitch;
  readonly clock: Clock;
  readonly log: Log;
}

/** So often the card of an order that needs none is tried again, once a day, while its channel is closed to the app. */
const TRIES_IN_CLOSED_CHANNEL = 30;

/**
 * Brings card and requester's message up to date. A card that is gone is posted anew while people need it; where only its
 * channel is closed, one that nobody needs is tried again daily: when the channel comes back, it must not show old buttons.
 * A look at the card comes again daily as long as people need it.
 */
export async function redraw(
  deps: CardDeps,
  stored: StoredOrder,
  { task, attempts }: Pick<Effect, 'task' | 'attempts'>,
): Promise<Performed> {
  const { lost, isRequesterDrawn } = await draw(deps, stored);
  // A look only asks whether the card is there; one that is seen as it was, and can be changed no more, is.
  const news = task.type === 'look_at_card' && lost?.isShown ? {} : newsOf(lost);
  if (!isRequesterDrawn) return { type: 'again', ...news };
  const isDaily = needsCard(stored.order)
    ? task.type === 'look_at_card'
    : lost?.mayReturn && attempts < TRIES_IN_CLOSED_CHANNEL;
  const now = deps.clock.now();
  if (!isDaily) return { type: 'done', ...news };
  return { type: 'again', ...news, waitMs: differenceInMilliseconds(nextCardLookAt(now), now) };
}

async function draw(deps: CardDeps, stored: StoredOrder): Promise<Redrawn> {
  const { order } = stored;
  const pause = await pauseOf(deps, order);
  return deps.notifier.redraw(order, pause, await deps.witness.markFor(stored));
}

function newsOf(lost: Redrawn['lost']): { readonly event?: OrderEvent } {
  if (!lost) return {};
  const { mayReturn: _channel, ...card } = lost;
  return { event: { type: 'card_lost', ...card } };
}

/** For so long a reminder waits for the card that it goes to; that may be late, or its channel may be closed. */
const FOR_THE_CARD_MS = 60 * 60_000;

/**
 * Reminds people in the card's thread. The card is drawn first: below one that was deleted nobody reads anything. When it turns
 * out to be gone it is posted anew, and the reminder goes there.
 */
export async function remind(deps: CardDeps, stored: StoredOrder, delivery: Delivery): Promise<Performed> {
  const { order } = stored;
  if (order.state !== 'awaiting_approval') return DONE;
  if (!surfaceOf(order, 'card')) return { type: 'again', waitMs: FOR_THE_CARD_MS };
  // Another process draws it, by the newest policy.
  if (!(await deps.policyInForce.isNewest())) return { type: 'again' };
  const { lost } = await draw(deps, stored);
  // One that is still seen, though it can be changed no more, has a thread that people find.
  if (lost && !lost.isShown) return { type: 'again', ...newsOf(lost) };
  return inThread(deps, order, () => deps.notifier.remind(order, delivery));
}

/**
 * Writes a line of history into the card's thread. One that came just as the card was found to be gone waits for the next:
 * it may ask people for something.
 */
export async function note(deps: CardDeps, order: Order, event: OrderEvent, delivery: Delivery): Promise<Performed> {
  if (isCardComing(order)) return { type: 'again' };
  return inThread(deps, order, () => deps.notifier.note(order, event, delivery));
}

/**
 * Writes into the card's thread. When the card turns out to be gone and is posted anew, it is written into the new thread;
 * a thread that takes no message any more is left in peace.
 */
export async function inThread(deps: CardDeps, order: Order, write: () => Promise<void>): Promise<Performed> {
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

/** A card that nobody needs is looked for so often, for about a day: it may be out with live buttons. */
const TRIES_FOR_NOBODY = 300;

/**
 * Posts the card. An order that was decided elsewhere and waits for nobody needs none; but when an earlier try may have posted
 * it, it is looked for, so that no card with live buttons stays behind.
 * Why a card does not get into the channel is told, and what should pass by itself, after ten minutes.
 */
export async function announce(
  deps: CardDeps,
  stored: StoredOrder,
  effect: Effect,
  delivery: Delivery,
): Promise<Performed> {
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
async function pauseOf(deps: CardDeps, order: Order): Promise<Pause | null> {
  return isKeptByPause(order) ? deps.pauseSwitch.pause() : null;
}
