import { z } from 'zod';
import { RULES_KEY } from '../../../orders/approval/requirement.ts';
import { PAUSE_KEY } from '../../../orders/pause.ts';
import type { IntentGuard } from '../../../service/ports/stores/order-store.ts';
import { COUNT_KEPT_MS, COUNTED_MS } from '../../rows/order-change.ts';
import type { SqliteDatabase } from '../database/open-database.ts';

const Sum = z.object({ cents: z.number() });

/** What stands between an order and its intent to pay. Each is called within the transaction that writes the order. */
export interface SqliteIntents {
  /** Why the intent may not be written now; null when it may. */
  refusal(guard: IntentGuard): 'paused' | 'policy_outdated' | 'day_limit_reached' | null;
  /** The attempt counts from now on, once. */
  count(guard: IntentGuard): void;
  /** It was surely not sent. */
  discount(attemptId: string): void;
}

/** The pause as the settings have it, and what the attempts of the last days charge. */
export function sqliteIntents(database: SqliteDatabase): SqliteIntents {
  const pause = database.prepare('SELECT 1 FROM key_values WHERE key = ?');
  const otherRules = database.prepare('SELECT 1 FROM key_values WHERE key = ? AND value <> ?');
  const others = database.prepare(
    'SELECT total(cents) AS cents FROM attempt_cents WHERE at_ms > ? AND attempt_id IS NOT ?',
  );
  const sweep = database.prepare('DELETE FROM attempt_cents WHERE at_ms <= ?');
  const write = database.prepare('INSERT OR REPLACE INTO attempt_cents (attempt_id, at_ms, cents) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM attempt_cents WHERE attempt_id = ?');
  return {
    refusal: ({ attemptId, at, cents, dayLimitCents, rulesHash }) => {
      if (pause.get(PAUSE_KEY)) return 'paused';
      if (rulesHash !== undefined && otherRules.get(RULES_KEY, rulesHash)) return 'policy_outdated';
      if (cents === 0) return null;
      const sum = Sum.parse(others.get(at.getTime() - COUNTED_MS, attemptId));
      return sum.cents + cents > dayLimitCents ? 'day_limit_reached' : null;
    },
    count: ({ attemptId, at, cents }) => {
      sweep.run(at.getTime() - COUNT_KEPT_MS);
      write.run(attemptId, at.getTime(), cents);
    },
    discount: (attemptId) => {
      remove.run(attemptId);
    },
  };
}
