import type { ChainableCommander, Redis } from 'ioredis';
import { z } from 'zod';
import type { OrderRow } from '../../rows/row.ts';
import type { RedisKeys } from '../keys.ts';
import { ROW_FIELDS, rowIn } from '../orders/row.ts';

const Score = z
  .string()
  .nullable()
  .transform((score) => (score === null ? null : Number(score)));
/** The answers, in the order of the commands below. */
const Answers = z.tuple([z.array(z.string().nullable()), z.array(z.string()), Score, Score], z.unknown());

/** What stands under a reference, as it stands at one moment. */
export interface Look {
  readonly row: OrderRow | null;
  /** Texts of its history, oldest first. */
  readonly history: readonly string[];
  /** When the worker's index says that it has to be claimed; null: never. */
  readonly claimableAtMs: number | null;
  /** Its place in the list of all orders. */
  readonly newestMs: number | null;
  /** Answers to what was asked with it. */
  readonly others: readonly unknown[];
}

/** Looks at what stands under a reference. `more` asks further questions about the same moment. Throws what Redis refuses. */
export async function lookAt(
  redis: Redis,
  keys: RedisKeys,
  reference: string,
  more: (moment: ChainableCommander) => ChainableCommander = (moment) => moment,
): Promise<Look> {
  const moment = redis
    .multi()
    .hmget(keys.order(reference), ...ROW_FIELDS)
    .lrange(keys.history(reference), 0, -1)
    .zscore(keys.claimable, reference)
    .zscore(keys.newest, reference);
  const answers = (await more(moment).exec()) ?? [];
  const [values, history, claimableAtMs, newestMs, ...others] = Answers.parse(
    answers.map(([error, answer]) => {
      if (error) throw error;
      return answer;
    }),
  );
  return { row: rowIn(values), history, claimableAtMs, newestMs, others };
}
