import { setTimeout } from 'node:timers/promises';
import { startBot } from '../../src/bot.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { answerAsks } from './answering.ts';
import { traced } from './sqlite-trace.ts';

/** The whole app, whose statements to the embedded store are written down. It looks for work only when it is told to. */
const read = readConfig(process.env);
if (!read.ok) throw new Error('The environment of the benchmark is wrong');
const log = createLog(read.config.logLevel);
await startBot(read.config, {
  clock: { now: () => new Date() },
  log,
  pollMs: 60_000,
  sleep: setTimeout,
  watchesAccount: false,
});
answerAsks({ traced: () => traced });
