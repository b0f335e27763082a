import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ordersInWork } from '../../../sandbox/demo/leases.ts';
import type { RecordedCharge, RecordedRequest } from '../../../sandbox/scaledmail/http/protocol.ts';
import { DEFAULT_SETTINGS } from '../../../sandbox/scaledmail/state/settings.ts';
import { readUrl, writeUrl } from '../../../sandbox/web/shell/url-state.ts';
import { clockParts } from '../../../sandbox/web/vendor-panel/clock-parts.ts';
import { countActive } from '../../../sandbox/web/vendor-panel/count-active.ts';
import { ACT_FAULTS, faultsFor, switchedBy } from '../../../sandbox/web/vendor-panel/faults.ts';
import { orderState } from '../../../sandbox/web/vendor-panel/order-state.ts';
import { chargeTotal, requestRows } from '../../../sandbox/web/vendor-panel/requests.ts';
import { saidAfter } from '../../../sandbox/web/vendor-panel/waits.ts';
import { addEffects } from '../../../src/orders/effect.ts';
import { nextEntry } from '../../../src/orders/history/history.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import { LEASE_MS } from '../../../src/service/worker/claimed-order.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { aNewOrder, aSalt, noon } from '../../support/builders.ts';

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

test('after a kill each order that the bot was working on is counted down, and named', () => {
  const atMs = 1_000_000;
  const orders = [
    { reference: '7f3k2q', untilMs: atMs + 30_000 },
    { reference: 'qk53z7', untilMs: atMs + 70_000 },
  ];
  const linesAt = (afterMs: number) =>
    saidAfter({ atMs, orders }, atMs + afterMs)?.waits.map(({ what, seconds }) => `${what} ${seconds}`);
  expect(linesAt(0)).toEqual(['Order 7f3k2q 30', 'Order qk53z7 70']);
  expect(linesAt(30_000)).toEqual(['Order qk53z7 40']);
  expect(linesAt(70_000)).toBeUndefined();
  expect(saidAfter({ atMs, orders }, atMs)?.why).toMatch(/^Killed in the middle of its work\./);
  expect(saidAfter(null, atMs)).toBeNull();
});

test('after a kill while no order was in work it is said for a while that nothing waits', () => {
  const said = (nowMs: number) => saidAfter({ atMs: 1_000, orders: [] }, nowMs);
  expect(said(2_000)).toEqual({ why: expect.stringMatching(/worked on no order: nothing waits/), waits: [] });
  expect(said(31_000)).toBeNull();
});

test('the demo reads from the store of a bot that died which orders it was working on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-leases-'));
  expect(ordersInWork(folder, noon.getTime())).toEqual([]);
  const { orders, close } = openSqliteStores(folder, { now: () => noon });
  const { order, effects, event } = aNewOrder();
  const entry = nextEntry(null, { event, fingerprint: newestTerms(order).fingerprint, at: noon, salt: aSalt });
  await orders.insert(order, addEffects([], effects, 1), entry);
  expect(ordersInWork(folder, noon.getTime())).toEqual([]);
  await orders.claimDue(new Date(noon.getTime() + 60_000), LEASE_MS, 1, 'token');
  const untilMs = noon.getTime() + 60_000 + LEASE_MS;
  expect(ordersInWork(folder, noon.getTime() + 60_000)).toEqual([{ reference: order.facts.reference, untilMs }]);
  expect(ordersInWork(folder, untilMs)).toEqual([]);
  await close();
  rmSync(folder, { recursive: true, force: true });
});
