import { expect, test } from '@jest/globals';
import { WAITS_AFTER_DEATH } from '../../../sandbox/demo/bot-keeper.ts';
import type { RecordedCharge, RecordedRequest } from '../../../sandbox/scaledmail/http/protocol.ts';
import { DEFAULT_SETTINGS } from '../../../sandbox/scaledmail/state/settings.ts';
import { readUrl, writeUrl } from '../../../sandbox/web/shell/url-state.ts';
import { clockParts } from '../../../sandbox/web/vendor-panel/clock-parts.ts';
import { countActive } from '../../../sandbox/web/vendor-panel/count-active.ts';
import { ACT_FAULTS, faultsFor, switchedBy } from '../../../sandbox/web/vendor-panel/faults.ts';
import { orderState } from '../../../sandbox/web/vendor-panel/order-state.ts';
import { chargeTotal, requestRows } from '../../../sandbox/web/vendor-panel/requests.ts';
import { waitsAfter } from '../../../sandbox/web/vendor-panel/waits.ts';
import { LEASE_MS, PLACING_LEASE_MS } from '../../../src/service/worker/claimed-order.ts';

const request = (id: number, operationId: string, effect: RecordedRequest['effect']): RecordedRequest => ({
  id,
  at: '2026-11-23T12:00:00.000Z',
  operationId,
  method: 'GET',
  path: '/',
  userAgent: null,
  effect,
  body: null,
  status: 200,
  answer: null,
  fault: null,
});

const charge = (amountCents: number, succeeded: boolean): RecordedCharge => ({
  at: '2026-11-23T12:00:00.000Z',
  orderId: 'o',
  tag: 't',
  amountCents,
  succeeded,
});

test('requests are listed newest first, equal reads in a row as one line, calls that spend never', () => {
  const rows = requestRows([
    request(1, 'getOrders', 'read'),
    request(2, 'getOrders', 'read'),
    request(3, 'createCustomOrder', 'spend'),
    request(4, 'createCustomOrder', 'spend'),
    request(5, 'getOrders', 'read'),
  ]);
  expect(rows.map((row) => [row.request.id, row.count])).toEqual([
    [5, 1],
    [4, 1],
    [3, 1],
    [2, 2],
  ]);
});

test('only charges that went through are counted and summed', () => {
  expect(chargeTotal([charge(14_900, true), charge(5_000, false), charge(100, true)])).toEqual({
    count: 2,
    totalCents: 15_000,
    failed: 1,
  });
});

test('the armed faults tell back what the panel switched, those of acts first', () => {
  const switched = { order: 'act_then_500', cancel: 'act_then_drop', slow: true, slowList: true } as const;
  const faults = faultsFor(switched);
  expect(faults.slice(0, 2)).toEqual([
    { operationId: 'createCustomOrder', kind: 'act_then_500', times: 1 },
    { operationId: 'cancelOrder', kind: 'act_then_drop', times: 1 },
  ]);
  expect(switchedBy(faults)).toEqual(switched);
  expect(faultsFor({ order: null, cancel: null, slow: false, slowList: false })).toEqual([]);
});

test('one slow list leaves all else quick, and is told apart from slow answers', () => {
  const one = { order: null, cancel: null, slow: false, slowList: true };
  expect(faultsFor(one)).toMatchObject([{ operationId: 'getDomains', kind: 'slow', delayMs: 12_000 }]);
  expect(switchedBy(faultsFor(one))).toEqual(one);
  const all = { ...one, slow: true, slowList: false };
  expect(switchedBy(faultsFor(all))).toEqual(all);
});

test('the ways in which the next call of an act can fail are told apart, and one of them is to work', () => {
  for (const choices of Object.values(ACT_FAULTS)) {
    expect(choices[0]?.kind).toBeNull();
    expect(new Set(choices.map(({ kind }) => kind)).size).toBe(choices.length);
  }
  const texts = Object.values(ACT_FAULTS).flatMap((choices) => choices.map(({ text }) => text));
  expect(new Set(texts).size).toBe(texts.length);
});

test('each switch of the panel counts once', () => {
  const slack = { duplicateDeliveries: false, deliveryDelayMs: 0, webApiDown: true, isFreePlan: false };
  const faults = faultsFor({ order: null, cancel: 'act_then_500', slow: false, slowList: true });
  const settings = { ...DEFAULT_SETTINGS, cancelListedAfterMs: 1, key: 'revoked' as const, hasOddRows: true };
  const state = { now: '', settings, faults, requests: [], charges: [], orders: [], registrations: [], workspaces: [] };
  expect(countActive(state, slack)).toBe(6);
  expect(countActive(null, slack)).toBe(1);
});

const ORDER = {
  id: 'o',
  workspaceId: 'w',
  tag: 't',
  status: 'Active',
  shownStatus: 'Active',
  amountCents: 1_400,
  domains: [
    { name: 'a.com', status: 'Active', redirect: '', mailboxes: [] },
    { name: 'b.com', status: 'In Progress', redirect: 'https://acme.com', mailboxes: [] },
  ],
};

test.each<{ what: string; change: Partial<typeof ORDER>; succeeded: boolean; word: string; says: string }>`
  what                           | change                                               | succeeded | word           | says
  ${'that works'}                | ${{}}                                                | ${true}   | ${'Active'}    | ${'1 of 2 domains ready'}
  ${'that is not paid'}          | ${{}}                                                | ${false}  | ${'Unpaid'}    | ${'1 of 2 domains ready'}
  ${'of a word'}                 | ${{ shownStatus: 'Past Due' }}                       | ${true}   | ${'Past Due'}  | ${'1 of 2 domains ready'}
  ${'that is cancelled'}         | ${{ status: 'Cancelled', shownStatus: 'Cancelled' }} | ${true}   | ${'Cancelled'} | ${'2 domains ended'}
  ${'not yet shown so'}          | ${{ status: 'Cancelled' }}                           | ${true}   | ${'Cancelled'} | ${'2 domains ended; its list still says Active'}
  ${'never paid, and cancelled'} | ${{ status: 'Cancelled', shownStatus: 'Cancelled' }} | ${false}  | ${'Cancelled'} | ${'2 domains ended'}
`('an order $what is $word: $says', ({ change, succeeded, word, says }) => {
  const charges = [{ ...charge(1_400, succeeded), orderId: ORDER.id }];
  expect(orderState({ ...ORDER, ...change }, { charges })).toMatchObject({ word, sentence: says });
});

test('the address of the page reads back as it was written', () => {
  const url = readUrl('?as=U0RITA&channel=C0APPROVALS&theme=dark&panel=0&tab=home&thread=1.2');
  expect(url).toEqual({
    as: 'U0RITA',
    channel: 'C0APPROVALS',
    theme: 'dark',
    panel: 'closed',
    tab: 'home',
    thread: '1.2',
  });
  expect(readUrl(writeUrl(url))).toEqual(url);
  expect(readUrl('?theme=pink&panel=7')).toMatchObject({ theme: null, panel: null });
});

test.each<{ minutes: number; parts: number[] }>`
  minutes    | parts
  ${60}      | ${[2, 2, 4, 8, 16, 28]}
  ${24 * 60} | ${[2, 2, 4, 8, 16, 32, 24 * 60 - 64]}
  ${1}       | ${[1]}
`('the clock moves $minutes minutes in parts that grow, as time would pass', ({ minutes, parts }) => {
  expect(clockParts(minutes * 60_000)).toEqual(parts.map((each) => each * 60_000));
});

test('after a kill each thing that the bot was doing is counted down, a call that was out from when it was made', () => {
  const diedAtMs = Date.parse('2026-11-23T12:00:30.000Z');
  const death = { atMs: diedAtMs, ...WAITS_AFTER_DEATH };
  const call = request(1, 'createCustomOrder', 'spend');
  const reads = [request(2, 'getOrders', 'read')];
  const secondsOf = (requests: readonly RecordedRequest[], afterMs: number) =>
    waitsAfter(death, requests, diedAtMs + afterMs).map(({ seconds }) => seconds);
  expect(secondsOf(reads, 0)).toEqual([30]);
  expect(secondsOf(reads, 30_000)).toEqual([]);
  expect(secondsOf([call, ...reads], 1_000)).toEqual([29, 69]);
  expect(secondsOf([call, ...reads], 31_000)).toEqual([39]);
  expect(secondsOf([call, ...reads], 70_000)).toEqual([]);
  expect(secondsOf([{ ...call, at: '2026-11-23T11:58:00.000Z' }], 0)).toEqual([30]);
  expect(secondsOf([{ ...call, at: '2026-11-23T12:00:40.000Z' }], 15_000)).toEqual([15]);
  expect(waitsAfter(null, [call], diedAtMs)).toEqual([]);
});

test('the demo says of the bot’s leases what they are', () => {
  expect(WAITS_AFTER_DEATH).toEqual({ orderWaitMs: LEASE_MS, callWaitMs: PLACING_LEASE_MS });
});
