import { kill } from 'node:process';
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

/** Resolves when a server counts a replica as one that gets what is written. */
async function whenOnline(admin: Redis): Promise<void> {
  while (!(await admin.info('replication')).includes('state=online')) await new Promise(setImmediate);
}

test('names replicas that a failover could lose an order by', async () => {
  const closers: (() => unknown)[] = [];
  try {
    const main = await startRedis();
    closers.push(main.stop);
    const replica = await startReplica(main);
    closers.push(replica.stop);
    const admin = new Redis(main.url);
    closers.push(() => admin.disconnect());
    await whenOnline(admin);
    expect(await saidAt(main.url)).toBeNull();
    await admin.call('ACL', 'SETUSER', 'default', '-wait');
    expect(await saidAt(main.url)).toContain('ACL SETUSER … +wait');
    await admin.call('ACL', 'SETUSER', 'default', '+wait');
    const onReplica = new Redis(replica.url);
    closers.push(() => onReplica.disconnect());
    // One that stands still copies nothing, and stays connected.
    const [, pid] = /process_id:(\d+)/.exec(await onReplica.info('server')) ?? [];
    kill(Number(pid), 'SIGSTOP');
    expect(await saidAt(main.url)).toContain('A trial write did not reach 1');
  } finally {
    for (const close of closers.toReversed()) await close();
  }
});
