import { z } from 'zod';
import { type Lab, ourEnvironment, Seen } from '../lab/lab.ts';
import { startRedis } from '../lab/redis.ts';
import { until } from '../lab/requests.ts';
import type { Measure } from '../measure.ts';
import { median, ratioOf } from '../statistics.ts';

const GOAL_RATIO = 1.7;
const PROCESSES = [1, 2, 4];
const PATIENCE_MS = 60_000;
/** Time to store everything before anything is due. */
const LEAD_MS = 2_500;

/** Reminders that a number of processes posts each second; rejects when one is posted twice. */
async function effectsPerSecond(lab: Lab, processes: number, count: number): Promise<number> {
  const redis = await startRedis(lab);
  const environment = { ...ourEnvironment(lab, lab.folder()), REDIS_URL: redis.url, BENCH_POLL_MS: '20' };
  await lab.world.ask('forget', z.unknown());
  const bots = await Promise.all(Array.from({ length: processes }, () => lab.start('ours', { environment })));
  const dueAtMs = Date.now() + LEAD_MS;
  await lab.seeder.ask('reminders', z.unknown(), { redisUrl: redis.url, count, dueAtMs });
  if (Date.now() > dueAtMs) throw new Error('The reminders were not stored in time');
  const posts = await until(`${count} reminders`, PATIENCE_MS, async () => {
    const { posts: made } = await lab.world.ask('seen', Seen);
    return made.length >= count ? made : null;
  });
  await new Promise((resolve) => setTimeout(resolve, 500)); // A second post of the same effect would come now.
  const { posts: inAll } = await lab.world.ask('seen', Seen);
  for (const bot of bots) await bot.stop();
  await redis.stop();
  const distinct = new Set(inAll.map(({ effectId }) => effectId));
  if (inAll.length !== count || distinct.size !== count) {
    throw new Error(`${inAll.length} posts were made for ${distinct.size} of ${count} effects`);
  }
  const times = posts.map(({ atMs }) => atMs);
  return count / ((Math.max(...times) - Math.min(...times)) / 1_000);
}

/** Effects that the worker performs each second, by the number of processes that share one Redis. */
export const workers: Measure = {
  name: 'workers',
  title: 'Effects through the worker',
  run: async (lab) => {
    const count = lab.isQuick ? 150 : 800;
    const runs = new Map<number, number[]>(PROCESSES.map((processes) => [processes, []]));
    for (let round = 0; round < lab.rounds; round += 1) {
      for (const processes of PROCESSES) runs.get(processes)?.push(await effectsPerSecond(lab, processes, count));
    }
    const [one = 0, two = 0, four = 0] = [...runs.values()].map(median);
    const ratio = ratioOf(two, one);
    return [
      {
        what: 'Effects per second through the worker, one Redis',
        figures: [
          { side: '1 process', value: one, unit: '/s' },
          { side: '2 processes', value: two, unit: '/s' },
          { side: '4 processes', value: four, unit: '/s' },
        ],
        ratio,
        goal: { text: `≥ ${GOAL_RATIO}× with 2`, value: ratio, atLeast: GOAL_RATIO },
        note: 'Each effect posts one message; none was posted twice.',
      },
    ];
  },
};
