import type { Config } from './config.ts';
import { EXIT, StartProblem } from './lifecycle/start-problem.ts';
import { pauseAtStart } from './service/deciding/pause-placing.ts';
import type { Clock } from './service/ports/clock.ts';
import type { Log } from './service/ports/log.ts';
import { openStores } from './storage/open-stores.ts';
import type { Stores, StoreThread } from './storage/stores.ts';
import type { TeamId } from './values/ids.ts';

export interface StoreSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** The program of the thread that the embedded store works on; without one it holds this thread up. */
  readonly storeThread?: URL;
  /** Told once when the process cannot go on. */
  readonly onLost?: (problem: StartProblem) => void;
}

/** Opens the stores, and does to them what comes before everything else. Nothing stays open when that fails. */
export async function openToServe(config: Config, surroundings: StoreSurroundings, teamId: TeamId): Promise<Stores> {
  const { clock, log } = surroundings;
  const stores = await openStores({ store: config.store, teamId, clock, log, ...threadOf(surroundings) });
  try {
    await stores.prepare();
    if (config.startPaused) await startPaused(stores, surroundings);
    return stores;
  } catch (error) {
    await stores.close();
    throw error;
  }
}

function threadOf({ storeThread, onLost, log }: StoreSurroundings): { thread?: StoreThread } {
  if (storeThread === undefined) return {};
  const onThreadLost = (error: Error) => {
    log.error({ error }, 'The thread of the embedded store ended');
    onLost?.(new StartProblem(THREAD_LOST, EXIT.failed));
  };
  return { thread: { program: storeThread, onLost: onThreadLost } };
}

const THREAD_LOST =
  'The thread of the embedded store ended, so this process ends, and is to be started again; the line before says why.';

async function startPaused(
  { orders, keyValues: settings }: Stores,
  { clock, log }: Pick<StoreSurroundings, 'clock' | 'log'>,
): Promise<void> {
  await pauseAtStart({ orders, settings, clock, nudge: () => {} });
  log.warn(
    {},
    'Started paused (START_PAUSED=yes): no order is placed before somebody types /scaledmail resume in Slack',
  );
}
