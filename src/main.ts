import { setTimeout } from 'node:timers/promises';
import { startBot } from './bot.ts';
import { describeProblems, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';
import { useProxy } from './proxy/use-proxy.ts';
import { nearNames } from './variables.ts';

/** How often the worker looks for due work by itself; clicks make it look at once. */
const POLL_MS = 1_000;

const environment = programEnvironment();
const read = readConfig(environment);
if (!read.ok) {
  process.stderr.write(`${describeProblems(read.problems)}\n`);
  process.exit(78); // EX_CONFIG of sysexits(3): starting again without a change will not help.
}

useProxy(read.config.proxy);
const log = createLog(read.config.logLevel);
const clock = { now: () => new Date() };
for (const { given, meant } of nearNames(Object.keys(environment))) {
  log.warn({ given, meant }, `${given} is set and means nothing here; perhaps ${meant} is meant`);
}

try {
  const bot = await startBot(read.config, { clock, log, pollMs: POLL_MS, sleep: setTimeout });
  const stop = (signal: string) => {
    log.info({ signal }, 'Stopping: no new requests, those under way are finished');
    bot.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'Stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Said last: whoever reads this may send a signal at once.
  log.info({ port: read.config.port, mode: read.config.slack.transport.mode }, 'The bot is ready');
} catch (error) {
  log.error({ error }, 'The bot could not start');
  process.exit(1);
}
