import type { Clock } from '../../service/ports/clock.ts';

/** Answers kept at most; a thousand orders a week come to far fewer at a time. */
const MAX_KEPT = 5_000;

/**
 * Asks once for each key, for answers that never change; with `forMs`, once in so many milliseconds. A question that failed,
 * or got null, is asked again.
 */
export function remembered<Value>(
  ask: (key: string) => Promise<Value>,
  { clock, forMs }: { readonly clock: Clock; readonly forMs: number } = NEVER_CHANGES,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { readonly answer: Value; readonly untilMs: number }>();
  return async (key) => {
    const known = kept.get(key);
    const nowMs = clock.now().getTime();
    if (known !== undefined && nowMs < known.untilMs) return known.answer;
    const answer = await ask(key);
    if (kept.size >= MAX_KEPT) kept.clear();
    if (answer !== null) kept.set(key, { answer, untilMs: nowMs + forMs });
    return answer;
  };
}

const NEVER_CHANGES = { clock: { now: () => new Date(0) }, forMs: Number.POSITIVE_INFINITY };

/** Questions with the same key that are asked while one is under way get its answer; the next one after that asks anew. */
export function sharedWhileUnderWay<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const underWay = new Map<string, Promise<Value>>();
  return (key) => {
    const known = underWay.get(key);
    if (known) return known;
    const answer = ask(key).finally(() => underWay.delete(key));
    underWay.set(key, answer);
    return answer;
  };
}
