import { describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import type { Order } from '../../../src/orders/order.ts';
import { isFirstOrderIn } from '../../../src/service/first-order.ts';
import { performEffect } from '../../../src/service/worker/perform-effect.ts';
import { anOrder, aReference, noon } from '../../support/builders.ts';
import { anApprovedCancel } from '../../support/warrants.ts';
import { anIntent } from '../orders/sent.ts';
import { approvedThen, type Happening, inWorld, type PlacingWorld } from './placing/placing-world.ts';

const KEY = 'first_order_placed';
const mine = anOrder();
const another = anOrder({ reference: 'aaaaaa' });
const started: Happening = { type: 'placing_started', attempt: anIntent() };
const confirmed: Happening = { type: 'vendor_confirmed', vendorOrderId: null };
const unclear: Happening = { type: 'outcome_unclear', reason: 'no_answer', message: null };
const found: Happening = { type: 'vendor_order_found', vendorOrderId: 'recA', amountCents: 1_400 };
const unpaid: Happening = { type: 'vendor_could_not_charge', message: 'Declined' };

/** Draws the order anew as the worker does. */
async function redraw(world: PlacingWorld): Promise<void> {
  const stored = await world.stored(aReference);
  const mayGoOn = async () => true;
  const claim = { record: mayGoOn, begin: world.begin, keep: mayGoOn };
  await performEffect(world.deps, stored, { id: '1.0', task: { type: 'redraw' }, dueAt: noon, attempts: 0 }, claim);
}
const isFirst = (world: PlacingWorld, order: Order) => isFirstOrderIn(world.deps.settings)(order);

describe('the first order of an account', () => {
  test('is every order that charges something, until one is placed', () =>
    inWorld(async (world) => {
      expect([await isFirst(world, mine), await isFirst(world, another)]).toEqual([true, true]);
      expect(await isFirst(world, anApprovedCancel())).toBe(false);
    }));

  test.each<{ what: string; lived: Happening[]; isKnown: boolean }>`
    what                                   | lived                                      | isKnown
    ${'that waits'}                        | ${[]}                                      | ${false}
    ${'on its way'}                        | ${[approvedThen, started]}                 | ${false}
    ${'whose outcome is not known'}        | ${[approvedThen, started, unclear]}        | ${false}
    ${'whose payment is pending'}          | ${[approvedThen, started, unpaid]}         | ${false}
    ${'that was confirmed'}                | ${[approvedThen, started, confirmed]}      | ${true}
    ${'that was found without any answer'} | ${[approvedThen, started, unclear, found]} | ${true}
  `('is the one $what: $isKnown', ({ lived, isKnown }) =>
    inWorld(async (world) => {
      await world.lived({}, ...lived);
      await redraw(world);
      expect(await isFirst(world, mine)).toBe(true);
      expect(await isFirst(world, another)).toBe(!isKnown);
    }),
  );

  test('stays the one that it was', () =>
    inWorld(async (world) => {
      await world.deps.settings.set(KEY, JSON.stringify({ reference: 'aaaaaa', at: noon }), null);
      await world.lived({}, approvedThen, started, confirmed);
      await redraw(world);
      world.now = addMilliseconds(noon, 365 * 86_400_000);
      expect([await isFirst(world, mine), await isFirst(world, another)]).toEqual([false, true]);
    }));
});
