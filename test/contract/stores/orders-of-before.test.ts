import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { newestTerms, ORDER_STATES } from '../../../src/orders/order.ts';
import { stageOf } from '../../../src/orders/standing/stage.ts';
import type { OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import { openSqliteStores, openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { fileOrdersOfBefore } from '../../../src/storage/redis/orders/selection.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import { ENDS, RUNS, WAITS } from '../../../src/storage/sqlite/database/stages.ts';
import { noon, team } from '../../support/builders.ts';
import {
  FIRST_FORM_ORDERS,
  type FirstFormOrder,
  firstFormOrder,
  seedRedis,
  seedSqlite,
} from '../../support/rows/first-form.ts';
import { countLines } from './order-counts.contract.ts';
import { asIf, inserted, known } from './order-store-support.ts';
import { redisForThisFile, silentLog } from './two-handles.ts';

const redis = redisForThisFile();
const clock = { now: () => noon };

/** One order a state is enough. */
const ONE_A_STATE = [...new Map(FIRST_FORM_ORDERS.map((name) => [firstFormOrder(name).row.state, name])).values()];

/** That an order stands in the lists of its stage, and in no other, and is counted. */
async function expectFiled(orders: OrderStore, { row }: FirstFormOrder): Promise<void> {
  const stage = stageOf((await known(orders, row.reference)).order);
  for (const each of ['waiting', 'running'] as const) {
    const { total, orders: found } = await orders.select({ stage: each }, { offset: 0, limit: 10 });
    expect(found.map(({ facts }) => facts.reference)).toEqual(stage === each ? [row.reference] : []);
    expect(total).toBe(found.length);
  }
  expect(await countLines(orders)).toEqual([`custom_order ${row.state} 1`]);
  expect(await orders.select({ stage: 'decided' }, { offset: 0, limit: 0 })).toMatchObject({
    total: stage === 'waiting' ? 0 : 1,
  });
}

test.each(ONE_A_STATE)('%s of an older bot stands in the list of its stage on SQLite', async (name) => {
  for (const version of [1, 2] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'before-'));
    seedSqlite(folder, firstFormOrder(name), version);
    const { orders, close } = openSqliteStores(folder, clock);
    await expectFiled(orders, firstFormOrder(name));
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each(ONE_A_STATE)('%s of an older bot stands in the list of its stage on Redis', async (name) => {
  for (const isOldest of [true, false]) {
    const url = `${redis.url()}/1`;
    await seedRedis(url, firstFormOrder(name), isOldest);
    const { orders, prepare, close } = await openStores({
      store: { kind: 'redis', url, operatorSaysDurable: false },
      teamId: team,
      clock,
      log: silentLog,
    });
    await prepare();
    await expectFiled(orders, firstFormOrder(name));
    await close();
  }
});

test('a start that is cut off while it files orders of before is gone on with by the next', async () => {
  const url = `${redis.url()}/2`;
  const store = { kind: 'redis', url, operatorSaysDurable: false } as const;
  const { orders, close } = await openStores({ store, teamId: team, clock, log: silentLog });
  const references = [];
  for (const number of [1, 2, 3]) references.push((await inserted(orders, number)).order.facts.reference);
  const [cutOff, ...others] = references;
  const connection = new Redis(url);
  const keys = redisKeys(team);
  await connection.del(keys.tallies, keys.filed, keys.waiting);
  for (const reference of references) await connection.hdel(keys.order(reference), 'counted');
  const said: string[] = [];
  const log = { ...silentLog, info: (_fields: object, message: string) => void said.push(message) };
  const read: string[] = [];
  const file = (isCutOff: boolean) =>
    fileOrdersOfBefore(
      { redis: connection, keys, log },
      {
        get: async (reference) => {
          read.push(reference);
          if (isCutOff && reference === cutOff) {
            while ((await connection.zcard(keys.waiting)) < others.length);
            throw new Error('The connection ended');
          }
          return orders.get(reference);
        },
      },
    );
  await expect(file(true)).rejects.toThrow('The connection ended');
  expect(read.splice(0).toSorted()).toEqual(references.toSorted());
  await file(false);
  expect(read).toEqual([cutOff]);
  expect(await countLines(orders)).toEqual(['custom_order awaiting_approval 3']);
  expect(said).toHaveLength(2);
  await file(false);
  expect([said.length, read.length]).toEqual([2, 1]);
  await connection.quit();
  await close();
});

test('orders that are over are counted without being read, as those that are read', async () => {
  const url = `${redis.url()}/3`;
  const store = { kind: 'redis', url, operatorSaysDurable: false } as const;
  const { orders, close } = await openStores({ store, teamId: team, clock, log: silentLog });
  for (const [number, state] of [...ORDER_STATES, ...ORDER_STATES].entries()) {
    const { order, version } = await inserted(orders, number);
    const again = { ...newestTerms(order), number: 2 };
    // Of the second of each, the terms were changed: the script leaves those to who reads.
    const terms = number < ORDER_STATES.length ? order.terms : [...order.terms, again];
    const stored = await known(orders, order.facts.reference);
    await orders.replace(version, { ...stored, order: asIf(state, { ...order, terms }), entry: null });
  }
  const listed = async () => ({
    counts: await countLines(orders),
    waiting: await connection.zrange(keys.waiting, '0', '-1', 'WITHSCORES'),
    running: await connection.zrange(keys.running, '0', '-1', 'WITHSCORES'),
  });
  const connection = new Redis(url);
  const keys = redisKeys(team);
  const before = await listed();
  await connection.del(keys.tallies, keys.filed, keys.waiting, keys.running);
  for (const reference of await connection.zrange(keys.newest, '0', '-1'))
    await connection.hdel(keys.order(reference), 'counted');
  const read: string[] = [];
  const get: OrderStore['get'] = async (reference) => {
    const stored = await orders.get(reference);
    if (stored?.order.terms.length === 1) read.push(stored.order.state);
    return stored;
  };
  await fileOrdersOfBefore({ redis: connection, keys, log: silentLog }, { get });
  expect(await listed()).toEqual(before);
  expect(read.toSorted()).toEqual([
    'active',
    'approved',
    'awaiting_approval',
    'outcome_unknown',
    'payment_pending',
    'placed',
    'placing',
  ]);
  await connection.quit();
  await close();
});

const Plan = z.array(z.object({ detail: z.string() }));

test('what waits and what runs is found by an index, also beside rows that are broken', () => {
  const database = openSqliteDatabase(null);
  const insert = database.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?)');
  insert.run('aaaaaa', 'U1', 1, 'awaiting_approval', 'broken');
  insert.run('aaaaab', 'U1', 1, 'active', '');
  const planOf = (sql: string) =>
    Plan.parse(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
      .map(({ detail }) => detail)
      .join();
  expect(planOf(`SELECT count(*) FROM orders WHERE ${WAITS} AND requested_by <> 'U1'`)).toContain('orders_waiting');
  const page = planOf(`SELECT reference FROM orders WHERE ${WAITS} ORDER BY ${ENDS}, reference LIMIT 10`);
  expect(page).toContain('orders_waiting');
  const running = `FROM orders WHERE ${RUNS}`;
  expect(planOf(`SELECT count(*) ${running}`)).toContain('orders_going_on (<expr>=?)');
  const newest = planOf(`SELECT reference ${running} ORDER BY requested_at_ms DESC, reference LIMIT 10`);
  expect(newest).toContain('orders_going_on (<expr>=?)');
  expect(`${page}${newest}`).not.toContain('TEMP B-TREE');
  database.close();
});
