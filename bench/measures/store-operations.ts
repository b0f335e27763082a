import { join } from 'node:path';
import { z } from 'zod';
import { type Lab, ourEnvironment } from '../lab/lab.ts';
import { seed } from '../lab/loads.ts';
import { startRedis } from '../lab/redis.ts';
import { monitorRedis } from '../lab/redis-steps.ts';
import { bodiesOf, sendSigned, until } from '../lab/requests.ts';
import { changesIn, operationsOf, type StoreStep, stepsToPlacing, tallied } from '../lab/store-steps.ts';
import { canTrace, syncsIn, tracingInto } from '../lab/syncs.ts';
import type { Measure, Row } from '../measure.ts';

const PATIENCE_MS = 20_000;
const HOUR_MS = 3_600_000;
const Traced = z.array(z.object({ atMs: z.number(), name: z.string() }));

interface Way {
  readonly steps: readonly StoreStep[];
  /** Null where disk syncs cannot be watched. */
  readonly syncs: number | null;
}

/** One click on Approve, on the embedded store. */
async function onSqlite(lab: Lab): Promise<Way> {
  const { dataDir, templatesFile } = await seed(lab);
  const traceFile = join(lab.folder(), 'syncs');
  const environment = ourEnvironment(lab, lab.folder(dataDir));
  const runner = canTrace() ? { runner: tracingInto(traceFile) } : {};
  const bot = await lab.start('ours-traced', { environment, ...runner });
  const [body = ''] = bodiesOf(templatesFile, 'approve click');
  const sentAtMs = await sendSigned(bot.url, body);
  const steps = await until('Placing', PATIENCE_MS, async () =>
    stepsToPlacing(await bot.ask('traced', Traced), sentAtMs),
  );
  await bot.stop();
  return { steps, syncs: 'runner' in runner ? syncsIn(traceFile, sentAtMs, steps.at(-1)?.atMs ?? 0) : null };
}

/** The same on Redis. */
async function onRedis(lab: Lab): Promise<Way> {
  const { templatesFile } = await seed(lab);
  const traceFile = join(lab.folder(), 'syncs');
  const isTraced = canTrace();
  const redis = await startRedis(lab, isTraced ? tracingInto(traceFile) : []);
  await lab.seeder.ask('reminders', z.unknown(), {
    redisUrl: redis.url,
    batches: [{ count: 1, dueAtMs: Date.now() + HOUR_MS }],
  });
  const environment = { ...ourEnvironment(lab, lab.folder()), REDIS_URL: redis.url, BENCH_POLL_MS: '60000' };
  const bot = await lab.start('ours', { environment });
  const monitor = await monitorRedis(redis.url);
  const [body = ''] = bodiesOf(templatesFile, 'approve click');
  const sentAtMs = await sendSigned(bot.url, body);
  const steps = await until('Placing', PATIENCE_MS, async () => stepsToPlacing(monitor.steps, sentAtMs));
  await bot.stop();
  monitor.stop();
  await redis.stop();
  return { steps, syncs: isTraced ? syncsIn(traceFile, sentAtMs, steps.at(-1)?.atMs ?? 0) : null };
}

function rowOf(name: string, { steps, syncs }: Way): Row {
  const operations = operationsOf(steps);
  const changes = changesIn(operations);
  return {
    what: `Store operations from click to \`placing\`, ${name}`,
    figures: [
      { side: 'operations', value: operations.length, unit: '' },
      { side: 'of them writing', value: changes.length, unit: '' },
      { side: syncs === null ? 'disk syncs (one a write)' : 'disk syncs', value: syncs ?? changes.length, unit: '' },
    ],
    ratio: null,
    goal: { text: 'as few as the protocol needs', value: null },
    note: `${tallied(operations)}.`,
  };
}

/** What one approval costs the store until its paid call may be made: every operation, counted and named. */
export const storeOperations: Measure = {
  name: 'store-operations',
  title: 'Store operations from click to placing',
  run: async (lab) => [rowOf('SQLite', await onSqlite(lab)), rowOf('Redis', await onRedis(lab))],
};
