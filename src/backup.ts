import { writeTo } from './audit/terminal.ts';
import { runBackup } from './backup/run.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';

/** `npm run backup` and `npm run restore`: everything that the store keeps, into one file and back. */
process.exitCode = await runBackup(process.argv.slice(2), {
  environment: programEnvironment(),
  clock: { now: () => new Date() },
  log: createLog('silent'),
  stdout: writeTo(process.stdout),
  stderr: writeTo(process.stderr),
  folder: process.cwd(),
});
