import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import type { Order } from '../../../src/orders/order.ts';
import { digestOf, hasNews, markOf } from '../../../src/spend/digest.ts';
import { digestDay } from '../../../src/values/digest-time.ts';
import { Reference } from '../../../src/values/ids.ts';
import { amir, anOrder, inState, noon } from '../../support/builders.ts';
import { orderIn, twiceOrders } from '../../support/views/orders.ts';
import { anApprovedOrder } from '../../support/warrants.ts';
import { aFinding } from '../../support/watch.ts';
import { anIntent } from '../orders/sent.ts';
import { aName, aRunningOrder } from './spending.ts';

function after(order: Order, event: OrderEvent): Order {
  const decision = decide(order, event, noon);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.order;
}
const TWIN = { vendorOrderId: 'rec2', amountCents: 1_400, attempt: 2 };
const NOW = new Date('2026-11-30T09:10:00Z');
const made = (day: string, monthCents: number | null, runs = true) =>
  aRunningOrder({ madeAt: new Date(`${day}T15:00:00Z`), monthCents, runs, endedAt: null });
const ACCOUNT = {
  orders: [
    ...[made('2026-10-30', 1_000), made('2026-10-06', 35_000), made('2026-10-07', 400)],
    ...[made('2026-10-29', 70), made('2026-11-02', null), made('2026-10-04', 9, false)],
  ],
  paidOnce: [],
  names: [
    aName({ name: 'soon.com', renewsAt: new Date('2026-12-29'), isFree: true }),
    aName({ name: 'later.com', renewsAt: new Date('2026-12-30'), isFree: false }),
  ],
};
const NOTHING = { orders: [], paidOnce: [], names: [] };
const KNOWN = { ...ACCOUNT, orders: ACCOUNT.orders.filter(({ monthCents }) => monthCents !== null) };
const LAST_WEEK = { day: '2026-11-23', monthCents: 36_000, said: '' };
const digest = (
  account: Parameters<typeof digestOf>[0] = ACCOUNT,
  asked: Partial<Parameters<typeof digestOf>[1]> = {},
) =>
  digestOf(account, { now: NOW, day: '2026-11-30', before: null, orders: [], findings: [], unreadable: 0, ...asked });

describe('a digest', () => {
  test('tells charges of the next seven days, today among them, and renewals of the next thirty', () => {
    const { charges, renewals, unused, month } = digest();
    expect(charges.map(({ day, cents }) => [day?.toISOString().slice(0, 10), cents])).toEqual([
      ['2026-11-30', 1_000],
      ['2026-12-02', null],
      ['2026-12-06', 35_000],
    ]);
    expect(renewals).toMatchObject([{ name: 'soon.com' }]);
    expect([unused, month]).toEqual([1, { known: 36_470, unknown: 1 }]);
  });

  test('tells a renewal of the last of thirty days, when February lies between', () => {
    const names = ['2027-02-28', '2027-03-01', '2027-03-02'].map((day) =>
      aName({ name: day, renewsAt: new Date(day) }),
    );
    const { renewals } = digest({ ...NOTHING, names }, { now: new Date('2027-01-31T09:00:00Z'), day: '2027-01-31' });
    expect(renewals.map(({ day }) => day?.toISOString().slice(0, 10))).toEqual(['2027-02-28', '2027-03-01']);
  });

  test('says how much more it is than in the one before, and since when', () => {
    expect(digest(KNOWN).changed).toBeNull();
    expect(digest(KNOWN, { before: LAST_WEEK }).changed).toEqual({ cents: 470, since: '2026-11-23', isAWeek: true });
    const before = { ...LAST_WEEK, day: '2026-11-16' };
    expect(digest(KNOWN, { before }).changed).toEqual({ cents: 470, since: '2026-11-16', isAWeek: false });
  });

  test('an amount that is not known, or a row that cannot be read, is no fall and no rise, now or before', () => {
    const before = { ...LAST_WEEK, monthCents: 99_000 };
    expect(digest(KNOWN, { before }).changed?.cents).toBe(-62_530);
    expect(digest(ACCOUNT, { before }).changed).toBeNull();
    expect(digest(KNOWN, { before, unreadable: 1 }).changed).toBeNull();
    expect(markOf(digest(KNOWN)).monthCents).toBe(36_470);
    expect(markOf(digest(ACCOUNT)).monthCents).toBeNull();
    expect(markOf(digest(KNOWN, { unreadable: 1 })).monthCents).toBeNull();
    expect(digest(KNOWN, { before: { ...before, monthCents: null } }).changed).toBeNull();
  });

  test('that the last order ended is news, though nothing is charged any more', () => {
    expect(hasNews(digest(NOTHING, { before: LAST_WEEK }))).toBe(true);
    expect(hasNews(digest(NOTHING, { before: { ...LAST_WEEK, monthCents: 0 } }))).toBe(false);
  });

  test('what the account watch told and nobody explained so far is in it, the oldest first, and is news', () => {
    const old = aFinding({ key: 'amount recOrd2 1', foundAt: new Date('2026-11-20') });
    const done = aFinding({ key: 'done', settled: { by: amir, reason: 'ours', at: noon } });
    const findings = [aFinding(), done, old];
    const found = digest(NOTHING, { findings });
    expect(found.unexplained).toEqual([old, aFinding()]);
    expect(hasNews(found)).toBe(true);
    expect(markOf(found).said).not.toBe(markOf(digest(NOTHING)).said);
  });

  test('names orders that wait for somebody, the worst first, and no others', () => {
    const waits = anOrder();
    const held = { ...anApprovedOrder({ reference: 'qk53z7' }), hold: 'vendor_unreachable' } as const;
    const { needs } = digest(NOTHING, { orders: [waits, anApprovedOrder(), held] });
    expect(needs).toEqual([held, waits]);
  });

  test('names an order that only our own look at DNS holds back, as nobody hears of it otherwise', () => {
    const events: OrderEvent[] = [
      { type: 'placing_started', attempt: anIntent() },
      { type: 'vendor_confirmed', vendorOrderId: null },
    ];
    const placed = inState(events.reduce(after, anApprovedOrder()), 'placed');
    const lacking = [{ domain: 'getgoogle1.com', lacks: ['MX' as const] }];
    const held = { ...placed, progress: { ...placed.progress, lacking } };
    const shown = {
      ...placed,
      progress: { ...placed.progress, lacking: [{ domain: 'a.com', lacks: ['DKIM' as const] }] },
    };
    expect(digest(NOTHING, { orders: [placed, held, shown] }).needs).toEqual([held]);
  });

  test('names an order that stands at ScaledMail twice in any state, before all others', () => {
    const events: OrderEvent[] = [
      { type: 'placing_started', attempt: anIntent() },
      { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: 1_400 },
      { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: 1_400, also: [TWIN] },
      { type: 'progress_seen', ready: ['getgoogle1.com', 'getgoogle2.com'] },
    ];
    const twice = inState(events.reduce(after, anApprovedOrder({ reference: 'qk53z7' })), 'active');
    expect(digest(NOTHING, { orders: [anOrder(), twice] }).needs[0]).toEqual(twice);
    expect(digest(NOTHING, { orders: [twice] }).twice).toEqual(new Set(['qk53z7']));
    // One of both was cancelled by hand since.
    const over = [aRunningOrder({ vendorOrderId: 'rec2', runs: false, endedAt: noon })];
    expect(digest({ ...NOTHING, orders: over }, { orders: [twice] }).needs).toEqual([]);
    const pending = orderIn('payment_pending');
    const unpaid = { ...pending, facts: { ...pending.facts, reference: Reference.parse('m4x8tp') } };
    for (const each of twiceOrders({}).filter(({ state }) => state === 'placed' || state === 'cancelled')) {
      const { needs } = digest(NOTHING, { orders: [unpaid, each] });
      expect(needs[0]).toEqual(needs.includes(each) ? each : unpaid);
    }
  });

  test('is silent when there is nothing, and can be told from one that would say the same', () => {
    expect(hasNews(digest(NOTHING))).toBe(false);
    expect(hasNews(digest())).toBe(true);
    expect(markOf(digest()).said).toBe(markOf(digest(ACCOUNT, { before: markOf(digest()) })).said);
    const more = { ...ACCOUNT, names: [...ACCOUNT.names, aName({ name: 'new.com', isFree: true })] };
    expect(markOf(digest(more)).said).not.toBe(markOf(digest()).said);
  });
});

describe('its time', () => {
  const time = { day: 'monday', hour: 9, zone: 'Europe/Berlin' } as const;

  test.each<[now: string, day: string | null, why: string]>([
    ['2026-11-30T08:00:00Z', '2026-11-30', 'the hour there has begun'],
    ['2026-11-30T07:59:00Z', null, 'it has not'],
    ['2026-11-30T22:59:00Z', '2026-11-30', 'later on that day'],
    ['2026-11-30T23:01:00Z', null, 'it is Tuesday there'],
    ['2026-12-01T09:00:00Z', null, 'another day'],
    // Clocks go from 2 to 3 there on a Sunday.
    ['2026-07-06T07:00:00Z', '2026-07-06', 'an hour earlier in summer'],
  ])('%s is %s: %s', (now, day) => {
    expect(digestDay(new Date(now), time)).toBe(day);
  });

  test('an hour that the clocks skip has begun with the one after it', () => {
    const skipped = { day: 'sunday', hour: 2, zone: 'Europe/Berlin' } as const;
    expect(digestDay(new Date('2026-03-29T00:59:00Z'), skipped)).toBeNull();
    expect(digestDay(new Date('2026-03-29T01:00:00Z'), skipped)).toBe('2026-03-29');
  });
});
