import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Config } from '../../../src/config.ts';
import { guardUntil } from '../../../src/doctor/check.ts';
import { checkStore } from '../../../src/doctor/check-store.ts';
import { runKeys } from '../../../src/keys/run.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { noon, team } from '../../support/builders.ts';
import { type RunningCluster, startRedisCluster } from '../../support/servers/redis-cluster.ts';
import { type RunningSentinels, startRedisWithSentinels } from '../../support/servers/redis-sentinels.ts';
import { contentOf, environmentOf, fill, run, temporaryFolder } from '../backup/support.ts';
import { silentLog } from '../stores/two-handles.ts';

/* The programs beside the bot, on the addresses that it takes. */
const clock = { now: () => noon };
let cluster: RunningCluster;
let sentinels: RunningSentinels;
beforeAll(async () => {
  cluster = await startRedisCluster(redisKeys(team).newest);
  sentinels = await startRedisWithSentinels();
});
afterAll(async () => {
  await Promise.all([cluster.stop(), sentinels.stop()]);
});

const storeAt = (url: string): Config['store'] => ({ kind: 'redis', url, operatorSaysDurable: false });
const doctorAt = async (url: string) => {
  const lines = await checkStore({
    store: storeAt(url),
    teamId: team,
    keys: { current: Buffer.alloc(32, 1) },
    randomBytes,
    clock,
    log: silentLog,
    guard: guardUntil(new Promise(() => {})),
  });
  return (name: string) => lines.find((line) => line.name === name);
};

test('a store goes from a cluster into a file, and from there behind Sentinels; its logins are sealed anew there', async () => {
  const folder = temporaryFolder();
  const [from, to] = [storeAt(cluster.url), storeAt(sentinels.url)];
  const stores = await openStores({ store: from, teamId: team, clock, log: silentLog });
  await fill(stores);
  await stores.close();
  expect(await run(['--out', 'copy.gz'], environmentOf(from), folder.path)).toMatchObject({ code: 0 });
  expect(await run(['restore', 'copy.gz'], environmentOf(to), folder.path)).toMatchObject({ code: 0 });
  expect(await contentOf(to)).toEqual(await contentOf(from));
  folder.remove();
  let said = '';
  const tell = (text: string) => {
    said += text;
  };
  const base64 = (filled: number) => Buffer.alloc(32, filled).toString('base64');
  const environment = { ...environmentOf(to), ENCRYPTION_KEY: base64(2), ENCRYPTION_KEY_PREVIOUS: base64(1) };
  expect(
    await runKeys(['rotate'], { environment, clock, log: silentLog, randomBytes, stdout: tell, stderr: tell }),
  ).toBe(0);
  expect(said).toContain('Sealed anew: 1.');
});

describe('the doctor', () => {
  test.each([
    { what: 'a cluster', url: () => cluster.url },
    { what: 'Sentinels', url: () => sentinels.url },
  ])('says of $what that nothing can be lost, after a trial write', async ({ url }) => {
    const line = await doctorAt(url());
    expect(line('Store')).toMatchObject({ ok: true });
    expect(line('Durability')).toMatchObject({ ok: true, detail: expect.stringContaining('a trial write was kept') });
  });

  test.each([
    {
      what: 'one server of a cluster',
      url: () => cluster.other,
      fix: () => `redis+cluster://${new URL(cluster.owner).host}.`,
    },
    {
      what: 'a Sentinel',
      url: () => sentinels.sentinel,
      fix: () => `redis+sentinel://${new URL(sentinels.sentinel).host}/orders.`,
    },
  ])('names $what, with the address to use', async ({ url, fix }) => {
    const line = await doctorAt(url());
    expect(line('Store')).toMatchObject({ ok: false, fix: expect.stringContaining(fix()) });
  });
});
