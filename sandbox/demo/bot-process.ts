import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { startBot } from '../../src/bot.ts';
import { describeProblems, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';

/**
 * The real bot as a process of its own, so that it can be killed. Its clock runs with the vendor's: the parent says how
 * far that was moved ahead.
 */
const ClockMoved = z.object({ clockOffsetMs: z.number() });

let clockOffsetMs = Number(process.env.DEMO_CLOCK_OFFSET_MS ?? 0);
process.on('message', (message) => {
  const moved = ClockMoved.safeParse(message);
  if (moved.success) clockOffsetMs = moved.data.clockOffsetMs;
});

const read = readConfig(process.env);
if (!read.ok) {
  process.stderr.write(`${describeProblems(read.problems)}\n`);
  process.exit(1);
}
const clock = { now: () => new Date(Date.now() + clockOffsetMs) };
const log = createLog(read.config.logLevel);
const bot = await startBot(read.config, { clock, log, pollMs: 500, sleep: setTimeout });
process.send?.({ type: 'ready' });

const stop = () => {
  bot.stop().finally(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('disconnect', stop);
// Ctrl-C reaches the whole group of processes; the parent says when it is this one's turn.
process.on('SIGINT', () => {});
