import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { monthlyCents } from '../../../src/acts/worth.ts';
import { readArguments } from '../../../src/audit/arguments.ts';
import type { Walked } from '../../../src/audit/each-order.ts';
import { jsonFormat } from '../../../src/audit/export/json.ts';
import { orderToExport } from '../../../src/audit/export/store.ts';
import { readStoreConfig } from '../../../src/config.ts';
import { addEffects } from '../../../src/orders/effect.ts';
import { withoutPeople } from '../../../src/orders/history/history.ts';
import { type Order, termsOf } from '../../../src/orders/order.ts';
import { csvFormat } from '../../../views/export/csv.ts';
import { amountOf, exportedOrder } from '../../../views/export/record.ts';
import { noon } from '../../support/builders.ts';
import { aNewFree } from '../../support/free.ts';
import { orderIn, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType, historyOf } from '../../support/views/samples.ts';

const about = { exportedAt: noon, team: 'T0ACME' };

/** An order with an entry of every type, as the walk finds it; `words` stand wherever people said something. */
function walked(order: Order, words: string): Walked {
  const history = historyOf(order, eventsOfEveryType(order, words));
  const last = history.at(-1);
  const head = { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' };
  const effects = addEffects([], [{ task: { type: 'redraw' }, dueAt: noon }], 1);
  const kept = {
    reference: order.facts.reference,
    stored: { version: 1, order, effects, head, lease: { token: 'lease-token', until: noon } },
    problem: null,
    history: history.map((entry) => ({ ok: true as const, entry })),
    heldClaims: [],
    claimableAt: null,
    isListed: true,
  };
  return { kept, violations: [{ rule: 'no_quorum', sentence: 'It was sent.' }] };
}

const csvOf = (all: readonly Walked[]): string => {
  const format = csvFormat();
  return [
    format.begin(about),
    ...all.map((each) => format.order(exportedOrder(orderToExport(each)))),
    format.end(all.length),
  ].join('');
};
const jsonOf = (all: readonly Walked[]): string => {
  const format = jsonFormat();
  return [
    format.begin(about),
    ...all.map((each) => format.order(exportedOrder(orderToExport(each)))),
    format.end(all.length),
  ].join('');
};
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe('the table', () => {
  const hostile = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    'a "quoted", word',
    'two\nlines',
    'two\r\nlines',
    'one\rline',
  ];

  test.each(hostile)('%j is no formula, and comes back as it was', (words) => {
    const order = orderIn('awaiting_approval', { label: words, workspaceName: words, words });
    const rows = rowsOf(csvOf([walked(order, words)]));
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const isFormula = /^[=+\-@\t\r]/.test(words);
    expect(rows[0]?.label).toBe(isFormula ? `'${words}` : words);
    expect(rows.filter(({ event }) => event === 'declined').map((row) => row.words)).toEqual([rows[0]?.label]);
  });

  test('has a row for each order in every state, and one for each of its entries', () => {
    const all = ordersInEveryState().map((order) => walked(order, 'no'));
    const rows = rowsOf(csvOf(all));
    expect(rows.filter(({ record }) => record === 'order').map(({ state }) => state)).toEqual(
      all.map(({ kept }) => kept.stored?.order.state),
    );
    expect(rows.filter(({ record }) => record === 'entry')).toHaveLength(
      all.length * eventsOfEveryType(orderIn('awaiting_approval')).length,
    );
    expect(rows[1]).toMatchObject({
      reference: '7f3k2q',
      sequence: '1',
      event: 'requested',
      actor: 'URITA',
      at: noon.toISOString(),
      event_usd: '14.00',
      event_cents: '1400',
    });
    expect(rows[0]).toMatchObject({
      violations: 'It was sent.',
      total_usd: '14.00',
      total_cents: '1400',
      domains: 'getacme.com tryacme.com',
    });
  });

  test('says of what cannot be read that it cannot', () => {
    const broken = {
      ...walked(orderIn('awaiting_approval'), 'no').kept,
      stored: null,
      problem: 'broken at order.state',
    };
    const history = [{ ok: false as const, problem: 'broken at event' }];
    const [order, entry] = rowsOf(csvOf([{ kept: { ...broken, history }, violations: [] }]));
    expect([order?.state, entry?.violations]).toEqual(['unreadable', 'broken at event']);
  });
});

describe('the JSON', () => {
  test('is whole: every order, every entry with all of its event, and how many there are', () => {
    const all = ordersInEveryState({ words: '"</script>\n' }).map((order) => walked(order, '"'));
    const parsed = JSON.parse(jsonOf(all));
    expect(parsed).toMatchObject({ format: 2, exportedAt: noon.toISOString(), team: 'T0ACME', count: all.length });
    expect(parsed.orders).toHaveLength(all.length);
    for (const [index, { kept }] of all.entries()) {
      const { order, history, total } = parsed.orders[index];
      expect(order).toEqual(JSON.parse(JSON.stringify(kept.stored?.order)));
      expect(history.map(({ event }: { event: unknown }) => event)).toEqual(
        JSON.parse(JSON.stringify(kept.history.map((each) => each.ok && each.entry.event))),
      );
      const worth = kept.stored && termsOf(kept.stored.order).worth;
      expect(total).toEqual(amountOf(worth ? monthlyCents(worth) : -1));
    }
  });

  test('has all that the hash of an entry covers, so that the chain can be counted anew', () => {
    const one = walked(orderIn('placed'), 'no');
    const entries = one.kept.history.flatMap((each) => (each.ok ? [each.entry] : []));
    const [first, second] = entries;
    if (!first || !second) throw new Error('The history is too short');
    const original = { sequence: 1, event: { type: 'requested' } };
    const history = [
      { ok: true as const, entry: { ...first, form: 1 as const, original } },
      { ok: true as const, entry: second },
      { ok: true as const, entry: withoutPeople(second) },
    ];
    const [exported] = JSON.parse(jsonOf([{ ...one, kept: { ...one.kept, history } }])).orders;
    const erased = withoutPeople(second);
    expect(exported.history.map(({ covered }: { covered: unknown }) => covered)).toEqual([
      { original },
      { salt: second.form === 2 && second.salt },
      { salt: '', erased: erased.form === 2 && erased.erased },
    ]);
  });

  test('of no orders is JSON too', () => {
    expect(JSON.parse(jsonOf([]))).toMatchObject({ orders: [], count: 0 });
  });

  test('and the table hold no claim of a worker', () => {
    const all = [walked(orderIn('placed'), 'no')];
    expect(`${jsonOf(all)}${csvOf(all)}`).not.toContain('lease-token');
  });
});

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [70, '0.70'],
  [14_900, '149.00'],
  [123_456_789, '1234567.89'],
])('%i cents are %s dollars', (cents, usd) => {
  expect(amountOf(cents)).toEqual({ usd, cents });
});

describe('the command line', () => {
  test.each([
    ['verify', { type: 'verify', teamId: null }],
    ['verify --team T0ACME', { type: 'verify', teamId: 'T0ACME' }],
    ['export', { type: 'export', teamId: null, format: null, out: null }],
    ['export --format csv --out -', { type: 'export', teamId: null, format: 'csv', out: '-' }],
    ['export --format=json --out=a.json', { type: 'export', teamId: null, format: 'json', out: 'a.json' }],
    ['help', { type: 'help' }],
    ['--help', { type: 'help' }],
  ])('%s is understood', (line, command) => {
    expect(readArguments(line.split(' '))).toEqual(command);
  });

  test.each([
    '',
    'verfy',
    'verify now',
    'verify --out x',
    'verify --team acme',
    'export --format xml',
    'export --out -',
    'export --out=',
    'export --force',
  ])('“%s” is not', (line) => {
    expect(readArguments(line.split(' ').filter((word) => word !== ''))).toMatchObject({ type: 'wrong' });
  });
});

test('the store is found by two variables, and by no others', () => {
  const redis = { kind: 'redis', url: 'redis://localhost:6379', operatorSaysDurable: false };
  expect(readStoreConfig({ REDIS_URL: redis.url, DATA_DIR: '/x' })).toEqual({
    ok: true,
    store: redis,
    archiveFolder: '/x/archive',
  });
  expect(readStoreConfig({ REDIS_URL: ' ', DATA_DIR: '/x' })).toEqual({
    ok: true,
    store: { kind: 'sqlite', dataDir: '/x' },
    archiveFolder: '/x/archive',
  });
  expect(readStoreConfig({})).toEqual({
    ok: true,
    store: { kind: 'sqlite', dataDir: './data' },
    archiveFolder: './data/archive',
  });
  const wrong = readStoreConfig({ REDIS_URL: 'http://user:secret@x' });
  expect(wrong.ok).toBe(false);
  expect(JSON.stringify(wrong)).not.toContain('secret');
});

test('an order says by which rule it goes, and its first entry that it was sent so, by nobody’s approval', () => {
  const { order, event } = aNewFree();
  const walk = walked(order, 'words');
  const history = [{ ok: true as const, entry: historyOf(order, [event])[0] }].flatMap(({ ok, entry }) =>
    entry ? [{ ok, entry }] : [],
  );
  const [ofOrder, ofEntry] = rowsOf(csvOf([{ ...walk, kept: { ...walk.kept, history } }]));
  expect([ofOrder?.rule, ofEntry?.rule, ofEntry?.actor]).toEqual(['free', 'free', 'U0RITA']);
  const people = walked(orderIn('awaiting_approval'), 'words');
  expect(rowsOf(csvOf([people]))[0]?.rule).toBe('approvers');
});
