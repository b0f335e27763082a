import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Lab, ourEnvironment, Report, Seen, type Server } from '../lab/lab.ts';
import { type BenchRedis, startRedis } from '../lab/redis.ts';
import { until } from '../lab/requests.ts';
import type { Measure, Row } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const GOAL_RATIO = 1.7;
const PROCESSES = [1, 2, 4];
const PATIENCE_MS = 60_000;
/** Time to store everything before anything is due. */
const LEAD_MS = 8_000;
/** Effects before those that are counted, and the time for them: a process that just started is slow. */
const WARM_COUNT = 400;
const WARM_MS = 2_000;
/** A second post of the same effect would come within this time. */
const QUIET_MS = 500;

/** How fast Slack answers: so fast that the processors are what limits, and so slowly that waiting is. */
const FAST = { afterMs: 20, count: 800 };
const SLOW = { afterMs: 200, count: 800 };
/** A short run takes so many effects after the warm-up, and fewer processes. */
const FEW = 150;

interface Run {
  readonly perSecond: number;
  /** Processors that all processes together kept busy: the app's, Redis and the stand-in for Slack. */
  readonly cores: number;
}

/** Reminders that a number of processes posts each second; rejects when one is posted twice. */
async function run(lab: Lab, processes: number, { afterMs, count }: typeof FAST): Promise<Run> {
  const redis = await startRedis(lab);
  const environment = { ...ourEnvironment(lab, lab.folder()), REDIS_URL: redis.url, BENCH_POLL_MS: '20' };
  await lab.world.ask('forget', z.unknown());
  await lab.world.ask('answerAfter', z.unknown(), afterMs);
  const bots = await Promise.all(Array.from({ length: processes }, () => lab.start('ours', { environment })));
  const warmAtMs = Date.now() + LEAD_MS;
  const dueAtMs = warmAtMs + WARM_MS;
  const batches = [
    { count: WARM_COUNT, dueAtMs: warmAtMs },
    { count, dueAtMs },
  ];
  await lab.seeder.ask('reminders', z.unknown(), { redisUrl: redis.url, batches });
  if (Date.now() > warmAtMs) throw new Error('The reminders were not stored in time');
  await setTimeout(dueAtMs - Date.now());
  const cpuBefore = await cpuSecondsOf(lab, bots, redis);
  const all = WARM_COUNT + count;
  const posts = await until(`${all} reminders`, PATIENCE_MS, async () => {
    const { calls } = await lab.world.ask('counts', Seen.pick({ calls: true }));
    return (calls['chat.postMessage'] ?? 0) >= all ? (await lab.world.ask('seen', Seen)).posts : null;
  });
  const cpuSeconds = (await cpuSecondsOf(lab, bots, redis)) - cpuBefore;
  await setTimeout(QUIET_MS);
  const { posts: inAll } = await lab.world.ask('seen', Seen);
  for (const bot of bots) await bot.stop();
  await redis.stop();
  await lab.world.ask('answerAfter', z.unknown(), FAST.afterMs);
  const distinct = new Set(inAll.map(({ effectId }) => effectId));
  if (inAll.length !== all || distinct.size !== all) {
    throw new Error(`${inAll.length} posts were made for ${distinct.size} of ${all} effects`);
  }
  const times = posts.map(({ atMs }) => atMs).filter((atMs) => atMs >= dueAtMs);
  const seconds = (Math.max(...times) - dueAtMs) / 1_000;
  return { perSecond: times.length / seconds, cores: cpuSeconds / seconds };
}

async function cpuSecondsOf(lab: Lab, bots: readonly Server[], redis: BenchRedis): Promise<number> {
  const subjects = await Promise.all([lab.world, ...bots].map((each) => each.ask('report', Report)));
  return subjects.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, await redis.cpuSeconds());
}

/** One row: medians for each number of processes. */
async function rowFor(lab: Lab, speed: typeof FAST): Promise<{ row: Row; cores: number; ratio: number }> {
  const chosen = lab.isQuick ? { ...speed, count: FEW } : speed;
  const numbers = PROCESSES.filter((processes) => !lab.isQuick || processes <= 2);
  const runs = new Map<number, Run[]>(numbers.map((processes) => [processes, []]));
  for (let round = 0; round < lab.rounds; round += 1) {
    for (const processes of numbers) runs.get(processes)?.push(await run(lab, processes, chosen));
  }
  const cores = median((runs.get(1) ?? []).map((each) => each.cores));
  const perSecond = (processes: number) => median((runs.get(processes) ?? []).map((each) => each.perSecond));
  const ratio = ratioOf(perSecond(2), perSecond(1));
  const row: Row = {
    what: `Effects per second through the worker, one Redis, Slack answers in ${speed.afterMs} ms`,
    figures: numbers.map((processes) => ({
      side: processes === 1 ? '1 process' : `${processes} processes`,
      value: perSecond(processes),
      unit: '/s',
    })),
    ratio,
    goal: null,
  };
  return { row, cores, ratio };
}

export const workers: Measure = {
  name: 'workers',
  title: 'Effects through the worker',
  run: async (lab) => {
    const slow = await rowFor(lab, SLOW);
    const slowRow = {
      ...slow.row,
      goal: { text: `≥ ${GOAL_RATIO}× with 2`, value: slow.ratio, atLeast: GOAL_RATIO },
      note: `One process waits for Slack most of the time: ${slow.cores.toFixed(1)} cores are busy. Each effect posts one message; none was posted twice.`,
    };
    if (lab.isQuick) return [slowRow];
    const fast = await rowFor(lab, FAST);
    const most = availableParallelism() / fast.cores;
    return [
      slowRow,
      {
        ...fast.row,
        note: `With one process, it, Redis and the stand-in for Slack keep ${fast.cores.toFixed(1)} of ${availableParallelism()} cores busy, so that two can reach ${most.toFixed(2)}× at most. The goal is set where cores allow it, in the row before.`,
      },
    ];
  },
};
