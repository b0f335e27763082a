import { writeTo } from './audit/terminal.ts';
import { runErase } from './erase/run.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';

/** `npm run erase -- U012AB3CD`: erases a person from what this app keeps. */
process.exitCode = await runErase(process.argv.slice(2), {
  environment: programEnvironment(),
  clock: { now: () => new Date() },
  log: createLog('silent'),
  stdout: writeTo(process.stdout),
  stderr: writeTo(process.stderr),
});
