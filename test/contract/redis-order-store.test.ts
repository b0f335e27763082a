import { connect, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { openStores } from '../../src/storage/open-stores.ts';
import { noon, team } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { insertionOf, known } from './order-store-support.ts';
import { redisForThisFile, silentLog } from './two-handles.ts';

const redis = redisForThisFile();
const clock = { now: () => noon };

orderStoreContract('Redis', async () => {
  const { first, second, close } = await redis.openTwice(clock);
  return { orders: first.orders, second: second.orders, close };
});

/** Stands before Redis. `loseNextAnswer` lets one command through and cuts the connection instead of the answer. */
async function startLossyProxy(target: URL) {
  let isLosing = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream);
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    upstream.on('end', () => client.end());
    upstream.on('data', (answer) => {
      if (!isLosing) return client.write(answer);
      isLosing = false;
      return client.destroy();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${port}`,
    loseNextAnswer: () => {
      isLosing = true;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const openRedis = (url: string) =>
  openStores({ store: { kind: 'redis', url, operatorSaysDurable: false }, teamId: team, clock, log: silentLog });

test('an insert whose answer is lost fails; it is not sent again and refused as its own double', async () => {
  const proxy = await startLossyProxy(new URL(redis.url()));
  const stores = await openRedis(proxy.url);
  const { order, effects, entry } = insertionOf(1);
  proxy.loseNextAnswer();
  await expect(stores.orders.insert(order, effects, entry)).rejects.toThrow();
  expect((await known(stores.orders, order.facts.reference)).version).toBe(1);
  await stores.close();
  await proxy.close();
});

test('a Redis that is not there is an error at once, and nobody goes on trying', async () => {
  await expect(openRedis(`redis://127.0.0.1:${await freePort()}`)).rejects.toThrow();
});
