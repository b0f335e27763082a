import { describe, expect, test } from '@jest/globals';
import { addMilliseconds, addMinutes } from 'date-fns';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { markOf } from '../../../../src/orders/history/card-mark.ts';
import { newestTerms } from '../../../../src/orders/order.ts';
import { resumePlacing } from '../../../../src/service/deciding/pause-placing.ts';
import type { CardRead } from '../../../../src/service/ports/slack/card-witness.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { storeWitness } from '../../../../src/service/store-trust/store-witness.ts';
import type { Suspicion } from '../../../../src/service/store-trust/suspicion.ts';
import { liftedAt, liftWentBack, wentBackIn } from '../../../../src/service/store-trust/went-back.ts';
import { aLine, amir, anOrder, aPurchase, approvals, aReference, noon } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const announced: OrderEvent = { type: 'announced', card: { channelId: approvals, ts: '1.1' } };
const approved: OrderEvent = { type: 'approved', by: amir, fingerprint: newestTerms(anOrder()).fingerprint };
const NO_MARK: CardRead = { type: 'no_mark' };
const UNREADABLE: CardRead = { type: 'unreadable' };
/** A second order, with names of its own. */
const another = { reference: '8f3k2q', purchase: aPurchase({ lines: [aLine('outlook')] }) };
/** A minute after the order was requested. */
const since = addMinutes(noon, 1);

type Says = CardRead | (() => Promise<CardRead>);
interface State {
  says: Says;
  reads: number;
  suspicion: Suspicion | null;
}

/** A process whose store is suspected, and a Slack whose card says what the test wants. */
function suspecting(world: PlacingWorld, says: Says) {
  const state: State = { says, reads: 0, suspicion: { since, because: 'origin' } };
  if (world.now < since) world.now = since;
  const witness = storeWitness({
    ...world.deps,
    trust: { suspicion: async () => state.suspicion },
    cards: {
      read: async () => {
        state.reads += 1;
        return typeof state.says === 'function' ? state.says() : state.says;
      },
    },
  });
  return Object.assign(state, { witness, ask: (stored: StoredOrder) => witness.witnessFor(stored) });
}
type Drawn = Extract<CardRead, { type: 'drawn' }>;
const drawnFrom = ({ head }: Pick<StoredOrder, 'head'>, drawnAt = noon): Drawn => ({
  type: 'drawn',
  ...markOf(head, drawnAt),
});
/** The card of a store that went on, and then went back to what is stored. */
const newer = ({ head }: StoredOrder, drawnAt = noon): Drawn =>
  drawnFrom({ head: { sequence: head.sequence + 2, hash: 'f'.repeat(64) } }, drawnAt);

describe('an order needs no witness', () => {
  test('while nothing is suspected', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, UNREADABLE);
      process.suspicion = null;
      expect(await process.ask(stored)).toBe('not_needed');
      expect(process.reads).toBe(0);
    }));

  test('when it was requested since', () =>
    inWorld(async (world) => {
      const process = suspecting(world, UNREADABLE);
      const later = await world.lived({ requestedAt: since }, announced, approved);
      expect(await process.ask(later)).toBe('not_needed');
      const requestedAt = addMilliseconds(since, -1);
      expect(await process.ask(await world.lived({ ...another, requestedAt }))).toBe('wait');
    }));
});

describe('a card that was drawn from the order', () => {
  test('as it is stored agrees, and is read once per suspicion', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, drawnFrom(stored));
      expect(await process.ask(stored)).toBe('agrees');
      process.says = UNREADABLE;
      expect(await process.ask(stored)).toBe('agrees');
      expect(process.reads).toBe(1);
      process.suspicion = { since: addMinutes(since, 1), because: 'standstill' };
      expect(await process.ask(stored)).toBe('wait');
    }));

  test('as it was before agrees', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const [first] = await world.store.history(aReference);
      if (!first) throw new Error('There is a first entry');
      expect(await suspecting(world, drawnFrom({ head: first })).ask(stored)).toBe('agrees');
    }));

  test('that others moved on after it was read here accuses nobody', () =>
    inWorld(async (world) => {
      const process = suspecting(world, NO_MARK);
      const stale = await world.lived({}, announced);
      process.says = async () => {
        await recordEvent(world.deps, aReference, approved);
        return drawnFrom(await world.stored(aReference));
      };
      expect(await process.ask(stale)).toBe('agrees');
    }));

  test('of a later time proves that the store went back, for every order of the account', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const other = await world.lived({ ...another, requestedAt: since });
      const process = suspecting(world, newer(stored));
      expect(await process.ask(other)).toBe('not_needed');
      expect(await process.ask(stored)).toBe('store_went_back');
      const proof = { reference: aReference, at: since };
      expect(await wentBackIn(world.deps.settings)).toEqual(proof);
      world.moveOn(60_000);
      process.says = drawnFrom(stored);
      expect(await process.ask(stored)).toBe('store_went_back');
      expect(await process.ask(other)).toBe('store_went_back');
      expect(await suspecting(world, NO_MARK).ask(other)).toBe('store_went_back');
      expect(await wentBackIn(world.deps.settings)).toEqual(proof);
      expect(world.logged).toEqual(['error: The store went back in time: a card is newer than its order']);
    }));
});

describe('the proof that the store went back is lifted', () => {
  test('and what cards said until then accuses nobody, what they say later does', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, newer(stored));
      await process.ask(stored);
      world.moveOn(60_000);
      await liftWentBack(world.deps);
      expect(await wentBackIn(world.deps.settings)).toBeNull();
      expect(await process.ask(stored)).toBe('agrees');
      const later = suspecting(world, newer(stored, addMinutes(since, 1)));
      expect(await later.ask(stored)).toBe('agrees');
      const last = suspecting(world, newer(stored, addMilliseconds(addMinutes(since, 1), 1)));
      expect(await last.ask(stored)).toBe('store_went_back');
    }));

  test('by an approver who lets orders be placed again, and by nobody else', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      await suspecting(world, newer(stored)).ask(stored);
      await resumePlacing(world.deps)(stored.order.facts.requestedBy);
      expect(await wentBackIn(world.deps.settings)).not.toBeNull();
      await resumePlacing(world.deps)(amir);
      expect(await wentBackIn(world.deps.settings)).toBeNull();
    }));

  test('only when there is one: else a resume would end a suspicion that nobody looked into', () =>
    inWorld(async (world) => {
      await liftWentBack(world.deps);
      expect(await liftedAt(world.deps.settings)).toBeNull();
    }));
});

describe('an order whose card says nothing', () => {
  test.each([NO_MARK, UNREADABLE])('waits twenty minutes and two looks in vain: %j', (says) =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, says);
      await process.ask(stored);
      process.witness.lookedInVain(aReference);
      world.moveOn(10 * 60_000);
      process.witness.lookedInVain(aReference);
      world.moveOn(10 * 60_000 - 1);
      expect(await process.ask(stored)).toBe('wait');
      world.moveOn(1);
      expect(await process.ask(stored)).toBe('not_needed');
    }),
  );

  test('is not helped by looks that follow each other at once', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, UNREADABLE);
      await process.ask(stored);
      world.moveOn(20 * 60_000);
      process.witness.lookedInVain(aReference);
      world.moveOn(5 * 60_000 - 1);
      process.witness.lookedInVain(aReference);
      expect(await process.ask(stored)).toBe('wait');
      world.moveOn(1);
      process.witness.lookedInVain(aReference);
      expect(await process.ask(stored)).toBe('not_needed');
    }));

  test('waits without a card, too', () =>
    inWorld(async (world) => {
      const process = suspecting(world, NO_MARK);
      expect(await process.ask(await world.lived({}))).toBe('wait');
      expect(process.reads).toBe(0);
    }));

  test('is read again after a minute, and goes on or not by what it says then', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, UNREADABLE);
      await process.ask(stored);
      process.says = drawnFrom(stored);
      world.moveOn(60_000 - 1);
      expect(await process.ask(stored)).toBe('wait');
      expect(process.reads).toBe(1);
      world.moveOn(1);
      expect(await process.ask(stored)).toBe('agrees');
    }));
});

describe('a card that is drawn', () => {
  const marked = async (process: ReturnType<typeof suspecting>, stored: StoredOrder) =>
    (await process.witness.markFor(stored))?.sequence ?? null;

  test('carries the head while the store is trusted, or the card agreed', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, drawnFrom(stored));
      expect(await process.witness.markFor(stored)).toEqual(markOf(stored.head, since));
      process.suspicion = null;
      process.says = UNREADABLE;
      expect(await process.witness.markFor(stored)).toEqual(markOf(stored.head, since));
    }));

  test('keeps what it carries when that is newer than the store, also once that is proven', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, newer(stored));
      expect(await marked(process, stored)).toBeNull();
      expect(await wentBackIn(world.deps.settings)).not.toBeNull();
      expect(await marked(process, stored)).toBeNull();
    }));

  test('keeps what it carries for twenty minutes while that cannot be read', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, approved);
      const process = suspecting(world, UNREADABLE);
      expect(await marked(process, stored)).toBeNull();
      world.moveOn(20 * 60_000 - 1);
      expect(await marked(process, stored)).toBeNull();
      world.moveOn(1);
      expect(await marked(process, stored)).toBe(stored.head.sequence);
    }));
});
