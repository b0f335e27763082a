import { openSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openServedStores } from '../../src/storage/sqlite/thread/open-served.ts';

/*
 * The thread of the embedded store, which stands still inside the system as on a disk that does not answer: it opens the pipe
 * `pipe` beside DATA_DIR, which nobody writes to. It does so at once in a folder of the name `HANGS_AT_ONCE`, else when somebody
 * clicks.
 */
const Seen = z.tuple([z.templateLiteral(['seen:', z.string()])]).rest(z.unknown());
const Told = z.object({ calls: z.array(z.object({ given: z.array(z.unknown()) })) });
const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData);
const hang = () => openSync(join(dataDir, '..', 'pipe'), 'r');

if (parentPort === null) throw new Error('This is the thread of a bot');
if (dataDir.endsWith('hangs-at-once')) hang();
parentPort.on('message', (message) => {
  if (Told.parse(message).calls.some(({ given }) => Seen.safeParse(given).success)) hang();
});
await openServedStores(parentPort, workerData);
