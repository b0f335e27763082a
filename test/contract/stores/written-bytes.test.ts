import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { CustomOrder } from '../../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { addEffects } from '../../../src/orders/effect.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import type { OrderStore, StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { textOfAct } from '../../../src/storage/rows/stored-acts.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import { sqliteOrderStore } from '../../../src/storage/sqlite/orders/order-store.ts';
import { amir, aPurchase, noon, team } from '../../support/builders.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { largestLines } from '../../support/views/orders.ts';
import { after, changeBy, inserted, known, LEASE_MS, referenceOf } from './order-store-support.ts';
import { silentLog } from './two-handles.ts';

/** What a lease or a postponed effect may write. */
const MOST_BYTES = 1_024;

/** The largest order that the vendor takes, with each mailbox listed: 200 domains, 1,230 aliases. */
const largest: CustomOrder = aPurchase({
  lines: largestLines.map(({ provider, domains }) => ({
    provider,
    domains: domains.map((domain) => ({
      ...domain,
      naming: {
        form: 'aliases' as const,
        aliases: Array.from({ length: PROVIDER_FACTS[provider].mailboxesPerDomain }, (_, index) => ({
          firstName: 'Ada',
          lastName: 'Park',
          alias: `ada.park${index}`,
        })),
      },
    })),
  })),
});

interface Counted {
  readonly orders: OrderStore;
  /** Bytes that were written since it was asked last. */
  written(): Promise<number>;
  /** Bytes of all that is stored of acts. */
  acts(): Promise<number>;
}

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const sizeOf = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, value) => sum + Buffer.byteLength(String(value ?? '')), 0);

/** SQLite writes whole pages, so what is counted is what its statements are given. */
async function openSqlite(): Promise<Counted> {
  const database = openSqliteDatabase(null);
  closers.push(() => void database.close());
  let bytes = 0;
  const prepare = database.prepare.bind(database);
  const countedPrepare = (sql: string) => {
    const statement = prepare(sql);
    const run = statement.run.bind(statement);
    statement.run = (...parameters: unknown[]) => {
      bytes += sizeOf(parameters);
      return run(...parameters);
    };
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: countedPrepare });
  return {
    orders: sqliteOrderStore({ synced: database, unsynced: database }),
    written: async () => {
      const counted = bytes;
      bytes = 0;
      return counted;
    },
    acts: async () =>
      sizeOf(
        prepare('SELECT act FROM acts')
          .all()
          .map((row) => Object(row).act),
      ),
  };
}

/** Redis appends to its log what a script has written. */
async function openRedis(): Promise<Counted> {
  const redis = await startRedis();
  closers.push(redis.stop);
  const store = { kind: 'redis' as const, url: redis.url, operatorSaysDurable: false };
  const stores = await openStores({ store, teamId: team, clock: { now: () => noon }, log: silentLog });
  closers.push(stores.close);
  const connection = new Redis(redis.url);
  closers.push(() => void connection.disconnect());
  let before = 0;
  return {
    orders: stores.orders,
    written: async () => {
      const size = Number(/aof_current_size:(\d+)/.exec(await connection.info('persistence'))?.[1]);
      const counted = size - before;
      before = size;
      return counted;
    },
    acts: async () => sizeOf(await connection.hvals(redisKeys(team).acts)),
  };
}

async function approved(orders: OrderStore): Promise<StoredOrder> {
  const stored = await inserted(orders, 1, { purchase: largest });
  const { fingerprint } = newestTerms(stored.order);
  await orders.replace(1, changeBy(stored, { type: 'approved', by: amir, fingerprint }));
  return known(orders, referenceOf(1));
}

/** Every effect later, and tried once more. */
const postponed = ({ effects }: StoredOrder) =>
  effects.map((effect) => ({ ...effect, dueAt: after(600_000), attempts: effect.attempts + 1 }));

describe.each<[string, () => Promise<Counted>]>([
  ['SQLite', openSqlite],
  ['Redis', openRedis],
])('an order of 1,230 aliases on %s', (_name, open) => {
  test('writes at most 1 KB with a lease, and with effects that are postponed', async () => {
    const { orders, written } = await open();
    await approved(orders);
    expect(await written()).toBeGreaterThan(Buffer.byteLength(textOfAct(largest)));
    const [claimed] = await orders.claimDue(after(60_000), LEASE_MS, 1, 'token-1234');
    if (!claimed) throw new Error('The order is due');
    const lease = await written();
    expect(lease).toBeGreaterThan(0);
    expect(lease).toBeLessThanOrEqual(MOST_BYTES);
    const change = { ...claimed, effects: postponed(claimed), entry: null, lease: null };
    expect(await orders.replace(claimed.version, change)).toBe(true);
    const effects = await written();
    expect(effects).toBeGreaterThan(0);
    expect(effects).toBeLessThanOrEqual(MOST_BYTES);
  });

  test('stores its act once, whatever happens to it', async () => {
    const { orders, written, acts } = await open();
    const stored = await approved(orders);
    const act = Buffer.byteLength(textOfAct(largest));
    expect(await acts()).toBe(act);
    await written();
    expect(await orders.replace(stored.version, changeBy(stored, { type: 'held', reason: 'paused' }))).toBe(true);
    expect(await written()).toBeLessThan(act / 4);
    await inserted(orders, 2, { purchase: largest, claims: [] });
    expect(await acts()).toBe(act);
  });

  test('is read with its effects though its act is only named in them', async () => {
    const { orders } = await open();
    const stored = await approved(orders);
    const worth = newestTerms(stored.order).worth;
    const act = { ...largest, label: 'Renamed' };
    const event = { type: 'terms_changed', reason: 'workspace_renamed', to: { act, worth } } as const;
    const intents = [{ task: { type: 'note', event, at: noon }, dueAt: noon }] as const;
    const effects = addEffects(stored.effects, intents, stored.version + 1);
    expect(await orders.replace(stored.version, { ...stored, effects, entry: null })).toBe(true);
    expect((await known(orders, referenceOf(1))).effects).toStrictEqual(effects);
  });
});
