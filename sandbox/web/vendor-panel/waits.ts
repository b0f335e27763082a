import type { RecordedRequest } from '../../scaledmail/http/protocol.ts';
import type { AppDeath } from '../../slack/workspace/protocol.ts';

/** What waits since the bot died, and for how many seconds at most. */
export interface Wait {
  readonly what: string;
  readonly seconds: number;
}

/** Everything that the bot may have been doing when it died and that nobody takes up yet; empty once all of it may go on. */
export function waitsAfter(death: AppDeath | null, requests: readonly RecordedRequest[], nowMs: number): Wait[] {
  if (death === null) return [];
  const last = requests.findLast(({ effect }) => effect === 'spend' || effect === 'cancel');
  const calledAtMs = last ? Date.parse(last.at) : Number.NEGATIVE_INFINITY;
  const wasOut = calledAtMs <= death.atMs && calledAtMs + death.callWaitMs > death.atMs;
  const waits = [{ what: 'An order that it was working on', endsAtMs: death.atMs + death.orderWaitMs }];
  if (wasOut) waits.push({ what: 'The order whose call was still out', endsAtMs: calledAtMs + death.callWaitMs });
  return waits.flatMap(({ what, endsAtMs }) =>
    endsAtMs > nowMs ? [{ what, seconds: Math.ceil((endsAtMs - nowMs) / 1000) }] : [],
  );
}
