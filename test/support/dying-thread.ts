import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openServedStores } from '../../src/storage/sqlite/thread/open-served.ts';

/*
 * The thread of the embedded store, which dies when the key `die` is written, as the value says; in a folder of the name
 * `DIES_AT_A_CLICK`, when somebody clicks.
 */
const Dying = z.tuple([z.literal('die'), z.string()]).rest(z.unknown());
const Seen = z.tuple([z.templateLiteral(['seen:', z.string()])]).rest(z.unknown());
const Told = z.object({ calls: z.array(z.object({ given: z.array(z.unknown()) })) });
const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData);

if (parentPort === null) throw new Error('This is the thread of a bot');
parentPort.on('message', (message) => {
  for (const { given } of Told.parse(message).calls) {
    const dying = Dying.safeParse(given);
    const isClick = dataDir.endsWith('dies-at-a-click') && Seen.safeParse(given).success;
    if (!dying.success && !isClick) continue;
    if (dying.data?.[1] === 'exits') process.exit(3);
    throw new Error('The thread had an accident');
  }
});
await openServedStores(parentPort, workerData);
