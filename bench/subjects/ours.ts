import { setTimeout } from 'node:timers/promises';
import { startBot } from '../../src/bot.ts';
import { describeProblems, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { answerAsks } from './answering.ts';

/** The whole app, put together as `src/main.ts` does, with its composition root's own settings. */
const read = readConfig(process.env);
if (!read.ok) throw new Error(describeProblems(read.problems));
const log = createLog(read.config.logLevel);
const pollMs = Number(process.env.BENCH_POLL_MS ?? 1_000);
let peakHeapBytes = 0;
if (process.env.BENCH_SAMPLE_HEAP === 'yes') {
  setInterval(() => {
    peakHeapBytes = Math.max(peakHeapBytes, process.memoryUsage().heapUsed);
  }, 50).unref();
}

const bot = await startBot(read.config, {
  ...{ clock: { now: () => new Date() }, log, pollMs, sleep: setTimeout },
  storeThread: new URL('../../src/store-thread.js', import.meta.url),
});
answerAsks({ peakHeap: () => peakHeapBytes, stop: () => bot.stop() });
