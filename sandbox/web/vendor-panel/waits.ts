import type { AppDeath } from '../../slack/workspace/protocol.ts';

/** How long it is said that nothing waits. */
const SAID_MS = 30_000;

/** What is said since the bot died. */
export interface AfterDeath {
  readonly why: string;
  /** Orders that nobody takes up yet, and for how many seconds at most. */
  readonly waits: readonly { readonly what: string; readonly seconds: number }[];
}

const WAITS =
  'Killed in the middle of its work. It leaves that alone until it is sure that no other bot does it; everything else goes on at once.';
const NOTHING = 'Killed while it worked on no order: nothing waits, and all goes on once it is back.';

/** What the bot was doing when it died, as far as it waits still; for a while that it was doing nothing; null once that is over. */
export function saidAfter(death: AppDeath | null, nowMs: number): AfterDeath | null {
  if (death === null) return null;
  const waits = death.orders.flatMap(({ reference, untilMs }) =>
    untilMs > nowMs ? [{ what: `Order ${reference}`, seconds: Math.ceil((untilMs - nowMs) / 1000) }] : [],
  );
  if (waits.length > 0) return { why: WAITS, waits };
  return death.orders.length === 0 && nowMs < death.atMs + SAID_MS ? { why: NOTHING, waits } : null;
}
