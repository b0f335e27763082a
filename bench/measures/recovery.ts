import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'libsql';
import { z } from 'zod';
import { type Lab, ourEnvironment } from '../lab/lab.ts';
import { nowMs } from '../lab/requests.ts';
import { DUE_AT_MS, watchedStore } from '../lab/watched.ts';
import type { Measure } from '../measure.ts';
import { median } from '../statistics.ts';

const GOAL_SECONDS = 2;
const GOAL_MEGABYTES = 40;
const MEGABYTE = 1_048_576;

/** Starts the app on a store of so many due orders, and waits until each was claimed, or the time is up. */
async function recover(lab: Lab, count: number) {
  const dataDir = lab.folder(await watchedStore(lab, count));
  const environment = { ...ourEnvironment(lab, dataDir), BENCH_SAMPLE_HEAP: 'yes' };
  const bot = await lab.start('ours', { environment, isWatchedFromStart: true });
  const limitMs = lab.isQuick ? 4_000 : 10_000;
  const database = new Database(join(dataDir, 'scaledmail.db'));
  const due = database.prepare('SELECT count(*) AS count FROM work WHERE claimable_at_ms <= ?');
  const left = () => z.object({ count: z.int() }).parse(due.get(DUE_AT_MS)).count;
  while (left() > 0 && nowMs() - bot.startedAtMs < limitMs) await setTimeout(20);
  const seconds = (nowMs() - bot.startedAtMs) / 1_000;
  const claimed = count - left();
  database.close();
  const peakHeapBytes = await bot.ask('peakHeap', z.number());
  await bot.stop();
  return { seconds, claimed, peakMegabytes: peakHeapBytes / MEGABYTE };
}

/** From starting the process until every due effect of 10,000 open orders was claimed, and the heap that takes. */
export const recovery: Measure = {
  name: 'recovery',
  title: 'Recovery',
  run: async (lab) => {
    const count = lab.isQuick ? 300 : 10_000;
    const full: Awaited<ReturnType<typeof recover>>[] = [];
    const empty: typeof full = [];
    for (let round = 0; round < lab.rounds; round += 1) {
      empty.push(await recover(lab, 1));
      full.push(await recover(lab, count));
    }
    const claimed = median(full.map((run) => run.claimed));
    const seconds = median(full.map((run) => (run.seconds / Math.max(run.claimed, 1)) * count));
    const peakOf = (runs: typeof full) => median(runs.map(({ peakMegabytes }) => peakMegabytes));
    const more = peakOf(full) - peakOf(empty);
    const what = `${count.toLocaleString('en-US')} open orders, all due`;
    return [
      {
        what: `Recovery, start to all claimed: ${what}`,
        figures: [{ side: 'ours', value: seconds, unit: 's' }],
        ratio: null,
        goal: { text: `≤ ${GOAL_SECONDS} s`, value: seconds, atMost: GOAL_SECONDS },
        ...(claimed < count ? { note: `stopped after ${claimed} were claimed; the rest is reckoned.` } : {}),
      },
      {
        what: `Recovery, peak heap above that of one order: ${what}`,
        figures: [{ side: 'ours', value: more, unit: 'MB' }],
        ratio: null,
        goal: { text: `≤ ${GOAL_MEGABYTES} MB`, value: more, atMost: GOAL_MEGABYTES },
      },
    ];
  },
};
