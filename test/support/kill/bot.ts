import { z } from 'zod';
import { startBot } from '../../../src/bot.ts';
import { describeProblems, readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/log.ts';
import { handTimers } from '../hand-timers.ts';
import { ARMING, armStores } from './stores.ts';

/*
 * The real bot as a process of its own, run by `kill-process.ts`. What `startBot` lets its caller choose is chosen as in
 * `world.ts`: the clock stands until the parent moves it, and the vendor client does not wait. Timers are those of the process,
 * or, where the environment says so, go off as the parent lets time pass. The parent may also name a write at which the process
 * kills itself; the thread of the embedded store is told, too.
 */
const Told = z.discriminatedUnion('type', [
  z.object({ type: z.literal('arm'), event: z.string(), writesLater: z.int(), side: z.enum(['before', 'after']) }),
  z.object({ type: z.literal('settle'), id: z.int(), nowMs: z.number() }),
  z.object({ type: z.literal('pass'), id: z.int(), ms: z.number() }),
]);

/** Longer than any test: only clicks and the parent make the worker look for work. */
const POLL_MS = 3_600_000;

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(`${describeProblems(read.problems)}\n`);
  process.exit(1);
}
let nowMs = Number(process.env.KILL_BOT_NOW_MS);
const armRedis = armStores(() => process.kill(process.pid, 'SIGKILL'));
const timers = process.env.KILL_BOT_TIMERS === 'told' ? handTimers() : null;
const arming = new BroadcastChannel(ARMING);
const bot = await startBot(read.config, {
  clock: { now: () => new Date(nowMs) },
  log: createLog(read.config.logLevel),
  pollMs: POLL_MS,
  sleep: () => Promise.resolve(),
  storeThread: new URL('./store-thread.js', import.meta.url),
  watchesAccount: process.env.KILL_BOT_WATCHES === 'yes',
  ...(timers && { after: timers.after }),
  ...(process.env.KILL_BOT_MACHINE === 'another' && { trace: null }),
});

process.on('message', (message) => {
  const told = Told.parse(message);
  if (told.type === 'arm') {
    armRedis(told);
    arming.postMessage(told);
    return;
  }
  const done = () => process.send?.({ type: 'done', id: told.id });
  if (told.type === 'pass') {
    nowMs += told.ms;
    void timers?.jump(told.ms).then(done);
    return;
  }
  nowMs = told.nowMs;
  void bot.settled().then(done);
});
process.once('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
