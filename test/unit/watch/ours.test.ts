import { expect, test } from '@jest/globals';
import { addHours } from 'date-fns';
import type { Attempt } from '../../../src/orders/attempt.ts';
import type { Order } from '../../../src/orders/order.ts';
import { oursOf, oursOfStubs, oursTogether } from '../../../src/watch/ours.ts';
import { aReference, noon } from '../../support/builders.ts';
import { buyOrdersInEveryState } from '../../support/views/buy-orders.ts';
import { aCancel, cancelOrdersInEveryState } from '../../support/views/cancel-orders.ts';
import { ordersInEveryState } from '../../support/views/orders.ts';

const everyState = () => ordersInEveryState();
const withAttempts = (order: Order, change: Partial<Attempt>): Order => ({
  ...order,
  attempts: order.attempts.map((attempt) => ({ ...attempt, ...change })),
});

test('every attempt that has a number explains a vendor order, whatever became of its order', () => {
  const orders = everyState().map((order, index) => withAttempts(order, { vendorOrderId: `rec${index}` }));
  const { made } = oursOf(orders);
  const makes = orders.filter(({ attempts, terms }) => {
    const kind = terms.at(-1)?.act.kind;
    return attempts.length > 0 && ['custom_order', 'buy_prewarmed', 'fixed_package'].includes(kind ?? '');
  });
  expect(makes.length).toBeGreaterThan(3);
  for (const order of makes)
    for (const { vendorOrderId } of order.attempts)
      expect([order.state, made.get(vendorOrderId ?? '')?.reference]).toEqual([order.state, order.facts.reference]);
});

test('an order without a number is looked for, from two days before it was asked for, unless nothing was sent', () => {
  const [placed] = everyState().filter(
    ({ state, terms }) => state === 'placed' && terms[0]?.act.kind === 'custom_order',
  );
  if (!placed) throw new Error('There is no such order');
  const [sought] = oursOf([withAttempts(placed, { vendorOrderId: null, known: 'unproven' })]).sought;
  expect(sought).toMatchObject({ reference: placed.facts.reference, since: addHours(placed.facts.requestedAt, -48) });
  expect([...(sought?.names ?? [])]).not.toEqual([]);
  expect(oursOf([withAttempts(placed, { vendorOrderId: 'rec1' })]).sought).toEqual([]);
  expect(oursOf([withAttempts(placed, { vendorOrderId: null, known: 'not_sent' })]).sought).toEqual([]);
});

test('what was sent explains its names; what waits for approval explains nothing', () => {
  const orders = everyState();
  const sent = orders.filter(({ attempts }) => attempts.length > 0);
  expect(oursOf(sent).names.size).toBeGreaterThan(0);
  const waiting = orders.filter(({ attempts }) => attempts.length === 0);
  expect(waiting.length).toBeGreaterThan(0);
  const { made, ended, sought, names, renewals } = oursOf(waiting);
  expect([made.size, ended.size, sought.length, names.size, renewals.size]).toEqual([0, 0, 0, 0, 0]);
});

test('what an order of ours cancels is ended by it, once that may have been sent', () => {
  const cancels = cancelOrdersInEveryState().filter(({ attempts }) => attempts.length > 0);
  expect([...oursOf(cancels).ended.keys()]).toEqual([aCancel().vendorOrderId]);
  expect([...oursOf(cancels.map((order) => withAttempts(order, { known: 'not_sent' }))).ended]).toEqual([]);
});

test.each(['refused', 'declined', 'withdrawn', 'expired'] as const)(
  'a cancellation that was %s explains no end',
  (state) => {
    const [sent] = cancelOrdersInEveryState().flatMap(({ attempts }) => attempts);
    if (!sent) throw new Error('None was sent');
    const over = cancelOrdersInEveryState().filter((order) => order.state === state);
    expect(over.length).toBeGreaterThan(0);
    expect([...oursOf(over.map((order) => ({ ...order, attempts: [sent] }))).ended]).toEqual([]);
  },
);

test('of several cancellations of one vendor order, the last counts', () => {
  const [done] = cancelOrdersInEveryState().filter(({ state }) => state === 'active');
  if (!done) throw new Error('None is done');
  const at = (startedAt: Date) => oursOf([withAttempts(done, { startedAt })]);
  const [early, late] = [noon, addHours(noon, 1)];
  for (const parts of [
    [at(early), at(late)],
    [at(late), at(early)],
  ])
    expect([...oursTogether(parts).ended.values()]).toEqual([late]);
});

test('a question counts while people are asked it, with the order that it is about', () => {
  const question = { vendorOrderId: 'recAsked', tag: null, amountCents: null, createdAt: null, names: [] };
  const asking = (state: Order['state']) =>
    everyState()
      .filter((order) => order.state === state)
      .map((order) => ({ ...order, question }));
  const [approved] = asking('approved');
  expect([...oursOf(asking('approved')).asked]).toEqual([['recAsked', approved?.facts.reference]]);
  expect(oursOf(asking('awaiting_approval')).asked.size).toBe(0);
});

test('the stub of an order that is not kept any more explains all that the order did', () => {
  const stub = {
    reference: aReference,
    state: 'cancelled' as const,
    made: [
      { vendorOrderId: 'rec1', monthCents: 700, mayBeCheaper: false },
      { vendorOrderId: 'rec2', monthCents: null, mayBeCheaper: true },
    ],
    tags: ['acme-7f3k2q'],
    ended: { vendorOrderId: 'recEnded', sentAt: noon },
    names: ['GetAcme.com'],
    renewals: [{ name: 'GetAcme.com', renewalCents: 1_700 }],
  };
  const ours = oursOfStubs([stub]);
  expect([...ours.made]).toEqual([
    ['rec1', { reference: aReference, monthCents: 700, mayBeCheaper: false }],
    ['rec2', { reference: aReference, monthCents: null, mayBeCheaper: true }],
  ]);
  expect([...ours.ended]).toEqual([['recEnded', noon]]);
  expect([...ours.names]).toEqual(['getacme.com']);
  expect([...ours.renewals]).toEqual([['getacme.com', 1_700]]);
  expect([ours.sought, [...ours.asked], [...ours.purgedTags]]).toEqual([[], [], []]);
  const unnumbered = { ...stub, made: [], tags: ['Acme-7f3k2q'] };
  expect([...oursOfStubs([unnumbered]).purgedTags.keys()]).toEqual(['acme-7f3k2q']);
  for (const state of ['refused', 'declined', 'withdrawn', 'expired'] as const)
    expect(oursOfStubs([{ ...unnumbered, state }]).purgedTags.size).toBe(0);
});

test('it costs what ScaledMail said when it was found; before that, what was approved', () => {
  const [placed] = everyState().filter(
    ({ state, terms }) => state === 'placed' && terms[0]?.act.kind === 'custom_order',
  );
  if (!placed) throw new Error('There is no such order');
  const costs = (vendorAmountCents: number | null) =>
    oursOf([withAttempts(placed, { vendorOrderId: 'rec1', vendorAmountCents, quotedCents: 4_900 })]).made.get('rec1')
      ?.monthCents;
  expect(costs(4_200)).toBe(4_200);
  expect(costs(null)).toBe(4_900);
});

test('parts explain together what all orders do', () => {
  const orders = [...everyState(), ...cancelOrdersInEveryState(), ...buyOrdersInEveryState()];
  const whole = oursOf(orders);
  expect([whole.made.size, whole.ended.size, whole.names.size, whole.renewals.size].every((size) => size > 0)).toBe(
    true,
  );
  expect(oursTogether(orders.map((order) => oursOf([order])))).toEqual(whole);
});
