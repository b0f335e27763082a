import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { describeProblems } from '../src/config.ts';
import { startTrial } from './trial/start-trial.ts';

/** Everything that the trial keeps; git ignores it. */
const FOLDER = '.trial';

await mkdir(FOLDER, { recursive: true, mode: 0o700 });
const started = await startTrial(process.env, FOLDER, (line) => process.stdout.write(`${line}\n`)).catch(
  (error: Error) => {
    process.stderr.write(`\nThe trial could not start: ${error.message}\n`);
    process.exit(1);
  },
);
if (!started.ok) {
  process.stderr.write(`${describeProblems(started.problems)}\n`);
  process.exit(78);
}
process.stdout.write(`
  The trial runs: your Slack workspace, and a stand-in for ScaledMail (${started.trial.vendorUrl}).
  Nothing is ordered or charged. Type  /scaledmail order  in Slack.

  Everything is kept in ${FOLDER}; delete the folder to start over. Ctrl-C stops.

`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
process.stdout.write('\nStopping ...\n');
await Promise.race([started.trial.stop(), setTimeout(30_000, undefined, { ref: false })]);
process.exit(0);
