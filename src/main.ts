import { setTimeout } from 'node:timers/promises';
import { startBot } from './bot.ts';
import { describeProblems, readConfig } from './config.ts';
import { endsOnce } from './lifecycle/ends-once.ts';
import { fileWorkOfProcess, processEnd } from './lifecycle/process-end.ts';
import { EXIT } from './lifecycle/start-problem.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';
import { useProxy } from './proxy/use-proxy.ts';
import { nearNameSaid, nearNames } from './variables.ts';

/** How often the worker looks for due work by itself; clicks make it look at once. */
const POLL_MS = 1_000;

const environment = programEnvironment();
const read = readConfig(environment);
const near = nearNames(Object.keys(environment)).map((each) => ({ ...each, said: nearNameSaid(each) }));
if (!read.ok) {
  process.stderr.write([describeProblems(read.problems), ...near.map(({ said }) => `  ${said}.`), ''].join('\n'));
  process.exit(EXIT.config);
}

const { config } = read;
useProxy(config.proxy);
const log = createLog(config.logLevel);
const clock = { now: () => new Date() };
for (const { given, meant, said } of near) log.warn({ given, meant }, said);

const { onThread, end } = processEnd({
  ...{ sleep: setTimeout, log, fileWork: fileWorkOfProcess },
  exit: (code) => process.exit(code),
  kill: () => process.kill(process.pid, 'SIGKILL'),
});
process.on('worker', onThread);
const ending = endsOnce(log, (code) => void end(code));
process.on('SIGTERM', ending.onSignal);
process.on('SIGINT', ending.onSignal);
process.on('unhandledRejection', ending.onCrash);
process.on('uncaughtException', ending.onCrash);

await ending.live(
  ({ signal, onLost }) =>
    startBot(config, {
      ...{ clock, log, signal, onLost },
      pollMs: POLL_MS,
      sleep: setTimeout,
      storeThread: new URL('./store-thread.js', import.meta.url),
      drainMs: config.drainMs,
    }),
  // Said last: whoever reads this may send a signal at once.
  () => log.info({ port: config.port, mode: config.slack.transport.mode }, 'The bot is ready'),
);
