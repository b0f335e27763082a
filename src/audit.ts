import type { Write } from './audit/export/output.ts';
import { runAudit } from './audit/run.ts';
import { createLog } from './log.ts';
import { programEnvironment } from './program-environment.ts';

/** Resolves when the stream took the text, so that a slow reader is waited for. A reader that went away ends the program. */
const writeTo =
  (stream: NodeJS.WriteStream): Write =>
  (text) =>
    new Promise((resolve) => {
      stream.write(text, (error) => {
        if (error) process.exit(2);
        resolve();
      });
    });

// Without a listener, a pipe that was closed would end the program with a stack trace.
process.stdout.on('error', () => {});

process.exitCode = await runAudit(process.argv.slice(2), {
  environment: programEnvironment(),
  clock: { now: () => new Date() },
  log: createLog('silent'),
  stdout: writeTo(process.stdout),
  stderr: writeTo(process.stderr),
  folder: process.cwd(),
});
