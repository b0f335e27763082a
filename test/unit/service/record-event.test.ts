import { describe, expect, test } from '@jest/globals';
import { addHours } from 'date-fns';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { termsOf } from '../../../src/orders/order.ts';
import { approveOrder } from '../../../src/service/deciding/approve-order.ts';
import type { OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import { recordEvent, requestRedraw } from '../../../src/service/record-event.ts';

import { Reference, UserId } from '../../../src/values/ids.ts';
import { amir, anOrder, aReference, bea, noon, rita } from '../../support/builders.ts';
import { inWorld, type PlacingWorld } from './placing/placing-world.ts';

const { fingerprint } = termsOf(anOrder());
const approved = { type: 'approved', by: amir, fingerprint } as const;
const nobodys = Reference.parse('zzzzzz');

/** The store, in which others are faster so many times. */
function contested(world: PlacingWorld, times: number): { orders: OrderStore; tries: () => number } {
  let tries = 0;
  const replace: OrderStore['replace'] = async (version, change) => {
    tries += 1;
    return tries > times && world.store.replace(version, change);
  };
  return { orders: { ...world.store, replace }, tries: () => tries };
}

describe('an event', () => {
  test('is written with the order, its effects and its entry in the history at once', () =>
    inWorld(async (world) => {
      const before = await world.lived({});
      world.now = addHours(noon, 1);
      const recorded = await recordEvent(world.deps, aReference, approved);
      const after = await world.stored(aReference);
      expect(recorded).toEqual({ ok: true, order: after.order });
      expect(after).toMatchObject({ version: before.version + 1, lease: null, order: { state: 'approved' } });
      const history = await world.store.history(aReference);
      const mark = history[1]?.hash.slice(0, 8);
      expect(after.effects.map(({ id, task }) => `${id} ${task.type}`)).toEqual([
        '1.0 announce',
        '1.1 remind',
        '1.2 expire',
        `2.0.${mark} redraw`,
        `2.1.${mark} place`,
        `2.2.${mark} note`,
      ]);
      expect(history.map(({ event }) => event.type)).toEqual(['requested', 'approved']);
      expect(history[1]).toMatchObject({ sequence: 2, at: world.now, fingerprint, event: approved });
      expect(firstBrokenEntry(history)).toBeNull();
    }));

  test('causes effects whose marks nobody used before, when an earlier copy of the store was put back', async () => {
    const marksOf = async (at: Date) => {
      let marks: string[] = [];
      await inWorld(async (world) => {
        await world.lived({});
        world.now = at;
        await recordEvent(world.deps, aReference, approved);
        marks = (await world.stored(aReference)).effects.filter(({ task }) => task.type === 'note').map(({ id }) => id);
      });
      return marks;
    };
    const [first, second] = [await marksOf(addHours(noon, 1)), await marksOf(addHours(noon, 2))];
    expect(first).toHaveLength(1);
    expect(second).not.toEqual(first);
  });

  test('that is no news leaves no entry', () =>
    inWorld(async (world) => {
      const held = { type: 'held', reason: 'paused' } as const;
      await world.lived({}, approved, held, held);
      expect((await world.store.history(aReference)).map(({ event }) => event.type)).toEqual([
        'requested',
        'approved',
        'held',
      ]);
    }));

  test('that does not apply is refused with the order as it stands', () =>
    inWorld(async (world) => {
      const before = await world.lived({});
      const recorded = await recordEvent(world.deps, aReference, { ...approved, by: rita });
      expect(recorded).toEqual({ ok: false, refusal: 'own_order', order: before.order });
      expect(await world.stored(aReference)).toEqual(before);
    }));

  test('on an order that is not there is refused', () =>
    inWorld(async (world) => {
      const recorded = await recordEvent(world.deps, nobodys, approved);
      expect(recorded).toEqual({ ok: false, refusal: 'unknown_order', order: null });
    }));

  test.each<{ losses: number; tries: number; ok: boolean }>`
    losses | tries | ok
    ${0}   | ${1}  | ${true}
    ${19}  | ${20} | ${true}
    ${20}  | ${20} | ${false}
  `('that loses to others $losses times is tried $tries times', ({ losses, tries, ok }) =>
    inWorld(async (world) => {
      const { order } = await world.lived({});
      const contest = contested(world, losses);
      const recorded = await recordEvent({ ...world.deps, orders: contest.orders }, aReference, approved);
      expect(contest.tries()).toBe(tries);
      if (ok) expect(recorded).toMatchObject({ ok: true, order: { state: 'approved' } });
      else expect(recorded).toEqual({ ok: false, refusal: 'changed_meanwhile', order });
    }),
  );

  test('leaves a claim on the order to who holds it', () =>
    inWorld(async (world) => {
      await world.lived({});
      const [claimed] = await world.store.claimDue(noon, 30_000, 1, 'theirs');
      await recordEvent(world.deps, aReference, approved);
      expect((await world.stored(aReference)).lease).toEqual(claimed?.lease);
    }));
});

describe('an approval', () => {
  const click = { reference: aReference, fingerprint, by: amir };

  test('is counted and wakes the worker', () =>
    inWorld(async (world) => {
      await world.lived({});
      expect(await approveOrder(world.deps)(click)).toMatchObject({ ok: true, order: { state: 'approved' } });
      expect(world.nudges).toBe(1);
    }));

  test('of terms that moved is refused and wakes nobody', () =>
    inWorld(async (world) => {
      await world.lived({}, approved);
      expect(await approveOrder(world.deps)({ ...click, by: bea })).toMatchObject({ refusal: 'already_approved' });
      expect(world.nudges).toBe(0);
    }));

  test.each<{ by: UserId; reference: Reference; refusal: string }>`
    by                          | reference     | refusal
    ${rita}                     | ${aReference} | ${'not_an_approver'}
    ${UserId.parse('U0NOBODY')} | ${aReference} | ${'unknown_person'}
    ${rita}                     | ${nobodys}    | ${'not_an_approver'}
  `('by $by of $reference is refused: $refusal', ({ by, reference, refusal }) =>
    inWorld(async (world) => {
      const { order } = await world.lived({});
      const verdict = await approveOrder(world.deps)({ ...click, by, reference });
      expect(verdict).toEqual({ ok: false, refusal, order: reference === aReference ? order : null });
      expect((await world.stored(aReference)).order).toEqual(order);
    }),
  );
});

describe('a redraw that is asked for', () => {
  test('is due now, once, and changes nothing else', () =>
    inWorld(async (world) => {
      const before = await world.lived({}, approved);
      world.moveOn(1_000);
      await requestRedraw(world.deps, aReference);
      const after = await world.stored(aReference);
      expect({ ...after, effects: [], version: 0 }).toEqual({ ...before, effects: [], version: 0 });
      const redraws = after.effects.filter(({ task }) => task.type === 'redraw');
      expect(redraws).toEqual([
        { id: `${before.version + 1}.0`, task: { type: 'redraw' }, dueAt: world.now, attempts: 0 },
      ]);
      expect(after.effects).toHaveLength(before.effects.length);
    }));

  test.each<{ losses: number; tries: number }>`
    losses | tries
    ${0}   | ${1}
    ${3}   | ${4}
    ${99}  | ${20}
  `('is tried $tries times when others are faster $losses times', ({ losses, tries }) =>
    inWorld(async (world) => {
      await world.lived({});
      const contest = contested(world, losses);
      await requestRedraw({ ...world.deps, orders: contest.orders }, aReference);
      expect(contest.tries()).toBe(tries);
    }),
  );

  test('for an order that is not there is nothing', () =>
    inWorld(async (world) => {
      await expect(requestRedraw(world.deps, nobodys)).resolves.toBeUndefined();
    }));
});
