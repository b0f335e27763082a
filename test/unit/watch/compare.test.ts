import { expect, test } from '@jest/globals';
import { addHours } from 'date-fns';
import { type Comparison, compareAccount as compareWhole, type WatchedWorkspace } from '../../../src/watch/compare.ts';
import { NEW_HEAD } from '../../../src/watch/head.ts';
import type { KnownName, KnownOrder } from '../../../src/watch/known.ts';
import type { ListedOrder } from '../../../src/watch/order-comparison.ts';
import { NOTHING_OF_OURS } from '../../../src/watch/ours.ts';
import { needsOurs, toOpen } from '../../../src/watch/to-read.ts';
import { aReference, noon } from '../../support/builders.ts';
import { aHead, aKnownName, aKnownOrder, NORTHWIND } from '../../support/watch.ts';

const CONTOSO = { id: 'recContoso', name: 'Contoso Growth' };
const row = (id: string, change: Partial<ListedOrder> = {}): ListedOrder => ({
  ...{ id, amountCents: 700, status: 'Active', standing: 'runs', createdAt: noon, description: '' },
  ...change,
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`rec${index}`));
const workspaceOf = (orders: ListedOrder[] | null, more: Partial<WatchedWorkspace> = {}): WatchedWorkspace => ({
  ...{ workspace: NORTHWIND, orders: orders && { rows: orders, unreadable: 0 }, names: null, mailboxes: new Map() },
  listed: new Map(),
  ...more,
});
const bookOf = (orders: KnownOrder[] = [], names: KnownName[] = []) => ({
  orders: new Map(orders.map((each) => [each.id, each])),
  names: new Map(names.map((each) => [each.name, each])),
});
const asked = (workspaces: WatchedWorkspace[], more: Partial<Comparison> = {}): Comparison => ({
  ...{
    now: noon,
    head: aHead(),
    book: bookOf(),
    workspaces,
    ours: NOTHING_OF_OURS,
    isAll: true,
    opened: openedOf(workspaces),
  },
  ...more,
});
/** Of each order of the lists, that its page was read. */
const openedOf = (workspaces: readonly WatchedWorkspace[]) =>
  new Map(workspaces.flatMap(({ orders }) => (orders?.rows ?? []).map(({ id }) => [id, PAGE] as const)));
const PAGE = { tag: null, names: ['getbyhand.com'], made: null, unreadable: null, unknownReference: null };
const compareAccount = (question: Comparison) => compareWhole(question).change;
const keysOf = ({ findings = [] }: ReturnType<typeof compareAccount>) => findings.map(({ about }) => about.kind);
const names = (...list: string[]) => ({
  rows: list.map((name) => ({ name, boughtAt: noon, renewsAt: null, renewalCents: 1_700 })),
  unreadable: 0,
});

test('the first look takes in what stands there, as one finding; what comes later is told', () => {
  const first = compareAccount(asked([workspaceOf(rows(300), { names: names('getacme.com') })], { head: NEW_HEAD }));
  expect(keysOf(first)).toEqual(['stood_before']);
  expect(first.orders).toHaveLength(300);
  expect(first.head).toMatchObject({
    startedAt: noon,
    workspaces: [NORTHWIND.id],
    namesOf: [NORTHWIND.id],
    readAt: noon,
  });
  expect(first.head.tasks).toMatchObject([{ kind: 'post' }]);
  expect(keysOf(compareAccount(asked([workspaceOf([row('recNew')])])))).toEqual(['unapproved']);
});

test('a workspace that shows up later is taken in by the dates of its orders', () => {
  const later = workspaceOf([row('recNew'), row('recOld', { createdAt: addHours(noon, -1) })], { workspace: CONTOSO });
  expect(keysOf(compareAccount(asked([later])))).toEqual(['stood_before', 'unapproved']);
});

test('names are taken in once their list is read, be it later than the orders', () => {
  const withNames = workspaceOf([], { names: names('getacme.com') });
  const first = compareAccount(asked([withNames], { head: aHead({ namesOf: [] }) }));
  expect(keysOf(first)).toEqual([]);
  expect(first.head.namesOf).toEqual([NORTHWIND.id]);
  expect(keysOf(compareAccount(asked([withNames])))).toEqual(['bought']);
});

test('eight things of one look are messages of their own, nine are one', () => {
  expect(keysOf(compareAccount(asked([workspaceOf(rows(8))])))).toHaveLength(8);
  expect(keysOf(compareAccount(asked([workspaceOf(rows(9))])))).toEqual(['many']);
});

test('what was not read says nothing: no order of it is missing, and the account counts as unread', () => {
  const book = bookOf([aKnownOrder({ missing: { since: addHours(noon, -9), lists: 9, isTold: false } })]);
  const compared = compareAccount(asked([workspaceOf(null)], { book, head: aHead({ readAt: addHours(noon, -3) }) }));
  expect(keysOf(compared)).toEqual([]);
  expect(compared.orders).toEqual([]);
  expect(compared.head.readAt).toEqual(addHours(noon, -3));
});

test('an order that moved to another workspace is neither missing nor new', () => {
  const there = workspaceOf([row('recOrd1', { amountCents: 4_900 })], { workspace: CONTOSO });
  const head = aHead({ workspaces: [NORTHWIND.id, CONTOSO.id] });
  const compared = compareAccount(asked([workspaceOf([]), there], { book: bookOf([aKnownOrder()]), head }));
  expect(keysOf(compared)).toEqual([]);
  expect(compared.orders).toMatchObject([{ id: 'recOrd1', workspaceId: CONTOSO.id }]);
});

test('pages are opened of what nobody explains, the newest first; of nothing at the first look', () => {
  const unclear = [
    row('recOld', { createdAt: addHours(noon, -1) }),
    row('recNew'),
    row('recOurs'),
    row('recTold'),
    row('recKnown'),
  ];
  const told = aKnownOrder({ id: 'recTold', explained: { by: 'nobody', looks: 1, isTold: true } });
  const book = bookOf([told, aKnownOrder({ id: 'recKnown' })]);
  const made = new Map([['recOurs', { reference: aReference, monthCents: 700, mayBeCheaper: false }]]);
  const question = { book, workspaces: [workspaceOf(unclear)], ours: { ...NOTHING_OF_OURS, made }, head: aHead() };
  expect(toOpen(question).map(({ id }) => id)).toEqual(['recNew', 'recOld']);
  expect(toOpen({ ...question, head: NEW_HEAD })).toEqual([]);
});

test.each<[string, boolean, WatchedWorkspace, KnownOrder[], KnownName[]]>([
  [
    'nothing is new',
    false,
    workspaceOf([row('recOrd1')], { names: names('getacme.com') }),
    [aKnownOrder()],
    [aKnownName()],
  ],
  ['an order is new', true, workspaceOf([row('recNew')]), [], []],
  ['a name is new', true, workspaceOf([], { names: names('getacme.com') }), [], []],
  ['an order ended', true, workspaceOf([row('recOrd1', { standing: 'ended' })]), [aKnownOrder()], []],
  ['an order is missing', true, workspaceOf([]), [aKnownOrder()], []],
  ['one that ended is missing', false, workspaceOf([]), [aKnownOrder({ standing: 'ended' })], []],
  [
    'a name is listed with a price for the first time',
    true,
    workspaceOf([], { names: names('getacme.com') }),
    [],
    [aKnownName({ renewalCents: null })],
  ],
  [
    'one that people were told of may turn out to be ours',
    true,
    workspaceOf([row('recOrd1')]),
    [aKnownOrder({ explained: { by: 'nobody', looks: 1, isTold: true } })],
    [],
  ],
  [
    'it did not within a month',
    false,
    workspaceOf([row('recOrd1')]),
    [aKnownOrder({ firstSeenAt: addHours(noon, -30 * 24), explained: { by: 'nobody', looks: 1, isTold: true } })],
    [],
  ],
  ['one is missing while a list was not read', false, workspaceOf(null), [aKnownOrder()], []],
  ['a workspace is gone', true, workspaceOf([]), [aKnownOrder({ workspaceId: 'recContoso' })], []],
  [
    'nobody explains one so far',
    true,
    workspaceOf([row('recOrd1')]),
    [aKnownOrder({ explained: { by: 'nobody', looks: 1, isTold: false } })],
    [],
  ],
])('our orders are read when there is need to: %s, %s', (_why, isNeeded, workspace, orders, known) => {
  const question = { now: addHours(noon, 24), book: bookOf(orders, known), workspaces: [workspace], isAll: true };
  expect(needsOurs(question)).toBe(isNeeded);
});

const HOURS_MISSING = { since: addHours(noon, -9), lists: 9, isTold: false };
const missingOrder = (workspaceId: string) => bookOf([aKnownOrder({ workspaceId, missing: HOURS_MISSING })]);

test('a workspace that leaves the list takes no order along silently; one that the operator left out does', () => {
  const book = missingOrder(CONTOSO.id);
  const gone = compareAccount(asked([workspaceOf([])], { book }));
  expect(gone.findings).toMatchObject([{ about: { kind: 'vanished', order: { workspace: { id: CONTOSO.id } } } }]);
  expect(keysOf(compareAccount(asked([workspaceOf([])], { book, isAll: false })))).toEqual([]);
});

test('while the list of one workspace is not read, no order of another is missing: it may have moved there', () => {
  const book = missingOrder(NORTHWIND.id);
  const failing = workspaceOf(null, { workspace: CONTOSO });
  const odd = workspaceOf([], { workspace: CONTOSO, orders: { rows: [], unreadable: 1 } });
  const empty = workspaceOf([], { workspace: CONTOSO });
  for (const [other, expected] of [
    [failing, []],
    [odd, []],
    [empty, ['vanished']],
  ] as const)
    expect(keysOf(compareAccount(asked([workspaceOf([]), other], { book })))).toEqual(expected);
});

test('an empty list at the first look is not the last word: what is older than the watch stood there before', () => {
  const first = compareAccount(asked([workspaceOf([])], { head: NEW_HEAD }));
  expect(first.head).toMatchObject({ startedAt: noon, workspaces: [] });
  const later = [
    row('recOld', { createdAt: addHours(noon, -1) }),
    row('recUndated', { createdAt: null }),
    row('recNew'),
  ];
  const second = compareAccount(asked([workspaceOf(later)], { head: first.head }));
  expect(keysOf(second)).toEqual(['stood_before', 'unapproved']);
  expect(second.head.workspaces).toEqual([NORTHWIND.id]);
});

test('an order that is told keeps which message tells it, be it one of many', () => {
  const one = compareAccount(asked([workspaceOf(rows(1))]));
  expect(one.orders).toMatchObject([{ explained: { isTold: true, toldBy: 'unapproved rec0' } }]);
  const many = compareAccount(asked([workspaceOf(rows(9))]));
  expect(new Set(many.orders?.map(({ explained }) => 'toldBy' in explained && explained.toldBy))).toEqual(
    new Set(many.findings?.map(({ key }) => key)),
  );
});

test('what stood there before is another message when it is another list', () => {
  const keyOf = (count: number) =>
    compareAccount(asked([workspaceOf(rows(count))], { head: NEW_HEAD })).findings[0]?.key;
  expect(keyOf(2)).toBe('stood_before rec0 2 1400');
  expect(keyOf(3)).not.toBe(keyOf(2));
});
