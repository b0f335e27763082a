import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openStores } from '../../../src/storage/open-stores.ts';
import { patientRedis } from '../../../src/storage/redis/connection/patient-redis.ts';
import { refusalIn } from '../../../src/storage/redis/connection/refusals.ts';
import { noon, team } from '../../support/builders.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { startScriptedRedis } from '../../support/servers/scripted-redis.ts';
import { inserted, insertionOf, known, referenceOf } from '../stores/order-store-support.ts';
import { silentLog } from '../stores/two-handles.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

test.each([
  ['READONLY You can’t write against a read only replica.', 'READONLY'],
  ['READONLY You can’t write against a read only replica. script: 1f0, on @user_script:3.', 'READONLY'],
  ['ERR Error running script (call to f_1f0): @user_script:3: @user_script: 3: -READONLY You can’t write', 'READONLY'],
  ['LOADING Redis is loading the dataset in memory', 'LOADING'],
  ['MASTERDOWN Link with MASTER is down', 'MASTERDOWN'],
  ['CLUSTERDOWN The cluster is down', 'CLUSTERDOWN'],
  ['TRYAGAIN Multiple keys request during rehashing of slot', 'TRYAGAIN'],
  ['MOVED 3999 127.0.0.1:6381', 'MOVED'],
  ['OOM command not allowed when used memory > maxmemory.', null],
  ['ERR READONLY', null],
  ['Connection is closed.', null],
  ['Command timed out', null],
])('%s: %s', (message, refusal) => {
  expect(refusalIn(new Error(message))).toBe(refusal);
});

describe('a Redis that turns commands down', () => {
  /** A server that gives each connection its answers to GET. */
  const opened = async (answers: readonly (readonly string[])[], patienceMs = 1_000) => {
    const server = await startScriptedRedis(answers);
    closers.push(server.stop);
    const redis = new Redis(server.url, {
      enableReadyCheck: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      retryStrategy: () => 1,
      disconnectTimeout: 1,
    });
    redis.on('error', () => {});
    closers.push(() => redis.disconnect());
    await once(redis, 'ready');
    let nowMs = 0;
    const patient = patientRedis(redis, {
      log: silentLog,
      patienceMs,
      nowMs: () => nowMs,
      pause: async (ms) => {
        await new Promise(setImmediate);
        nowMs += ms;
        return ms >= 500 ? new Promise(() => {}) : undefined;
      },
      leadsElsewhere: () => true,
      explain: async (error) => error,
    });
    return { server, patient };
  };

  test.each(['READONLY', 'LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'MOVED'])(
    'with %s is left, and the command repeated once at the next one',
    async (refusal) => {
      const { server, patient } = await opened([[`-${refusal} 1 not here`], ['+done']]);
      expect(await patient.get('key')).toBe('done');
      expect(server.received).toEqual(['1 GET', '2 GET']);
    },
  );

  test('is left once for all commands that it turned down', async () => {
    const { server, patient } = await opened([
      // In one piece: a connection that is left after the first one loses the others.
      ['later -READONLY no', 'later -READONLY no', '-READONLY no'],
      ['+a', '+b', '+c'],
    ]);
    expect(await Promise.all(['a', 'b', 'c'].map((key) => patient.get(key)))).toEqual(['a', 'b', 'c']);
    expect(server.received.filter((each) => each.startsWith('2'))).toHaveLength(3);
  });

  test('while a slot moves is asked again over the same connection', async () => {
    const { server, patient } = await opened([['-TRYAGAIN wait', '-TRYAGAIN wait', '+done']]);
    expect(await patient.get('key')).toBe('done');
    expect(server.received).toEqual(['1 GET', '1 GET', '1 GET']);
  });

  test('for longer than the patience is told as it is', async () => {
    const { patient } = await opened([Array.from({ length: 20 }, () => '-TRYAGAIN wait')], 400);
    await expect(patient.get('key')).rejects.toThrow('TRYAGAIN');
  });

  test.each(['-OOM no memory', '-ERR no', 'hang up'])('is not asked again after %s', async (answer) => {
    const { server, patient } = await opened([[answer, '+done'], ['+done']]);
    await expect(patient.get('key')).rejects.toThrow();
    expect(server.received).toEqual(['1 GET']);
  });
});

describe('a main server that becomes a replica for a moment', () => {
  test('has the order that was written meanwhile, once', async () => {
    const server = await startRedis();
    closers.push(server.stop);
    const admin = new Redis(server.url);
    closers.push(() => admin.disconnect());
    const store = { kind: 'redis' as const, url: server.url, operatorSaysDurable: false };
    const stores = await openStores({ store, teamId: team, clock: { now: () => noon }, log: silentLog });
    closers.push(stores.close);
    await inserted(stores.orders, 1);
    await admin.replicaof('127.0.0.1', '1');
    const { order, effects, entry } = insertionOf(2);
    const inserting = stores.orders.insert(order, effects, entry);
    await stores.orders.get(referenceOf(1));
    await admin.replicaof('NO', 'ONE');
    expect(await inserting).toEqual({ ok: true });
    expect((await known(stores.orders, referenceOf(2))).version).toBe(1);
    expect(await stores.orders.history(referenceOf(2))).toHaveLength(1);
  });
});
