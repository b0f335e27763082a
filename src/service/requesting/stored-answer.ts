import type { z } from 'zod';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';

/** What is kept in the store: under which key, for how long, and in which shape. */
export interface Stored<Schema extends z.ZodType> {
  readonly key: string;
  readonly ttlMs: number;
  readonly schema: Schema;
  /** Which answers are kept; all of them unless told otherwise. */
  readonly keeps?: (answer: z.output<Schema>) => boolean;
}

/** The answer that any process kept in the store, or a new one, which is kept then. Failures are not kept. */
export async function storedAnswer<Schema extends z.ZodType>(
  keyValues: KeyValueStore,
  { key, ttlMs, schema, keeps = () => true }: Stored<Schema>,
  ask: () => Promise<z.output<Schema>>,
): Promise<z.output<Schema>> {
  const known = await keyValues.get(key);
  if (known !== null) return schema.parse(JSON.parse(known));
  const answer = await ask();
  if (keeps(answer)) await keyValues.set(key, JSON.stringify(answer), ttlMs);
  return answer;
}
