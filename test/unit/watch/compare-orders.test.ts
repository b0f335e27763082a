import { expect, test } from '@jest/globals';
import { addHours, addMinutes, subDays, subMinutes } from 'date-fns';
import { compareOrders } from '../../../src/watch/compare-orders.ts';
import type { KnownOrder } from '../../../src/watch/known.ts';
import type { ListedOrder, OpenedOrder, OrderComparison } from '../../../src/watch/order-comparison.ts';
import { type Made, NOTHING_OF_OURS, type Ours, type Sought } from '../../../src/watch/ours.ts';
import { aReference, noon } from '../../support/builders.ts';
import { aKnownOrder, NORTHWIND } from '../../support/watch.ts';

const row = (change: Partial<ListedOrder> = {}): ListedOrder => ({
  ...{ id: 'recOrd1', amountCents: 4_900, status: 'Active', standing: 'runs', createdAt: noon, description: '' },
  ...change,
});
const page = { tag: 'test', names: ['getbyhand.com'], made: null, unreadable: null, unknownReference: null };
const nobody = (looks = 1, isTold = false) => ({ by: 'nobody' as const, looks, isTold });
const made: Made = { reference: aReference, monthCents: 4_900, mayBeCheaper: false };
const sought = (change: Partial<Sought> = {}): Sought => ({
  ...{ reference: aReference, workspaceId: NORTHWIND.id, names: new Set(['getacme.com']), since: noon },
  ruledOut: new Set(),
  ...change,
});

/** Compares some rows with some known orders. */
function compare(rows: ListedOrder[], known: KnownOrder[] = [], more: Partial<OrderComparison> = {}) {
  return compareOrders({
    ...{ now: noon, readBefore: null, workspace: NORTHWIND, stoodBefore: noon, isWatched: true, rows, isWhole: true },
    listed: new Set(rows.map(({ id }) => id)),
    known: new Map(known.map((each) => [each.id, each])),
    ...{ ours: NOTHING_OF_OURS, opened: new Map(), mailboxes: new Map() },
    ...more,
  });
}
const ours = (change: Partial<Ours>): { ours: Ours } => ({ ours: { ...NOTHING_OF_OURS, ...change } });
const opened = (change: Partial<OpenedOrder> = {}) => ({
  opened: new Map([['recOrd1', { ...page, ...change }]]),
});
const NOTHING = { changed: [], found: [], before: [], turnedOut: [] };
const kinds = (compared: ReturnType<typeof compareOrders>) => compared.found.map(({ about }) => about.kind);
const explained = (compared: ReturnType<typeof compareOrders>) => compared.changed[0]?.explained;

test('a new order that no order of ours explains is told, with what its page says', () => {
  const compared = compare([row()], [], { ...opened(), mailboxes: new Map([['recOrd1', 2]]) });
  expect(compared.found).toMatchObject([
    {
      key: 'unapproved recOrd1',
      about: { kind: 'unapproved', order: { id: 'recOrd1', mailboxes: 2, page: { tag: 'test', names: page.names } } },
    },
  ]);
  expect(explained(compared)).toEqual(nobody(1, true));
  const [known] = compared.changed;
  if (!known) throw new Error('It is not known');
  expect(compare([row()], [known], opened())).toEqual(NOTHING);
});

test('one that an order of ours made is never told: by its number, also of an earlier attempt, or by its tag', () => {
  for (const more of [ours({ made: new Map([['recOrd1', made]]) }), opened({ made })]) {
    const compared = compare([row()], [], more);
    expect(compared.found).toEqual([]);
    expect(explained(compared)).toEqual({ by: 'order', reference: aReference });
  }
});

test('what one of ours once explained stays explained, though that order is kept no more', () => {
  const known = aKnownOrder({ explained: { by: 'order', reference: aReference } });
  expect(compare([row()], [known], opened())).toEqual(NOTHING);
});

test.each<[string, Partial<OrderComparison>]>([
  [
    'it has a name of one that is looked for',
    { ...ours({ sought: [sought()] }), ...opened({ names: ['GetAcme.com'] }) },
  ],
  ['it has no names yet, and one is looked for', { ...ours({ sought: [sought()] }), ...opened({ names: [] }) }],
  ['its page was not read, and one is looked for', ours({ sought: [sought()] })],
  [
    'people are asked whether it is one of ours',
    { ...ours({ asked: new Map([['recOrd1', aReference]]) }), ...opened() },
  ],
  ['its tag names one of ours that cannot be read', opened({ unreadable: aReference })],
])('an order that may be ours is not told: %s', (_why, more) => {
  const compared = compare([row()], [aKnownOrder({ explained: nobody(9) })], more);
  expect(compared.found).toEqual([]);
  expect(explained(compared)).toEqual(nobody(10, false));
});

test.each<[string, Partial<Sought>, string]>([
  ['it has other names', {}, 'getbyhand.com'],
  ['it is in another workspace', { workspaceId: 'recContoso' }, 'getacme.com'],
  ['a person said that it is another one', { ruledOut: new Set(['recOrd1']) }, 'getacme.com'],
  ['it was made long before', { since: addMinutes(noon, 1) }, 'getacme.com'],
])('one that cannot be ours is told while ours is looked for: %s', (_why, change, name) => {
  expect(kinds(compare([row()], [], { ...ours({ sought: [sought(change)] }), ...opened({ names: [name] }) }))).toEqual([
    'unapproved',
  ]);
});

test('one whose page cannot be read is told after three looks', () => {
  const first = compare([row()]);
  expect(first.found).toEqual([]);
  expect(explained(first)).toEqual(nobody());
  expect(kinds(compare([row()], [aKnownOrder({ explained: nobody(1) })]))).toEqual([]);
  expect(kinds(compare([row()], [aKnownOrder({ explained: nobody(2) })]))).toEqual(['unapproved']);
});

test('one that was told and turns out to be ours is explained by that', () => {
  const known = aKnownOrder({ explained: nobody(1, true) });
  const compared = compare([row()], [known], ours({ made: new Map([['recOrd1', made]]) }));
  expect(compared.found).toEqual([]);
  expect(explained(compared)).toEqual({ by: 'order', reference: aReference });
});

test('one that was listed before its number was known is compared with what was approved, too', () => {
  const known = aKnownOrder({ explained: nobody(1, false) });
  const dearer = ours({ made: new Map([['recOrd1', { ...made, monthCents: 1 }]]) });
  expect(kinds(compare([row()], [known], dearer))).toEqual(['amount']);
  const ended = row({ status: 'Cancelled', standing: 'ended', amountCents: 0 });
  expect(kinds(compare([ended], [known], dearer))).toEqual(['cancelled']);
  const told = compare([row()], [...compare([row()], [known], dearer).changed], dearer);
  expect(told.found).toEqual([]);
});

test('what stood there at the first look is taken in; what ended already is not asked about', () => {
  const rows = [row(), row({ id: 'recOld', status: 'Cancelled', standing: 'ended' }), row({ id: 'recOurs' })];
  const more = { stoodBefore: 'all' as const, ...ours({ made: new Map([['recOurs', { ...made, monthCents: 1 }]]) }) };
  const compared = compare(rows, [], more);
  expect(compared.found).toEqual([]);
  expect(compared.before.map(({ id }) => id)).toEqual(['recOrd1']);
  expect(compared.changed.map((each) => each.explained.by)).toEqual(['before', 'before', 'order']);
});

test('in a workspace that shows up later, only what is older than the watch stood there before', () => {
  const rows = [
    row(),
    row({ id: 'recOld', createdAt: addHours(noon, -1) }),
    row({ id: 'recUndated', createdAt: null }),
  ];
  const compared = compare(rows, [], { isWatched: false, ...opened() });
  expect(compared.before.map(({ id }) => id)).toEqual(['recOld', 'recUndated']);
  expect(kinds(compared)).toEqual(['unapproved']);
});

test('an amount that moved is told each time it does; one that is not said is nothing, and is remembered', () => {
  const moved = compare([row({ amountCents: 5_600 })], [aKnownOrder()]);
  expect(moved.found).toMatchObject([
    {
      key: 'amount recOrd1 1 4900-5600',
      about: { kind: 'amount', fromCents: 4_900, isApproved: false, order: { amountCents: 5_600 } },
    },
  ]);
  const [dearer] = moved.changed;
  if (!dearer) throw new Error('It is not known');
  expect(compare([row({ amountCents: null })], [dearer]).found).toEqual([]);
  expect(compare([row({ amountCents: 4_900 })], [dearer]).found).toMatchObject([{ key: 'amount recOrd1 2 5600-4900' }]);
});

test('one of ours that costs something else than was approved is told; less with a coupon is not', () => {
  const at = (amountCents: number, mayBeCheaper: boolean) =>
    compare([row({ amountCents })], [], ours({ made: new Map([['recOrd1', { ...made, mayBeCheaper }]]) })).found;
  expect(at(5_600, true)).toMatchObject([{ about: { kind: 'amount', isApproved: true, fromCents: 4_900 } }]);
  expect(at(4_200, false)).toMatchObject([{ about: { kind: 'amount' } }]);
  expect(at(4_200, true)).toEqual([]);
  expect(at(4_900, false)).toEqual([]);
});

test('an end is told, unless an order of ours ended it', () => {
  const ended = row({ status: 'Cancelled', standing: 'ended', amountCents: 0 });
  expect(kinds(compare([ended], [aKnownOrder()]))).toEqual(['cancelled']);
  expect(kinds(compare([ended], [aKnownOrder()], ours({ ended: new Map([['recOrd1', noon]]) })))).toEqual([]);
  expect(kinds(compare([ended], [aKnownOrder({ status: 'Cancelled', standing: 'ended' })]))).toEqual([]);
});

test('a word that nobody knows is told once; none at all is nothing, and so is any while we end the order', () => {
  const odd = row({ status: 'Past due', standing: 'unknown' });
  const told = compare([odd], [aKnownOrder()]);
  expect(told.found).toMatchObject([{ key: 'status recOrd1 1 Past due', about: { order: { status: 'Past due' } } }]);
  const [known] = told.changed;
  if (!known) throw new Error('It is not known');
  expect(compare([odd], [known])).toEqual(NOTHING);
  expect(kinds(compare([{ ...odd, status: ' ' }], [aKnownOrder()]))).toEqual([]);
  expect(kinds(compare([odd], [aKnownOrder()], ours({ ended: new Map([['recOrd1', noon]]) })))).toEqual([]);
});

/** Looks at lists that lack an order, each so much later; answers what was found in all. */
function missingFor(minutes: readonly number[], more: Partial<OrderComparison> = {}, known = aKnownOrder()) {
  let now = noon;
  let last = known;
  return minutes.flatMap((later) => {
    now = addMinutes(now, later);
    const compared = compare([], [last], { now, ...more });
    last = compared.changed[0] ?? last;
    return kinds(compared);
  });
}

test('one that is missing is told once: after four lists in a row, and not before three hours', () => {
  expect(missingFor(Array.from({ length: 12 }, () => 15))).toEqual([]);
  expect(missingFor(Array.from({ length: 60 }, () => 15))).toEqual(['vanished']);
  expect(missingFor([60, 60, 180])).toEqual([]);
  expect(missingFor([60, 60, 180, 60, 60])).toEqual(['vanished']);
});

test('one that a single list lacks is not missing: it counts anew', () => {
  const missing = { since: addHours(noon, -9), lists: 3, isTold: false };
  const back = compare([row()], [aKnownOrder({ missing })]);
  expect(back.found).toEqual([]);
  expect(back.changed).toEqual([aKnownOrder()]);
});

test.each<[string, Partial<OrderComparison>, Partial<KnownOrder>]>([
  ['the list has rows without a number', { isWhole: false }, {}],
  ['it ended', {}, { standing: 'ended' }],
  ['an order of ours ended it', ours({ ended: new Map([['recOrd1', noon]]) }), {}],
  ['it is listed in another workspace', { listed: new Set(['recOrd1']) }, {}],
  ['its workspace is another', {}, { workspaceId: 'recContoso' }],
])('one that is missing is nothing when %s', (_why, more, change) => {
  expect(missingFor([180, 180, 180, 180, 180, 180], more, aKnownOrder(change))).toEqual([]);
});

test('an odd row, and an empty list, say nothing', () => {
  const odd = row({ id: 'recOdd', amountCents: null, createdAt: null, status: '', standing: 'unknown' });
  expect(compare([odd], [aKnownOrder({ id: 'recOdd' })]).found).toEqual([]);
  expect(compare([])).toEqual(NOTHING);
});

test('an amount that is not said stays the last one, whatever else the row says', () => {
  const [known] = compare([row({ amountCents: null, status: 'Paused', standing: 'unknown' })], [aKnownOrder()]).changed;
  expect(known).toMatchObject({ amountCents: 4_900, status: 'Paused' });
});

test('what may be one of ours is not taken for one that stood there before', () => {
  const compared = compare([row()], [], { stoodBefore: 'all', ...ours({ sought: [sought()] }) });
  expect(compared.before).toEqual([]);
  expect(explained(compared)).toEqual(nobody());
});

/** What is listed at one look after the other; answers all that was found, with the keys. */
function looks(lists: readonly ListedOrder[], more: Partial<OrderComparison> = {}, before?: KnownOrder) {
  let last = before;
  return lists.flatMap((listed) => {
    const compared = compare([listed], last ? [last] : [], { ...opened(), ...more });
    last = compared.changed[0] ?? last;
    return compared.found;
  });
}
const approved = (change: Partial<Made> = {}) => ours({ made: new Map([['recOrd1', { ...made, ...change }]]) });
const kindsOf = (found: ReturnType<typeof looks>) => found.map(({ about }) => about.kind);

test('an order of ours that is listed without an amount first is compared with what was approved once it has one', () => {
  const late = [
    row({ amountCents: null }),
    row({ amountCents: null }),
    row({ amountCents: 9_900 }),
    row({ amountCents: 9_900 }),
  ];
  expect(looks(late, approved())).toMatchObject([
    { about: { kind: 'amount', fromCents: 4_900, isApproved: true, order: { amountCents: 9_900 } } },
  ]);
  expect(looks([row({ amountCents: null }), row()], approved())).toEqual([]);
  expect(looks([row({ amountCents: null }), row({ amountCents: 700 })], approved({ mayBeCheaper: true }))).toEqual([]);
  // At the first look, and for one that was not explained first, too.
  expect(kindsOf(looks(late, { stoodBefore: 'all', ...approved() }))).toEqual(['amount']);
  const unclear = compare([row({ amountCents: null })]).changed[0];
  expect(kindsOf(looks(late, approved(), unclear))).toEqual(['amount']);
  // From then on it is compared with what was listed last.
  const later = [...late, row({ amountCents: 5_000 })];
  expect(looks(later, approved())).toMatchObject([
    { about: { isApproved: true } },
    { about: { isApproved: false, fromCents: 9_900 } },
  ]);
});

test('what may be ours is told after a day all the same, with which order it may be', () => {
  const more = { ...ours({ sought: [sought()] }), ...opened({ names: [] }) };
  const waiting = aKnownOrder({ explained: nobody(90), firstSeenAt: noon });
  expect(kinds(compare([row()], [waiting], { ...more, now: addMinutes(noon, 24 * 60 - 1) }))).toEqual([]);
  const compared = compare([row()], [waiting], { ...more, now: addHours(noon, 24) });
  expect(compared.found).toMatchObject([{ about: { kind: 'unapproved', mayBe: [aReference] } }]);
  // Not told again, nor held up by a clock that was set back.
  const [told] = compared.changed;
  if (!told) throw new Error('It is not known');
  expect(kinds(compare([row()], [told], { ...more, now: addHours(noon, 25) }))).toEqual([]);
  expect(kinds(compare([row()], [waiting], { ...more, now: addHours(noon, -30) }))).toEqual(['unapproved']);
  const unread = compare([row()], [waiting], { ...ours({ sought: [sought()] }), now: addHours(noon, 24) });
  expect(kinds(unread)).toEqual(['unapproved']);
});

test('what is certainly none of ours is told without such a doubt', () => {
  expect(compare([row()], [], opened()).found[0]?.about).not.toHaveProperty('mayBe');
});

const over = row({ status: 'Cancelled', standing: 'ended', amountCents: 0 });

test('one that goes on after its end is told, each time, with its amount', () => {
  const found = looks([over, row(), row(), over, row()], {}, aKnownOrder());
  expect(kindsOf(found)).toEqual(['cancelled', 'resumed', 'cancelled', 'resumed']);
  expect(new Set(found.map(({ key }) => key)).size).toBe(4);
  expect(found[1]).toMatchObject({ about: { was: 'ended', order: { amountCents: 4_900 } } });
  expect(kindsOf(looks([over, row({ amountCents: 5_600 })], {}, aKnownOrder()))).toEqual([
    'cancelled',
    'amount',
    'resumed',
  ]);
  // Also when an order of ours had ended it, and past a word that says nothing.
  const ended = ours({ ended: new Map([['recOrd1', noon]]) });
  expect(kindsOf(looks([over, row({ status: '', standing: 'unknown' }), row()], ended, aKnownOrder()))).toEqual([
    'resumed',
  ]);
});

test('what ended it once explains no later end, unless it is ended here again', () => {
  const lists = [over, row(), over];
  expect(kindsOf(looks(lists, ours({ ended: new Map([['recOrd1', noon]]) }), aKnownOrder()))).toEqual([
    'resumed',
    'cancelled',
  ]);
  const again = ours({ ended: new Map([['recOrd1', addMinutes(noon, 1)]]) });
  expect(kindsOf(looks(lists, again, aKnownOrder()))).toEqual(['resumed']);
});

test('one that was told as missing, or left the list after we ended it, is told when it goes on', () => {
  const missing = { since: noon, lists: 4, isTold: true };
  expect(looks([row(), row()], {}, aKnownOrder({ missing }))).toMatchObject([
    { about: { kind: 'resumed', was: 'missing' } },
  ]);
  expect(kindsOf(looks([over], {}, aKnownOrder({ missing })))).toEqual(['cancelled']);
});

test('the amount that the list shows of one that ended is neither told nor kept', () => {
  const compared = compare([over], [aKnownOrder()]);
  expect(compared.found).toMatchObject([{ about: { kind: 'cancelled', order: { amountCents: 4_900 } } }]);
  expect(compared.changed).toMatchObject([{ amountCents: 4_900, standing: 'ended' }]);
});

test('a key says what was found: another amount under the same number is another finding', () => {
  const keys = [5_600, 6_000].map((amountCents) => compare([row({ amountCents })], [aKnownOrder()]).found[0]?.key);
  expect(keys).toEqual(['amount recOrd1 1 4900-5600', 'amount recOrd1 1 4900-6000']);
});

test('one that was told and turns out to be ours names the finding that told it', () => {
  const toldBy = 'unapproved recOrd1';
  const known = aKnownOrder({ explained: { ...nobody(1, true), toldBy } });
  expect(compare([row()], [known], approved()).turnedOut).toEqual([
    { key: toldBy, id: 'recOrd1', reference: aReference },
  ]);
  const untold = aKnownOrder({ explained: nobody(1, false) });
  expect(compare([row()], [untold], approved()).turnedOut).toEqual([]);
});

test('an order that is older than the watch by far stood there before, though no list had it; one of yesterday did not', () => {
  const old = row({ createdAt: addHours(noon, -25) });
  expect(compare([old], [], opened()).before).toHaveLength(1);
  expect(kinds(compare([row({ createdAt: addHours(noon, -23) })], [], opened()))).toEqual(['unapproved']);
  expect(kinds(compare([row({ createdAt: null })], [], opened()))).toEqual(['unapproved']);
});

test('a tag explains what an order made that is not kept any more, and whose number was never known', () => {
  const purgedTags = new Map([['acme-abc234', made]]);
  const compared = compare([row()], [], { ...ours({ purgedTags }), ...opened({ tag: ' ACME-abc234' }) });
  expect(compared.found).toEqual([]);
  expect(explained(compared)).toEqual({ by: 'order', reference: aReference });
});

test('of an order that ended, it is kept between which looks: the last one that read every list, and this one', () => {
  const readBefore = subMinutes(noon, 15);
  const firstSeenAt = subDays(noon, 9);
  const ended = row({ status: 'Cancelled', standing: 'ended' });
  const endOf = (known: Partial<KnownOrder>, more: Partial<OrderComparison> = { readBefore }) =>
    compare([ended], [aKnownOrder({ firstSeenAt, ...known })], more).changed[0]?.ended;
  expect(endOf({})).toEqual({ after: readBefore, by: noon });
  expect(endOf({ status: 'Past due', standing: 'unknown' })).toEqual({ after: readBefore, by: noon });
  expect(endOf({}, {})).toEqual({ after: firstSeenAt, by: noon });
  const missing = { since: subDays(noon, 2), lists: 9, isTold: true };
  expect(endOf({ missing })).toEqual({ after: firstSeenAt, by: noon });
  expect(compare([ended]).changed[0]).not.toHaveProperty('ended');
  expect(compare([ended], [aKnownOrder({ ...ended, ended: { after: firstSeenAt, by: noon } })]).changed).toEqual([]);
});
