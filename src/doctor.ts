import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { writeTo } from './audit/terminal.ts';
import { readConfig } from './config.ts';
import { examine } from './doctor/examine.ts';
import { closingLine, exitCodeOf, reportLine, secretsOf } from './doctor/report.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';
import { useProxy } from './proxy/use-proxy.ts';

/** Somebody waits at a terminal: whatever hangs, the whole ends by then. */
const DEADLINE_MS = 20_000;

/** `npm run doctor`: says what is well and how to fix the rest, a line each. Exit code 1 when something has to be fixed. */
const say = writeTo(process.stdout);
const environment = programEnvironment();
const read = readConfig(environment);
if (read.ok) useProxy(read.config.proxy);
const secrets = secretsOf(environment);
const results = await examine({
  environment,
  nodeVersion: process.version,
  clock: { now: () => new Date() },
  log: createLog('silent'),
  fetch,
  sleep: setTimeout,
  randomBytes,
  deadline: setTimeout(DEADLINE_MS, undefined, { ref: false }),
  tell: (result) => void say(reportLine(result, secrets)),
});
// What was given up may still hold connections open: leaving waits for none of them, but for the last line.
await say(`\n${closingLine(results)}`);
process.exit(exitCodeOf(results));
