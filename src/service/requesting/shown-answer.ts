import { z } from 'zod';
import { Instant } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import { storedAnswer } from './stored-answer.ts';

/** How old an answer of the vendor's may be that people are shown, with its time. */
const KEPT_MS = 60_000;

/** An answer of the vendor's, and when it was asked for: the vendor may have changed since. */
export interface Shown<Answer> {
  readonly answer: Answer;
  readonly readAt: Date;
}

export interface ShownDeps {
  readonly keyValues: KeyValueStore;
  readonly clock: Clock;
}

const Kept = z.object({ readAt: Instant, answer: z.unknown() });

/**
 * What people are shown of the vendor: at most a minute old, and shared by all processes. Nobody acts on it: what is done
 * reads anew. Failures are not kept, nor what `keeps` does not take.
 */
export async function shownAnswer<Schema extends z.ZodType>(
  { keyValues, clock }: ShownDeps,
  { key, schema, keeps = () => true }: { key: string; schema: Schema; keeps?: (answer: z.output<Schema>) => boolean },
  ask: () => Promise<z.output<Schema>>,
): Promise<Shown<z.output<Schema>>> {
  const stored = {
    key: `shown:${key}`,
    ttlMs: KEPT_MS,
    schema: Kept,
    keeps: (kept: z.infer<typeof Kept>) => keeps(schema.parse(kept.answer)),
  };
  const { readAt, answer } = await storedAnswer(keyValues, stored, async () => {
    const askedAt = clock.now();
    return { readAt: askedAt, answer: await ask() };
  });
  return { readAt, answer: schema.parse(answer) };
}

/** When the oldest of several was read; null of none. */
export const oldestOf = (shown: readonly Pick<Shown<unknown>, 'readAt'>[]): Date | null =>
  shown.length === 0 ? null : new Date(Math.min(...shown.map(({ readAt }) => readAt.getTime())));
