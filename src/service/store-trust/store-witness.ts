import { addMinutes } from 'date-fns/addMinutes';
import { subMinutes } from 'date-fns/subMinutes';
import { type CardMark, hasGoneBack, markOf } from '../../orders/history/card-mark.ts';
import { surfaceOf } from '../../orders/surface.ts';
import type { Reference } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { CardWitness } from '../ports/slack/card-witness.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { OrderStore, StoredOrder } from '../ports/stores/order-store.ts';
import type { StoreTrust } from './store-trust.ts';
import type { Suspicion } from './suspicion.ts';
import { keepWentBack, liftedAt, wentBackIn } from './went-back.ts';

/**
 * Whether an order may be placed as far as its store can be trusted: nothing is suspected, or its card is not newer than the
 * store; or `store_went_back`, which holds for every order of the account; or it has to wait, because its card says nothing.
 */
export type WitnessVerdict = 'not_needed' | 'agrees' | 'store_went_back' | 'wait';

export interface StoreWitness {
  /**
   * Asks for one order, as it was read. Each order is compared once per suspicion. One whose card says nothing waits twenty
   * minutes from the suspicion on, and until it was looked for twice in vain. Throws when the store does not answer.
   */
  witnessFor(stored: AskedAbout): Promise<WitnessVerdict>;
  /** A look that read everything found nothing of the order at the vendor. Two within five minutes count once. */
  lookedInVain(reference: Reference): void;
  /**
   * What a card that is drawn from this order now has to carry; null: it keeps what it carries, because that may be the only
   * witness. Compares first where that is needed. Throws when the store does not answer.
   */
  markFor(stored: AskedAbout): Promise<CardMark | null>;
}

type AskedAbout = Pick<StoredOrder, 'order' | 'head'>;

export interface WitnessDeps {
  readonly trust: Pick<StoreTrust, 'suspicion'>;
  readonly cards: CardWitness;
  readonly orders: Pick<OrderStore, 'history'>;
  readonly settings: KeyValueStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long an order waits whose card says nothing. The vendor lists what was made, at the latest after some minutes. */
export const SILENT_CARD_WAIT_MINUTES = 20;
const LOOKS_IN_VAIN = 2;
const LOOKS_APART_MINUTES = 5;
/** A card that says nothing is read again no sooner. */
const READ_AGAIN_MINUTES = 1;

/** An order whose card says nothing. */
interface Waiting {
  readonly readAgainAt: Date;
  readonly looks: number;
  readonly lastLookAt: Date | null;
}

/** Compares orders with their cards while the store may have gone back in time. */
export function storeWitness(deps: WitnessDeps): StoreWitness {
  let memory = memoryOf(0);
  const witnessFor = async ({ order, head }: AskedAbout): Promise<WitnessVerdict> => {
    const suspicion = await deps.trust.suspicion();
    if (await wentBackIn(deps.settings)) return 'store_went_back';
    const { reference, requestedAt } = order.facts;
    if (suspicion === null || requestedAt >= suspicion.since) return 'not_needed';
    if (memory.sinceMs !== suspicion.since.getTime()) memory = memoryOf(suspicion.since.getTime());
    const { agreed, waiting } = memory;
    if (agreed.has(reference)) return 'agrees';
    const now = deps.clock.now();
    const before = waiting.get(reference);
    if (!before || now >= before.readAgainAt) {
      const verdict = await compare(deps, order, head);
      if (verdict === 'agrees') agreed.add(reference);
      if (verdict !== 'silent') return verdict;
      const { looks = 0, lastLookAt = null } = waiting.get(reference) ?? {};
      waiting.set(reference, { readAgainAt: addMinutes(now, READ_AGAIN_MINUTES), looks, lastLookAt });
    }
    const looks = waiting.get(reference)?.looks ?? 0;
    return isWaitOver(suspicion, now) && looks >= LOOKS_IN_VAIN ? 'not_needed' : 'wait';
  };
  return {
    witnessFor,
    lookedInVain: (reference) => {
      const each = memory.waiting.get(reference);
      const now = deps.clock.now();
      if (!each || (each.lastLookAt && each.lastLookAt > subMinutes(now, LOOKS_APART_MINUTES))) return;
      memory.waiting.set(reference, { ...each, looks: each.looks + 1, lastLookAt: now });
    },
    markFor: async (stored) => {
      const verdict = await witnessFor(stored);
      const now = deps.clock.now();
      const mark = markOf(stored.head, now);
      if (verdict !== 'wait') return verdict === 'store_went_back' ? null : mark;
      const suspicion = await deps.trust.suspicion();
      return suspicion === null || isWaitOver(suspicion, now) ? mark : null;
    },
  };
}

/** What is remembered as long as the suspicion is the same. */
const memoryOf = (sinceMs: number) => ({
  sinceMs,
  agreed: new Set<Reference>(),
  waiting: new Map<Reference, Waiting>(),
});

const isWaitOver = ({ since }: Suspicion, now: Date): boolean => now >= addMinutes(since, SILENT_CARD_WAIT_MINUTES);

/** Reads the card first and the history after it, so that what was written and drawn in between accuses nobody. */
async function compare(
  { cards, orders, settings, clock, log }: WitnessDeps,
  order: AskedAbout['order'],
  head: AskedAbout['head'],
): Promise<'agrees' | 'store_went_back' | 'silent'> {
  const { reference } = order.facts;
  const card = surfaceOf(order, 'card');
  const read = card ? await cards.read(card) : null;
  if (read?.type !== 'drawn') return 'silent';
  if (!hasGoneBack([head], read)) return 'agrees';
  const lifted = await liftedAt(settings);
  if (lifted && read.drawnAt <= lifted) return 'agrees';
  if (!hasGoneBack(await orders.history(reference), read)) return 'agrees';
  await keepWentBack(settings, { reference, at: clock.now() });
  log.error({ reference, sequence: read.sequence }, 'The store went back in time: a card is newer than its order');
  return 'store_went_back';
}
