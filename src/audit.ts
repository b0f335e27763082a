import { runAudit } from './audit/run.ts';
import { writeTo } from './audit/terminal.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';

/** `npm run audit`: checks the whole store, or writes it out. */
process.exitCode = await runAudit(process.argv.slice(2), {
  environment: programEnvironment(),
  clock: { now: () => new Date() },
  log: createLog('silent'),
  stdout: writeTo(process.stdout),
  stderr: writeTo(process.stderr),
  folder: process.cwd(),
});
