import type { z } from 'zod';
import type { KeyValueStore } from '../ports/key-value-store.ts';

/** What is remembered: under which key, for how long, and in which shape. */
export interface Remembered<Schema extends z.ZodType> {
  readonly key: string;
  readonly ttlMs: number;
  readonly schema: Schema;
}

/** The remembered answer, or a new one, which is remembered then. Failures are not remembered. */
export async function cached<Schema extends z.ZodType>(
  keyValues: KeyValueStore,
  { key, ttlMs, schema }: Remembered<Schema>,
  ask: () => Promise<z.output<Schema>>,
): Promise<z.output<Schema>> {
  const known = await keyValues.get(key);
  if (known !== null) return schema.parse(JSON.parse(known));
  const answer = await ask();
  await keyValues.set(key, JSON.stringify(answer), ttlMs);
  return answer;
}
