import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openStores } from '../../../src/storage/open-stores.ts';
import { noon, team } from '../../support/builders.ts';
import { startRedis, startReplica } from '../../support/servers/redis-server.ts';
import { silentLog } from '../stores/two-handles.ts';

/** What a store at an address says of what it could lose. */
async function saidAt(url: string): Promise<string | null> {
  const store = { kind: 'redis' as const, url, operatorSaysDurable: false };
  const stores = await openStores({ store, teamId: team, clock: { now: () => noon }, log: silentLog });
  const said = await stores.orders.durabilityProblem();
  await stores.close();
  return said;
}

test('names replicas that a failover could lose an order by', async () => {
  const main = await startRedis();
  const replica = await startReplica(main);
  const admin = new Redis(main.url);
  expect(await saidAt(main.url)).toBeNull();
  await admin.call('ACL', 'SETUSER', 'default', '-wait');
  const line = await saidAt(main.url);
  expect(line).toContain('ACL SETUSER … +wait');
  await admin.call('ACL', 'SETUSER', 'default', '+wait');
  const onReplica = new Redis(replica.url);
  // While a script runs there it copies nothing, and stays connected.
  const busy = onReplica.eval('while true do end', 0).catch(() => {});
  const late = await saidAt(main.url);
  admin.disconnect();
  await Promise.all([main.stop(), replica.stop()]);
  onReplica.disconnect();
  await busy;
  expect(late).toContain('A trial write did not reach 1');
});
