import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openServedStores } from '../../../src/storage/sqlite/thread/open-served.ts';
import { ARMING, armStores } from './stores.ts';

/* The thread of the embedded store in `bot.ts`; it kills the process at a write that it is told of. */
const Armed = z.object({
  data: z.object({ event: z.string(), writesLater: z.int(), side: z.enum(['before', 'after']) }),
});
const arm = armStores(() => process.kill(process.pid, 'SIGKILL'));
const arming = new BroadcastChannel(ARMING);
arming.onmessage = (message) => arm(Armed.parse(message).data);
arming.unref();

if (parentPort === null) throw new Error('This is the thread of a bot');
await openServedStores(parentPort, workerData);
