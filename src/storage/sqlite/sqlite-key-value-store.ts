import { z } from 'zod';
import type { Clock, KeyValueStore } from '../../service/ports.ts';
import { inTransaction, type SqliteDatabase } from './sqlite-database.ts';

const Row = z.object({ value: z.string() }).optional();

/** Keys and values in SQLite. What has expired is absent, and is swept out as new keys come in. */
export function sqliteKeyValueStore(database: SqliteDatabase, clock: Clock): KeyValueStore {
  const statements = {
    get: database.prepare(
      'SELECT value FROM key_values WHERE key = ? AND (expires_at_ms IS NULL OR expires_at_ms > ?)',
    ),
    set: database.prepare('INSERT OR REPLACE INTO key_values (key, value, expires_at_ms) VALUES (?, ?, ?)'),
    delete: database.prepare('DELETE FROM key_values WHERE key = ?'),
    sweep: database.prepare('DELETE FROM key_values WHERE expires_at_ms <= ?'),
  };
  const nowMs = () => clock.now().getTime();
  const expiry = (ttlMs: number | null) => (ttlMs === null ? null : nowMs() + ttlMs);
  const read = (key: string) => Row.parse(statements.get.get(key, nowMs()))?.value ?? null;
  return {
    get: async (key) => read(key),
    set: async (key, value, ttlMs) => {
      statements.set.run(key, value, expiry(ttlMs));
    },
    setIfAbsent: async (key, value, ttlMs) =>
      inTransaction(database, () => {
        statements.sweep.run(nowMs());
        if (read(key) !== null) return false;
        statements.set.run(key, value, expiry(ttlMs));
        return true;
      }),
    delete: async (key) => {
      statements.delete.run(key);
    },
  };
}
