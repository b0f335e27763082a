import { describe, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { ownsName } from '../../../src/acts/claim.ts';
import { fingerprintByForm } from '../../../src/orders/approval/fingerprint.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { ORDER_STATES, type Order, termsOf } from '../../../src/orders/order.ts';
import type { OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import { changeFor } from '../../../src/service/record-event.ts';
import { readFirstFormEvent } from '../../../src/storage/first-form/read-event.ts';
import { aDomain, aPurchase, aSalt } from '../../support/builders.ts';
import {
  FIRST_FORM_ORDERS,
  type FirstFormOrder,
  firstFormEventOf,
  firstFormOrder,
  type Step,
} from '../../support/rows/first-form.ts';
import { effectsTold, told } from '../../support/rows/told.ts';
import { insertionOf, known, LEASE_MS } from './order-store-support.ts';

/** Opens a store that a bot of then left with an order in it; in its oldest shape when `isOldest`. */
export type OpenWith = (order: FirstFormOrder, isOldest?: boolean) => Promise<OrderStore>;

/** Events that orders take by now, and did not take then, by their state. */
const LEARNT: ReadonlySet<string> = new Set(['payment_pending vendor_cancelled']);

/** The event of a step as one of today's, for the order as it stands now. */
function eventNow({ event }: Pick<Step, 'event'>, order: Order) {
  const { act, firstForm, fingerprint } = termsOf(order);
  return readFirstFormEvent(firstFormEventOf(event, fingerprint), firstForm?.purchase ?? act);
}

/** Lives a step on the store, and tells what came of it. */
async function lived(orders: OrderStore, { row }: FirstFormOrder, step: Pick<Step, 'event'>, at: Date) {
  const stored = await known(orders, row.reference);
  const event = eventNow(step, stored.order);
  const decision = decide(stored.order, event, at);
  if (!decision.ok) return `refused: ${decision.refusal}`;
  const result = changeFor(stored, event, at, { pending: stored.effects, lease: stored.lease, salt: aSalt });
  if (!result.ok) throw new Error('It was accepted a moment ago');
  expect(await orders.replace(stored.version, result.change)).toBe(true);
  const { order } = await known(orders, row.reference);
  return `${decision.isNews ? '' : '(no news) '}${told(order)} | ${effectsTold(decision.effects, at)}`;
}

/** Orders that were written by a bot which knew the first form only, checked on real stores. */
export function firstFormContract(name: string, open: OpenWith): void {
  describe(`rows of the first form on ${name}`, () => {
    describe('are read', () => areRead(open));
    describe('live on', () => liveOn(open));
    describe('keep what they have', () => keepTheirs(open));
  });
}

function areRead(open: OpenWith): void {
  test('are there in every state', () => {
    const states = FIRST_FORM_ORDERS.map((name) => firstFormOrder(name).row.state);
    expect(new Set(states)).toEqual(new Set(ORDER_STATES));
  });

  test.each(FIRST_FORM_ORDERS)('%s is read, whatever the shape of its store, and says what it said', async (name) => {
    const written = firstFormOrder(name);
    const orders = await open(written);
    const stored = await known(orders, written.row.reference);
    expect(told(stored.order)).toBe(written.row.told);
    expect(stored).toMatchObject({ version: written.row.version, head: JSON.parse(written.row.head), lease: null });
    const ids = (effects: readonly { readonly id: string }[]) => effects.map(({ id }) => id);
    expect(ids(stored.effects)).toEqual(ids(JSON.parse(written.row.effects)));
    const oldest = await open(written, true);
    expect(await known(oldest, written.row.reference)).toStrictEqual(stored);
    for (const terms of stored.order.terms) {
      expect(terms.fingerprint).toBe(fingerprintByForm(written.row.reference, terms));
    }
  });
}

function liveOn(open: OpenWith): void {
  test.each(FIRST_FORM_ORDERS)('%s goes on as it would have', async (name) => {
    const written = firstFormOrder(name);
    for (const story of written.stories) {
      const orders = await open(written);
      let at = written.row.at;
      for (const step of story) {
        at = addMinutes(at, 1);
        expect([step.event, await lived(orders, written, step, at)]).toEqual([step.event, step.outcome]);
      }
    }
  });

  test.each(FIRST_FORM_ORDERS)('%s refuses what it would have refused', async (name) => {
    const written = firstFormOrder(name);
    const orders = await open(written);
    for (const { event, refusal } of written.refused) {
      if (LEARNT.has(`${written.row.state} ${event.type}`)) continue;
      const at = addMinutes(written.row.at, 1);
      expect([event, await lived(orders, written, { event }, at)]).toEqual([event, `refused: ${refusal}`]);
    }
  });
}

function keepTheirs(open: OpenWith): void {
  test.each(FIRST_FORM_ORDERS)('the history of %s holds, and goes on to hold', async (name) => {
    const written = firstFormOrder(name);
    const orders = await open(written);
    const { reference } = written.row;
    const before = await orders.history(reference);
    expect(before.map(({ form }) => form)).toEqual(written.history.map(() => 1));
    expect(firstBrokenEntry(before)).toBeNull();
    const [story = []] = written.stories.toSorted((left, right) => right.length - left.length);
    let at = written.row.at;
    for (const step of story) {
      at = addMinutes(at, 1);
      await lived(orders, written, step, at);
    }
    const after = await orders.history(reference);
    expect(after.slice(0, before.length)).toStrictEqual(before);
    expect(after.slice(before.length).map(({ form }) => form)).toEqual(after.slice(before.length).map(() => 2));
    expect(firstBrokenEntry(after)).toBeNull();
    const [first, ...later] = before;
    if (first?.form !== 1) throw new Error('It is of the first form');
    expect(firstBrokenEntry([{ ...first, original: { ...Object(first.original), sequence: 2 } }, ...later])).toBe(1);
  });

  test.each(FIRST_FORM_ORDERS)('%s is leased, and its names exclude others from the first moment on', async (name) => {
    const written = firstFormOrder(name);
    const orders = await open(written);
    const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain('getgoogle2.com')] }] });
    const { order, effects, entry } = insertionOf(1, { purchase });
    const { names, reference } = written.row;
    const taken = new Map([['name:getgoogle2.com', reference]]);
    const isFree = names.length === 0;
    expect(await orders.claimed(names.map(ownsName))).toEqual(
      new Map(names.map((each) => [`name:${each}`, reference])),
    );
    expect(await orders.insert(order, effects, entry)).toEqual(
      isFree ? { ok: true } : { ok: false, refusal: 'claimed', taken },
    );
    const [claimed] = await orders.claimDue(addMinutes(written.row.at, 1e6), LEASE_MS, 1, 'token');
    if (written.row.claimableAtMs !== null) expect(claimed?.lease?.token).toBe('token');
  });
}
