import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Order } from '../../../src/orders/order.ts';
import { digestOf } from '../../../src/spend/digest.ts';
import type { PaidOnce } from '../../../src/spend/running-order.ts';
import { digestMessage } from '../../../views/account/digest.ts';
import { fleetFile, spendFile } from '../../../views/account/files.ts';
import { fleetMessage } from '../../../views/account/fleet.ts';
import { namesFile, ownedLikeText, ownedNamesMessage } from '../../../views/account/owned-names.ts';
import { labelOfOrder } from '../../../views/account/rows.ts';
import { spendMessage } from '../../../views/account/spend.ts';
import { vendorOrderMessage } from '../../../views/account/vendor-order.ts';
import { accountOf, accountSurfaces } from '../../support/views/account-surfaces.ts';
import { noon, orderIn, questionedOrders, twiceOrders } from '../../support/views/orders.ts';
import {
  allText,
  foreignControls,
  mrkdwnTexts,
  plainTexts,
  sharedTexts,
  slackProblems,
} from '../../support/views/text.ts';
import { aFinding } from '../../support/watch.ts';
import { aRunningOrder } from '../spend/spending.ts';

const READ = { isAll: true, readAt: noon, unreadable: 0, unknown: [] };
const NONE = { orders: 0, nowCents: 0, monthCents: 0, ends: { known: 0, unknown: 0 } };
/** Words as people write them when they mean harm. */
const RUDE = '*x* <!channel> <https://evil.example|click> `y` :boom: "z" =1+1';

describe('every surface of an account', () => {
  const surfaces = accountSurfaces(RUDE);

  test('is taken by Slack, whatever stands in it', () => {
    expect(
      surfaces.flatMap(([name, surface]) => slackProblems(surface).map((problem) => `${name}: ${problem}`)),
    ).toEqual([]);
  });

  test('draws words of people and of ScaledMail as they were typed', () => {
    for (const [name, surface] of surfaces) {
      expect([name, foreignControls(surface)]).toEqual([name, []]);
      expect([name, sharedTexts(surface).filter((text) => text.includes('evil'))]).toEqual([name, []]);
      expect([name, plainTexts(surface).filter(({ emoji }) => emoji)]).toEqual([name, []]);
    }
  });

  test('speaks with one voice, and of amounts that are not known as that', () => {
    for (const [name, surface] of surfaces) {
      const texts = [...mrkdwnTexts(surface), ...plainTexts(surface).map(({ text }) => text)];
      expect([name, texts.filter((text) => /\b(?:we|our|us|NaN|undefined|null)\b/.test(text))]).toEqual([name, []]);
    }
  });

  test('stays small enough for Slack, however many orders there are', () => {
    for (const [name, surface] of surfaces) expect([name, allText(surface).length < 20_000]).toEqual([name, true]);
  });
});

describe('spend', () => {
  test('says by which clock its days and months are, as that of its reader may show another', () => {
    const parts = { ...accountOf(3, ''), ...READ, waiting: NONE };
    for (const month of [11, 12])
      expect(allText(spendMessage(parts, { year: 2026, month }, noon))).toContain(' · days by UTC · ');
  });

  test('of a month that is over says that it is counted at the amounts of now', () => {
    const parts = { ...accountOf(3, ''), ...READ, waiting: NONE };
    const saidOf = (month: number) =>
      allText(spendMessage(parts, { year: 2026, month }, noon)).includes('at the amounts of now');
    expect([10, 11, 12].map(saidOf)).toEqual([true, false, false]);
  });

  test('has ten rows, and the rest as one with its amount', () => {
    const orders = Array.from({ length: 13 }, (_, index) => ({
      ...order(100 * (index + 1)),
      own: own(`Label ${index}`),
    }));
    const text = allText(
      spendMessage({ ...accountOf(0, ''), ...READ, orders, waiting: NONE }, { year: 2026, month: 11 }, noon),
    );
    expect(text).toContain('▰▱▱▱▱▱▱▱▱▱ $13.00 · Label 12');
    expect(text).toContain('▱▱▱▱ $6.00 · 3 others, all in the file');
    expect(text).not.toContain('$3.00 · Label 2\n▰');
  });

  test('of another month calls the groups monthly where more than that was charged', () => {
    const textOf = (paidOnce: readonly PaidOnce[]) => {
      const parts = { ...accountOf(0, ''), ...READ, orders: [order(700)], paidOnce, waiting: NONE };
      return allText(spendMessage(parts, { year: 2026, month: 10 }, noon));
    };
    const [once] = accountOf(1, 'Acme').paidOnce;
    if (!once) throw new TypeError('Nothing was paid once');
    expect(textOf([])).toContain('*By label*');
    expect(textOf([{ ...once, at: new Date('2026-10-05T12:00:00Z') }])).toContain('*By label, each month*');
  });

  test('says what is unpaid, and that orders ended nobody knows when', () => {
    const gone = { ...order(900), runs: false };
    const parts = { ...accountOf(0, ''), ...READ, orders: [{ ...order(700), isUnpaid: true }, gone], waiting: NONE };
    expect(allText(spendMessage(parts, { year: 2026, month: 11 }, noon))).toContain(
      '🟠 $7.00 / month is counted here and not charged yet',
    );
    expect(allText(spendMessage(parts, { year: 2026, month: 10 }, noon))).toContain(
      '1 order ended at ScaledMail, nobody knows when',
    );
  });
});

const own = (label: string) => {
  const [first] = accountOf(1, label).orders;
  if (!first?.own) throw new TypeError('It is ours');
  return { ...first.own, label };
};
const order = (monthCents: number) => {
  const [first] = accountOf(1, 'Acme').orders;
  if (!first) throw new TypeError('There is an order');
  return { ...first, monthCents, parts: first.parts.map((part) => ({ ...part, monthCents })) };
};

describe('files', () => {
  const account = { ...accountOf(30, '=1+1'), ...READ, waiting: NONE };
  const rowsOf = (content: string): Record<string, string>[] => parse(content, { columns: true });

  test('hold every order that runs, and no formula', () => {
    const { name, content } = fleetFile({ ...account, wanted: '' }, noon);
    expect(name).toBe('fleet-2026-11-23.csv');
    const rows = rowsOf(content);
    expect(rows).toHaveLength(account.orders.filter(({ runs }) => runs).length);
    expect(rows.flatMap(Object.values).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(rows[2]).toMatchObject({ 'month usd': 'not known', 'made here': 'yes' });
    expect(fleetFile({ ...account, wanted: 'Acme & Co' }, noon).name).toBe('fleet-acme-co-2026-11-23.csv');
  });

  test('hold every charge of a month, the renewals one by one', () => {
    const { name, content } = spendFile(account, { year: 2026, month: 12 }, noon);
    expect(name).toBe('spend-2026-12.csv');
    const renewals = rowsOf(content).filter(({ what }) => what === 'renewal of a domain');
    expect(renewals).toHaveLength(account.names.filter(({ renewsAt }) => renewsAt !== null).length);
    expect(renewals.find(({ domains }) => domains === 'name2.com')).toMatchObject({ usd: 'not known' });
    const next = rowsOf(spendFile(account, { year: 2026, month: 11 }, noon).content).map((row) => row['day (UTC)']);
    expect(new Set(next.map((day) => day?.slice(0, 7)))).toEqual(new Set(['2026-11', '2026-12', 'not kno']));
  });

  test('hold every name, each once', () => {
    const rows = rowsOf(namesFile(account, noon).content);
    expect(rows).toHaveLength(30);
    expect(rows.filter(({ free }) => free === 'yes')).toHaveLength(15);
  });
});

test('owned names are found by any of the words, and cut with their number', () => {
  const account = accountOf(30, 'Acme');
  expect(ownedLikeText(account, ['name7', 'x'])).toBe('Owned already: name7.com (in use, the order is not known)');
  expect(ownedLikeText(account, ['nothing', ''])).toBe('');
  expect(ownedLikeText(account, ['NAME'])).toContain(' and 20 more: /scaledmail domains');
});

test('a fleet of a label that nobody has says so, in the words that were typed', () => {
  const text = allText(fleetMessage({ ...accountOf(3, 'Acme'), ...READ, wanted: '<!here>' }));
  expect(text).toContain('No order that runs has “<!here>” in its label.');
  expect(text).not.toContain('Fleet.csv');
});

describe('an account with nothing in it', () => {
  const empty = { ...accountOf(0, ''), ...READ, waiting: NONE, wanted: '' };
  const all = (message: { readonly text: string; readonly blocks: unknown }) => `${message.text} ${allText(message)}`;

  test('is empty for who sees all of it', () => {
    expect(all(fleetMessage(empty))).toMatch(/^Nothing runs at ScaledMail\. .*Nothing runs at ScaledMail\./s);
    expect(all(spendMessage(empty, { year: 2026, month: 10 }, noon))).toContain('Nothing is known to be charged');
    expect(all(ownedNamesMessage(empty))).toMatch(/^No domain is bought .*No domain is bought through ScaledMail/s);
  });

  test('denies nothing to who sees only what they asked for', () => {
    const own = { ...empty, isAll: false };
    for (const message of [fleetMessage(own), ownedNamesMessage(own), fleetMessage({ ...own, wanted: 'Acme' })])
      expect(all(message)).not.toMatch(/Nothing runs|No domain is bought|No order that runs/);
    expect(all(fleetMessage(own))).toContain('Nothing that you asked for runs at ScaledMail.');
    expect(all(spendMessage(own, { year: 2026, month: 10 }, noon))).toContain('Nothing that you asked for is known');
    expect(spendMessage(own, { year: 2026, month: 11 }, noon).text).toBe('Spend on what you asked for: $0.00 / month');
    expect(all(ownedNamesMessage(own))).toContain('free ones, and those that you asked for');
  });

  test('proves nothing while a list has no answer, or a row cannot be read', () => {
    for (const odd of [{ unknown: ['orders'] as const }, { unreadable: 1 }]) {
      expect(fleetMessage({ ...empty, ...odd }).text).toBe('Nothing that runs is known.');
      const { text } = fleetMessage({ ...empty, ...odd, wanted: '<!here>' });
      expect(text).toBe('No order that is known to run has “&lt;!here&gt;” in its label.');
    }
  });
});

const asked = {
  ...{ now: new Date('2026-11-30T09:00:00Z'), day: '2026-11-30' },
  ...{ before: null, orders: [], findings: [], unreadable: 0 },
};

test('a digest says since when it changed, what nobody explained, and what cannot be read', () => {
  const account = { orders: [aRunningOrder({ monthCents: 2_100 })], paidOnce: [], names: [] };
  const before = { day: '2026-11-23', monthCents: 2_000, said: '' };
  const titleOf = (change: Partial<typeof asked>, day = '2026-11-23') =>
    digestMessage(digestOf(account, { ...asked, ...change, before: { ...before, day } })).text;
  expect(titleOf({})).toBe('This week: $21.00 / month at ScaledMail · up $1.00 this week.');
  expect(titleOf({}, '2026-11-16')).toContain(' · up $1.00 since the last digest, Nov 16.');
  expect(titleOf({ unreadable: 2 })).toBe('This week: $21.00 / month at ScaledMail.');

  const findings = Array.from({ length: 7 }, (_, index) => aFinding({ key: `unapproved rec${index}` }));
  const message = digestMessage(digestOf(account, { ...asked, findings, unreadable: 2 }));
  const text = JSON.stringify(message.blocks);
  expect(text).toContain('*Not explained so far · 7*');
  expect(text).toContain('$49.00 / month that nobody approved here · told Nov 23');
  expect(text).toContain('"value":"unapproved rec0"');
  expect(text).toContain('and 2 more, all above in this channel');
  expect(text).toContain('2 orders that cannot be read · ');
  expect(slackProblems(message)).toEqual([]);
});

test('a digest says what each order needs somebody for, whatever its state is', () => {
  const account = { orders: [], paidOnce: [], names: [] };
  const textOf = (order: Order) => allText(digestMessage(digestOf(account, { ...asked, orders: [order] })));
  const twice = twiceOrders({}).filter(({ state }) => state === 'active');
  for (const order of twice.slice(1)) expect(textOf(order)).toContain('⚠️ Ordered twice · ');
  for (const order of questionedOrders({})) expect(textOf(order)).toContain('🟠 Is it this one? · ');
  const { progress, ...placed } = orderIn('placed');
  const stuck = { ...placed, progress: { ...progress, ready: [], isStuck: true } };
  expect(textOf(stuck)).toMatch(/🟢 Placed, taking long · .* · ▱▱▱▱▱▱▱▱▱▱ 0 of \d+ domains? ready · /);
});

test('a digest of many charges says where the rest of them stands, and keeps Slack’s limits', () => {
  const orders = Array.from({ length: 12 }, (_, index) =>
    aRunningOrder({ vendorOrderId: `rec${index}`, madeAt: new Date('2026-10-01T09:00:00Z'), monthCents: 100 }),
  );
  const account = { orders, paidOnce: [], names: [] };
  const message = digestMessage(digestOf(account, asked));
  const text = JSON.stringify(message.blocks);
  expect(text).toContain('Charged in the next 7 days · $12.00');
  expect(text).toContain('and 2 more, $2.00, all behind Open spend');
  expect(slackProblems(message)).toEqual([]);
});

test.each([
  [{}, 'and 5 more, all in Details'],
  [{ isActive: false }, 'and 5 more, all in the file of /scaledmail fleet'],
  [{ works: false }, 'and 5 more, all in the file of /scaledmail fleet'],
  [{ isActive: false, runs: false }, 'and 5 more"'],
])('domains that an order of others does not show stand where it says: %#', (change, words) => {
  const { isActive, works, runs } = { isActive: true, works: true, runs: true, ...change };
  const domains = Array.from({ length: 15 }, (_, index) => ({ name: `name${index}.com`, status: 'Active', works }));
  const order = { ...aRunningOrder(), own: null, runs };
  const message = vendorOrderMessage({
    ...{ order, status: 'Active', isActive, domains, late: [], usual: null, readAt: noon },
  });
  expect(JSON.stringify(message.blocks)).toContain(words);
});

test.each([
  [{}, 'Not made here, tag “acme-7f3k2q”'],
  [{ tag: null }, 'Not made here, without a tag'],
  [{ waitsForNames: true }, 'Paid, waits for names, tag “acme-7f3k2q”'],
  [{ waitsForNames: true, tag: null }, 'Paid, waits for names'],
  [{ waitsForNames: true, filledBy: own('Contoso') }, 'Contoso, names from here'],
])('an order that was not made here says what is known of it: %#', (change, label) => {
  const foreign = { ...aRunningOrder(), own: null, ...change };
  expect(labelOfOrder(foreign)).toBe(label);
  const file = fleetFile({ ...accountOf(0, ''), ...READ, orders: [foreign], wanted: '' }, noon);
  expect(parse(file.content, { columns: true })).toMatchObject([{ label }]);
});
