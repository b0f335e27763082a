import { parentPort, workerData } from 'node:worker_threads';
import { openServedStores } from './storage/sqlite/thread/open-served.ts';

/** The thread that all work on the embedded store is done on, so that nothing about it holds up an acknowledgement. */
if (parentPort === null) throw new Error('This is no program: the bot starts it as a thread of its own');
await openServedStores(parentPort, workerData);
