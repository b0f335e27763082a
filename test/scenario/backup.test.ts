import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { runBackup } from '../../src/backup/run.ts';
import { silentLog } from '../contract/stores/two-handles.ts';
import { noon } from '../support/builders.ts';
import { cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';
import { type CopyableWorld, startWorld } from '../support/world.ts';

const APPROVE = 'approve_order';
const MINUTE_MS = 60_000;

let redis: RunningRedis;
let databases = 0;
let world: CopyableWorld;
let amir: Person;
let folder: string;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const newRedis = () => {
  databases += 1;
  return `${redis.url}/${databases}`;
};
const paidCalls = () =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;
const cardText = () => textOf(cardFor(amir).blocks);

/** Runs the program with the bot's variables, or with others in their place. */
async function backup(words: readonly string[], environment: Readonly<Record<string, string>>) {
  let said = '';
  const tell = async (text: string) => {
    said += text;
  };
  const clock = { now: () => addMinutes(noon, 5) };
  const around = { environment, clock, log: silentLog, stdout: tell, stderr: tell, folder };
  return { code: await runBackup(words, around), said };
}

describe.each<[from: string, to: string, fromRedis: boolean]>([
  ['SQLite', 'Redis', false],
  ['Redis', 'SQLite', true],
])('A team that moves from %s to %s', (_from, _to, fromRedis) => {
  const elsewhere = () =>
    fromRedis ? { REDIS_URL: '', DATA_DIR: join(folder, 'data') } : { REDIS_URL: newRedis(), DATA_DIR: folder };
  const start = async () => {
    world = await startWorld(fromRedis ? { redisUrl: newRedis() } : {});
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
  };

  test('finds its order there, paused, and pays for it once', async () => {
    await start();
    expect(await backup(['--out', 'copy.gz'], world.environment)).toMatchObject({ code: 0 });
    const target = elsewhere();
    await world.restartBot({
      meanwhile: async () => {
        expect(await backup(['restore', 'copy.gz'], target)).toMatchObject({ code: 0 });
      },
      environment: target,
    });
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/paused/);
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(1);
    expect(cardText()).toContain('Placed');
  });

  test('that went on after the backup is told so by its card, and pays nothing twice', async () => {
    await start();
    await backup(['--out', 'copy.gz'], world.environment);
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(1);
    const target = elsewhere();
    await world.restartBot({
      meanwhile: async () => void (await backup(['restore', 'copy.gz'], target)),
      environment: target,
    });
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(1);
  });
});
