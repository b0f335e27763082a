import type { Clock } from '../service/ports/clock.ts';
import type { Reservations } from '../service/ports/stores/reservations.ts';
import type { Urgency } from '../service/ports/vendor.ts';
import { line } from './line.ts';

export interface RateLimiter {
  /** Resolves when the call may be made. `critical` are searching, suggesting and buying domains. */
  waitTurn(kind: 'ordinary' | 'critical', urgency: Urgency): Promise<void>;
}

/**
 * 4 a second, evenly: a burst on top of that would pass the vendor's 5 in one second.
 * Source: docs/vendor/notes.md, "Rate limits".
 */
const ALL = { name: 'all', intervalMs: 250, burst: 1 } as const;
/** Background work leaves half of the turns to people. It may take two in a row: watching begins with two lists. */
const BACKGROUND = { name: 'background', intervalMs: 500, burst: 2 } as const;
/**
 * 12 a minute and 3 at once: 15 in the worst minute, which is the vendor's limit.
 * Source: docs/vendor/notes.md, "Rate limits".
 */
const CRITICAL = { name: 'critical', intervalMs: 5_000, burst: 3 } as const;

type Pace = Readonly<Record<'intervalMs' | 'burst', number>> & { readonly name: string };

/**
 * One pace for all processes, so that together they stay below the vendor's limits. Within a process, the reads and the call
 * of a placing go before everything else in the line: what they read grows old while they wait.
 */
export function rateLimiter(deps: {
  reservations: Reservations;
  clock: Clock;
  sleep: (ms: number) => Promise<unknown>;
}): RateLimiter {
  const lineAt = ({ name, intervalMs, burst }: Pace) =>
    line(() => deps.reservations.reserve(`vendor-${name}`, intervalMs, burst, deps.clock.now().getTime()), deps.sleep);
  const [all, background, critical] = [lineAt(ALL), lineAt(BACKGROUND), lineAt(CRITICAL)];
  return {
    waitTurn: async (kind, urgency) => {
      const isFirst = urgency === 'placing';
      if (kind === 'critical') await critical.pass(isFirst);
      if (urgency === 'background') await background.pass(isFirst);
      await all.pass(isFirst);
    },
  };
}
