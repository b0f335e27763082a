import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { FolderIsTaken } from './demo/one-demo.ts';
import { type Demo, startDemo } from './demo/start-demo.ts';
import { welcome } from './demo/welcome.ts';

/** Everything that the demo keeps; git ignores it. */
const FOLDER = '.demo';

/** Starts the demo; a second one in the same folder ends here, with a sentence. */
async function start(): Promise<Demo> {
  try {
    return await startDemo(FOLDER);
  } catch (error) {
    if (!(error instanceof FolderIsTaken)) throw error;
    process.stderr.write(`\n${error.message}\n\n`);
    process.exit(1);
  }
}

await mkdir(FOLDER, { recursive: true });
const demo = await start();
process.stdout.write(welcome(demo));

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
process.stdout.write('\nStopping ...\n');
await demo.stop();
