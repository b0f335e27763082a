import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { startDemo } from './demo/start-demo.ts';
import { welcome } from './demo/welcome.ts';

/** Everything that the demo keeps; git ignores it. */
const FOLDER = '.demo';

await mkdir(FOLDER, { recursive: true });
const demo = await startDemo(FOLDER);
process.stdout.write(welcome(demo));

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
process.stdout.write('\nStopping ...\n');
await demo.stop();
