import { describe, expect, test } from '@jest/globals';
import type { WorkspacePicture } from '../../../../src/service/account/account-picture.ts';
import { joinOrders } from '../../../../src/service/account/join-orders.ts';
import { ownedNames } from '../../../../src/service/account/owned-names.ts';
import type { NumberedOrderRow, VendorDomain, VendorRegistration } from '../../../../src/service/ports/vendor.ts';
import type { OwnOrder } from '../../../../src/spend/own-order.ts';
import { ownOrderOf } from '../../../../src/spend/own-order.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { anOrder, noon } from '../../../support/builders.ts';
import { aRegistration } from '../placing/placing-vendor.ts';

const WORKSPACE = { id: 'recNorthwind', name: 'Northwind Outbound' };
const LINE = { provider: 'google', domains: 2, mailboxes: 4, pricedPer: 'mailbox', unitCents: 350 } as const;

/** An order of ours that stands at the vendor under a number, with two Google domains. */
function own(overrides: Partial<OwnOrder> = {}): OwnOrder {
  const order = ownOrderOf(anOrder());
  if (!order) throw new TypeError('It counts');
  return {
    ...order,
    workspace: WORKSPACE,
    stage: 'runs',
    vendorOrderIds: ['rec1'],
    tags: ['acme-7f3k2q'],
    names: ['a.com', 'b.com'],
    monthCents: 1_400,
    lines: [{ ...LINE, monthlyCents: 1_400 }],
    startedAt: noon,
    ...overrides,
  };
}
const row = (overrides: Partial<NumberedOrderRow> = {}): NumberedOrderRow => ({
  ...{ id: 'rec1', amountCents: 1_400, status: 'Active', createdAt: noon },
  ...overrides,
});
const domain = (
  name: string,
  orderId: string | null = 'rec1',
  overrides: Partial<VendorDomain> = {},
): VendorDomain => ({
  ...{ id: `row-${name}`, name, status: 'Active', orderId, totalMailboxes: 2, provider: 'google' as const },
  ...overrides,
});
const listOf = <Row>(rows: readonly Row[] | null) => rows && { rows, unreadable: 0, readAt: noon };
const picture = (
  orders: readonly NumberedOrderRow[] | null,
  domains: readonly VendorDomain[] | null = [],
  registrations: readonly VendorRegistration[] | null = [],
): WorkspacePicture => ({
  workspace: WORKSPACE,
  orders: listOf(orders),
  domains: listOf(domains),
  registrations: listOf(registrations),
  waitForNames: null,
});
const joined = (of: WorkspacePicture, ...orders: readonly OwnOrder[]) => joinOrders([of], orders);

describe('paid domains that wait for names', () => {
  const filling = (stage: OwnOrder['stage']) =>
    own({ fills: 'rec1', lasts: false, vendorOrderIds: [], tags: [], stage });

  test('are told as that, until an order of ours gave them names; who made it is another question', () => {
    const waiting = { ...picture([row(), row({ id: 'rec2' })]), waitForNames: new Set(['rec1']) };
    expect(joined(waiting, filling('waits')).orders).toMatchObject([
      { own: null, waitsForNames: true, filledBy: null },
      { own: null, waitsForNames: false, filledBy: null },
    ]);
    expect(joined(waiting, filling('runs')).orders).toMatchObject([
      { own: null, filledBy: { label: own().label, reference: own().reference } },
      { filledBy: null },
    ]);
    expect(joined(picture([row()]), own(), filling('runs')).orders).toMatchObject([{ own: {}, filledBy: null }]);
  });
});

describe('an order at the vendor is ours', () => {
  test('by its number: label and reference are ours, size and amount the vendor’s', () => {
    const { orders, seen } = joined(picture([row({ amountCents: 2_100 })], [domain('a.com'), domain('c.com')]), own());
    expect(orders).toMatchObject([
      {
        own: { label: own().label, reference: own().reference },
        ...{ vendorOrderId: 'rec1', monthCents: 2_100, isListed: true, runs: true, names: ['a.com', 'c.com'] },
        parts: [{ provider: 'google', domains: 2, mailboxes: 4, monthCents: 2_100 }],
      },
    ]);
    expect(orders).toHaveLength(1);
    expect(seen).toEqual(new Set([own().reference]));
  });

  test.each<{ by: string; rows: VendorDomain[]; is: boolean }>([
    { by: 'its tag, in whatever letters', rows: [domain('x.com', 'rec9', { tag: 'ACME-7F3K2Q' })], is: true },
    { by: 'all of its names', rows: [domain('a.com', 'rec9'), domain('b.com', 'rec9')], is: true },
    { by: 'not by some names among others', rows: [domain('a.com', 'rec9'), domain('x.com', 'rec9')], is: false },
    { by: 'not by a tag of somebody else', rows: [domain('x.com', 'rec9', { tag: 'test' })], is: false },
  ])('that has no number yet: by $by', ({ rows, is }) => {
    const { orders, seen } = joined(picture([row({ id: 'rec9' })], rows), own({ vendorOrderIds: [] }));
    expect(orders.map(({ vendorOrderId, own: ours }) => [vendorOrderId, ours !== null])).toEqual(
      is
        ? [['rec9', true]]
        : [
            ['rec9', false],
            [null, true],
          ],
    );
    expect(seen.size).toBe(is ? 1 : 0);
  });

  test('and not by its names, once it has a number: they may be used again', () => {
    const { orders } = joined(picture([row(), row({ id: 'rec9' })], [domain('a.com', 'rec9')]), own());
    expect(orders.map(({ own: ours }) => ours !== null)).toEqual([true, false]);
  });

  test('twice, when it stands there twice', () => {
    const { orders } = joined(picture([row(), row({ id: 'rec2' })]), own({ vendorOrderIds: ['rec1', 'rec2'] }));
    expect(orders.map(({ own: ours }) => ours?.reference)).toEqual([own().reference, own().reference]);
  });
});

describe('what is not known is taken from the other side, or is not known', () => {
  test('an order of nobody here has what the vendor says, and no more', () => {
    const { orders } = joined(picture([row({ id: 'rec9', amountCents: null, createdAt: null })], []), own());
    expect(orders[0]).toMatchObject({
      ...{ own: null, tag: null, monthCents: null, madeAt: null },
      parts: [{ provider: null, domains: null, mailboxes: null, monthCents: null }],
    });
  });

  test('an order of ours whose row has no amount costs what was approved', () => {
    const { orders } = joined(picture([row({ amountCents: null, createdAt: null })], null), own());
    expect(orders[0]).toMatchObject({
      ...{ monthCents: 1_400, madeAt: noon, names: ['a.com', 'b.com'] },
      parts: [{ provider: 'google', domains: 2, mailboxes: 4, monthCents: 1_400 }],
    });
  });

  test.each([
    ['late or lacks it', []],
    ['not answered', null],
  ])('an order of ours stands as approved, when the list is %s', (_why, rows) => {
    const { orders, seen } = joined(picture(rows), own());
    expect(orders).toMatchObject([{ isListed: false, runs: true, monthCents: 1_400, vendorOrderId: 'rec1' }]);
    expect(seen.size).toBe(0);
  });

  test('one that waits, or makes nothing that lasts, is no order there', () => {
    expect(joined(picture([]), own({ stage: 'waits' }), own({ lasts: false })).orders).toEqual([]);
  });

  test.each(['Cancelled', 'canceled'])('%s is the end of it; when, only our own order knows', (status) => {
    const endedAt = new Date('2026-11-20T00:00:00Z');
    const ours = own({ stage: 'ended', endedAt });
    const { orders } = joined(picture([row({ status }), row({ id: 'rec9', status })]), ours);
    expect(orders.map((order) => [order.runs, order.endedAt])).toEqual([
      [false, endedAt],
      [false, null],
    ]);
    expect(joined(picture([]), ours).orders).toMatchObject([{ runs: false, endedAt }]);
  });

  test('an unknown word ends nothing', () => {
    expect(joined(picture([row({ status: 'Past due' })]), own()).orders[0]?.runs).toBe(true);
  });
});

describe('an order of several providers', () => {
  const outlook = { ...LINE, provider: 'outlook', domains: 1, mailboxes: 25, monthlyCents: 5_000 } as const;
  const both = own({ monthCents: 6_400, lines: [{ ...LINE, monthlyCents: 1_400 }, outlook] });
  const rows = [
    domain('a.com'),
    domain('b.com'),
    domain('c.com', 'rec1', { provider: 'outlook', totalMailboxes: null }),
  ];

  test('keeps what was approved of each, while that is what it costs', () => {
    const { orders } = joined(picture([row({ amountCents: 6_400 })], rows), both);
    expect(orders[0]?.parts).toEqual([
      { provider: 'google', domains: 2, mailboxes: 4, monthCents: 1_400 },
      { provider: 'outlook', domains: 1, mailboxes: 25, monthCents: 5_000 },
    ]);
  });

  test.each([
    ['it costs something else', 6_900, both],
    ['it was not made here', 6_400, null],
  ] as const)('is one part when %s', (_why, amountCents, ours) => {
    const { orders } = joined(picture([row({ amountCents })], rows), ...(ours ? [ours] : []));
    expect(orders[0]?.parts).toEqual([
      { provider: 'several', domains: 3, mailboxes: ours ? 29 : null, monthCents: amountCents },
    ]);
  });
});

test('names are free, used by an order of ours or somebody’s, or taken by one that waits', () => {
  const names = ['free.com', 'a.com', 'else.com', 'waits.com', 'odd.com'];
  const registrations = names.map((name) => aRegistration(name, { isFree: name !== 'odd.com' }));
  const redirected = domain('a.com', 'rec1', { redirect: 'https://acme.com' });
  const pictures = [picture([row(), row({ id: 'rec9' })], [redirected, domain('else.com', 'rec9')], registrations)];
  const { orders } = joinOrders(pictures, [own()]);
  const waits = Reference.parse('wayts2');
  const seen = ownedNames(pictures, orders, new Map([['waits.com', waits]]));
  expect(seen.map(({ name, isFree, usedBy, redirect }) => [name, isFree, usedBy, redirect])).toEqual([
    ['free.com', true, null, null],
    ['a.com', false, { reference: own().reference, label: own().label, vendorOrderId: 'rec1' }, 'https://acme.com'],
    ['else.com', false, { reference: null, label: null, vendorOrderId: 'rec9' }, null],
    ['waits.com', false, { reference: waits, label: null, vendorOrderId: null }, null],
    ['odd.com', false, { reference: null, label: null, vendorOrderId: null }, null],
  ]);
});
