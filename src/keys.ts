import { randomBytes } from 'node:crypto';
import { writeTo } from './audit/terminal.ts';
import { runKeys } from './keys/run.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';

/** `npm run keys -- rotate`: seals all logins anew with `ENCRYPTION_KEY`. */
process.exitCode = await runKeys(process.argv.slice(2), {
  environment: programEnvironment(),
  clock: { now: () => new Date() },
  log: createLog('silent'),
  randomBytes,
  stdout: writeTo(process.stdout),
  stderr: writeTo(process.stderr),
});
