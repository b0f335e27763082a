import { expect, jest, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { areOpen } from '../../../src/orders/standing/stage.ts';
import type { OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import { connectSqlite } from '../../../src/storage/sqlite/open-sqlite-stores.ts';
import { sqliteOrderStore } from '../../../src/storage/sqlite/orders/order-store.ts';
import { amir, noon, rita } from '../../support/builders.ts';
import { after, changeBy, declinedBy, inserted, referenceOf } from './order-store-support.ts';
import { redisForThisFile } from './two-handles.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const PAGE = { offset: 0, limit: 10 };
const OPEN = ORDER_STATES.filter((state) => areOpen([state]));

/** Everything that a start, a look for work and people's lists ask of the orders. */
const ASKED: Readonly<Record<string, (orders: OrderStore) => Promise<unknown>>> = {
  'what waits': (orders) => orders.select({ stage: 'waiting', notRequestedBy: amir }, PAGE),
  'what runs': (orders) => orders.select({ stage: 'running' }, PAGE),
  "one's own": (orders) => orders.select({ stage: 'all', requestedBy: rita }, PAGE),
  'what was decided lately': (orders) =>
    orders.select({ stage: 'decided', requestedBy: rita, since: after(DAY_MS) }, PAGE),
  'all of them': (orders) => orders.select({ stage: 'all' }, PAGE),
  'a page of all': (orders) => orders.list({ limit: 10 }, null),
  'the open ones': (orders) => orders.list({ limit: 10, states: OPEN }, null),
  'the numbers': (orders) => orders.counts(),
  'due work': (orders) => orders.claimDue(noon, 1_000, 10, 'token'),
  'the next work': (orders) => orders.nextClaimableAt(),
  'who has a name': (orders) => orders.claimed([{ key: 'name:acme.com', mode: 'owns' }]),
  'one order': (orders) => orders.get(referenceOf(1)),
};

/** A step that goes through a whole table that grows with the orders. */
const TABLE = /^SCAN (?:orders|work|history|acts|claims|stubs|attempts|key_values)\b/;
/** Goes through the references of all orders, and reads no order: milliseconds for 200,000. */
const NUMBER_OF_ALL = 'SELECT count(*) AS total FROM orders WHERE TRUE';
/** Indexes of some rows alone, such as those of orders that wait. */
const PARTIAL_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'";
const Named = z.array(z.object({ name: z.string() }));
const Plan = z.array(z.object({ detail: z.string() }));

test('SQLite finds all of it by an index: no table is gone through', async () => {
  const { synced, unsynced } = connectSqlite(null);
  const prepare = jest.spyOn(synced, 'prepare');
  const orders = sqliteOrderStore({ synced, unsynced, fileProblem: () => null });
  await inserted(orders, 1);
  for (const ask of Object.values(ASKED)) await ask(orders);
  const asked = [...new Set(prepare.mock.calls.map(([sql]) => sql.trim()))].filter((sql) => sql.startsWith('SELECT'));
  const ofFew = Named.parse(synced.prepare(PARTIAL_INDEXES).all()).map(({ name }) => name);
  /** Whether the step goes through an index of a few orders, or ends with the page that is asked for. */
  const isShort = (detail: string, sql: string) =>
    sql === NUMBER_OF_ALL ||
    (/\bLIMIT\b/.test(sql) ? detail.includes('INDEX') : ofFew.some((name) => detail.endsWith(`INDEX ${name}`)));
  expect(asked.length).toBeGreaterThan(Object.keys(ASKED).length);
  for (const sql of asked) {
    const plan = Plan.parse(synced.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()).map(({ detail }) => detail);
    const scanned = plan.filter((detail) => TABLE.test(detail) && !isShort(detail, sql));
    expect({ sql, scanned }).toEqual({ sql, scanned: [] });
  }
  synced.close();
});

const { openTwice } = redisForThisFile();

/** Redis's own count of its commands, those within scripts included. */
async function commandsOf(redis: Redis): Promise<number> {
  const stats = await redis.info('commandstats');
  return [...stats.matchAll(/calls=(\d+)/g)].reduce((sum, [, calls]) => sum + Number(calls), 0);
}

test('Redis is asked as much for it beside three hundred ended orders as beside sixty', async () => {
  const counted: Record<string, number>[] = [];
  const { first, where, close } = await openTwice({ now: () => noon });
  const connection = new Redis(where);
  await first.prepare();
  await inserted(first.orders, 0, { requestedBy: rita });
  await first.orders.claimDue(noon, DAY_MS, 10, 'token');
  let stored = 0;
  for (const ended of [60, 300]) {
    for (; stored < ended; stored += 1) {
      const waits = await inserted(first.orders, stored + 1, { requestedBy: rita, requestedAt: after(stored * 1_000) });
      await first.orders.replace(1, { ...changeBy(waits, declinedBy(amir)), effects: [] });
    }
    const numbers: Record<string, number> = {};
    for (const [what, ask] of Object.entries(ASKED)) {
      const before = await commandsOf(connection);
      await ask(first.orders);
      numbers[what] = (await commandsOf(connection)) - before;
    }
    counted.push(numbers);
  }
  const [few, many] = counted;
  expect(many).toEqual(few);
  expect(Math.max(...Object.values(many ?? {}))).toBeLessThan(150);
  await connection.quit();
  await close();
});
