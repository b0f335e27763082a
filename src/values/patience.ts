/** How failures are remembered. */
export interface Patience {
  readonly clock: { now(): Date };
  /** A first failure is remembered for so long; each one after it for twice as long as the one before. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Whether a failure says something of who was asked; one that does not is not remembered. */
  readonly remembers: (error: unknown) => boolean;
  /** So many failures are remembered; above that all are forgotten. */
  readonly most?: number;
}

/** See `patiently`. */
export interface Patient {
  /** Asks, or throws what the last question to the same key came to, while that is remembered. */
  ask<Answer>(key: string, question: () => Promise<Answer>): Promise<Answer>;
  /** Until when a failure of the key is remembered, and the key not asked; null when it would be asked now. */
  waitsUntil(key: string): Date | null;
}

const MOST = 5_000;

/**
 * Asks who fails less and less: a failure stands for an answer for a while, and for longer each time. An answer forgets it.
 * A clock that was set back does not keep it alive.
 */
export function patiently({ clock, firstMs, mostMs, remembers, most = MOST }: Patience): Patient {
  const failures = new Map<string, { error: unknown; sinceMs: number; waitMs: number }>();
  const remembered = (key: string) => {
    const failure = failures.get(key);
    const ageMs = failure ? clock.now().getTime() - failure.sinceMs : 0;
    return failure && ageMs >= 0 && ageMs < failure.waitMs ? failure : null;
  };
  return {
    waitsUntil: (key) => {
      const failure = remembered(key);
      return failure && new Date(failure.sinceMs + failure.waitMs);
    },
    ask: async (key, question) => {
      const before = remembered(key);
      if (before) throw before.error;
      try {
        const answer = await question();
        failures.delete(key);
        return answer;
      } catch (error) {
        if (remembers(error)) {
          const lastMs = failures.get(key)?.waitMs;
          if (failures.size >= most) failures.clear();
          const waitMs = Math.min(lastMs === undefined ? firstMs : lastMs * 2, mostMs);
          failures.set(key, { error, sinceMs: clock.now().getTime(), waitMs });
        }
        throw error;
      }
    },
  };
}
