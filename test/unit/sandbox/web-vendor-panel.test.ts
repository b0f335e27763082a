import { expect, test } from '@jest/globals';
import type { RecordedCharge, RecordedRequest } from '../../../sandbox/scaledmail/http/protocol.ts';
import { readUrl, writeUrl } from '../../../sandbox/web/shell/url-state.ts';
import { clockParts } from '../../../sandbox/web/vendor-panel/clock-parts.ts';
import { faultsFor, isSlow, nextOrderFault } from '../../../sandbox/web/vendor-panel/faults.ts';
import { chargeTotal, requestRows } from '../../../sandbox/web/vendor-panel/requests.ts';

const request = (id: number, operationId: string, effect: RecordedRequest['effect']): RecordedRequest => ({
  id,
  at: '2026-11-23T12:00:00.000Z',
  operationId,
  method: 'GET',
  path: '/',
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

test('the armed faults tell back what the panel switched, the order fault first', () => {
  const faults = faultsFor('create_then_500', true);
  expect(faults[0]).toEqual({ operationId: 'createCustomOrder', kind: 'create_then_500', times: 1 });
  expect([nextOrderFault(faults), isSlow(faults)]).toEqual(['create_then_500', true]);
  expect(faultsFor(null, false)).toEqual([]);
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
