import { z } from 'zod';
import type { Clock } from '../../service/ports/clock.ts';
import type { KeyValueStore } from '../../service/ports/stores/key-value-store.ts';
import { groupCommit } from './database/group-commit.ts';
import type { SqliteDatabase } from './database/open-database.ts';

const Row = z.object({ value: z.string() }).optional();
const Keys = z.array(z.object({ key: z.string() }));

/** What has expired is swept out once in so many writes. */
const WRITES_PER_SWEEP = 200;

/** Keys and values in SQLite. What has expired is absent, and is swept out now and then. */
export function sqliteKeyValueStore(database: SqliteDatabase, clock: Clock): KeyValueStore {
  const statements = {
    get: database.prepare(
      'SELECT value FROM key_values WHERE key = ? AND (expires_at_ms IS NULL OR expires_at_ms > ?)',
    ),
    // In place: a row that is replaced moves, and takes twice as many pages into the log.
    set: database.prepare(
      `INSERT INTO key_values (key, value, expires_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at_ms = excluded.expires_at_ms`,
    ),
    setIfAbsent: database.prepare(
      `INSERT INTO key_values (key, value, expires_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at_ms = excluded.expires_at_ms
       WHERE key_values.expires_at_ms <= ?`,
    ),
    replace: database.prepare(
      'UPDATE key_values SET value = ? WHERE key = ? AND value = ? AND (expires_at_ms IS NULL OR expires_at_ms > ?)',
    ),
    replaceAndRenew: database.prepare(
      `UPDATE key_values SET value = ?, expires_at_ms = ?
       WHERE key = ? AND value = ? AND (expires_at_ms IS NULL OR expires_at_ms > ?)`,
    ),
    keys: database.prepare(
      'SELECT key FROM key_values WHERE substr(key, 1, length(?)) = ? AND (expires_at_ms IS NULL OR expires_at_ms > ?)',
    ),
    delete: database.prepare('DELETE FROM key_values WHERE key = ?'),
    sweep: database.prepare('DELETE FROM key_values WHERE expires_at_ms <= ?'),
  };
  const together = groupCommit(database);
  const nowMs = () => clock.now().getTime();
  const expiry = (ttlMs: number | null) => (ttlMs === null ? null : nowMs() + ttlMs);
  let writes = 0;
  const written = () => {
    writes += 1;
    if (writes % WRITES_PER_SWEEP === 0) statements.sweep.run(nowMs());
  };
  return {
    get: async (key) => Row.parse(statements.get.get(key, nowMs()))?.value ?? null,
    set: (key, value, ttlMs) =>
      together(() => {
        statements.set.run(key, value, expiry(ttlMs));
        written();
      }),
    setIfAbsent: (key, value, ttlMs) =>
      together(() => {
        const { changes } = statements.setIfAbsent.run(key, value, expiry(ttlMs), nowMs());
        written();
        return changes === 1;
      }),
    replace: (key, expected, value, ttlMs) =>
      together(() => {
        const { changes } =
          ttlMs === undefined
            ? statements.replace.run(value, key, expected, nowMs())
            : statements.replaceAndRenew.run(value, expiry(ttlMs), key, expected, nowMs());
        return changes === 1;
      }),
    delete: (key) =>
      together(() => {
        statements.delete.run(key);
      }),
    keys: async (prefix) => Keys.parse(statements.keys.all(prefix, prefix, nowMs())).map(({ key }) => key),
  };
}
