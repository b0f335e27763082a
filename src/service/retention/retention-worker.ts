import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { z } from 'zod';
import { Instant } from '../../values/ids.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { Worker } from '../worker/worker.ts';
import { type ArchivingDeps, archiveEnded } from './archive-ended.ts';

/** When orders that ended are looked for next; for all processes. */
const NEXT_KEY = 'retention-next';
const Next = z.object({ at: Instant });

/** Looks for orders that ended once a day, in one of all processes. A run that failed comes again after an hour. */
export function retentionWorker(
  deps: ArchivingDeps & { readonly settings: Pick<KeyValueStore, 'get' | 'setIfAbsent' | 'replace'> },
): Worker {
  let underWay: Promise<void> | null = null;
  let isAsking = false;
  /** As this process has seen it: it is not asked for again before. */
  let next: Date | null = null;
  const run = async () => {
    try {
      await archiveEnded(deps);
    } catch (error) {
      deps.log.error({ error }, 'Orders that ended could not be archived; none was lost, and it is tried again');
      await moveOn(deps, addHours(deps.clock.now(), 1));
      next = null;
    } finally {
      underWay = null;
    }
  };
  return {
    claimAndStart: async () => {
      const now = deps.clock.now();
      if (underWay || isAsking || (next !== null && now < next)) return 0;
      isAsking = true;
      try {
        const text = await deps.settings.get(NEXT_KEY);
        const due = text === null ? null : Next.parse(JSON.parse(text)).at;
        next = due ?? now;
        if (due !== null && now < due) return 0;
        next = addDays(now, 1);
        // Who writes first has it; the others look again tomorrow.
        if (!(await begin(deps, text, next))) return 0;
        underWay = run();
        return 1;
      } finally {
        isAsking = false;
      }
    },
    isBusy: () => isAsking || underWay !== null,
    idle: async () => {
      while (underWay) await underWay;
    },
  };
}

type Settings = { readonly settings: Pick<KeyValueStore, 'get' | 'setIfAbsent' | 'replace'> };

const textOf = (at: Date): string => JSON.stringify({ at });

const begin = ({ settings }: Settings, before: string | null, next: Date): Promise<boolean> =>
  before === null
    ? settings.setIfAbsent(NEXT_KEY, textOf(next), null)
    : settings.replace(NEXT_KEY, before, textOf(next));

async function moveOn(deps: Settings, next: Date): Promise<void> {
  const before = await deps.settings.get(NEXT_KEY);
  if (before !== null) await deps.settings.replace(NEXT_KEY, before, textOf(next));
}
