import type { GroupCommit } from './group-commit.ts';
import { pragma, type SqliteDatabase } from './open-database.ts';

/** `PRAGMA synchronous`: 2 is FULL. Source: SQLite documentation, "PRAGMA synchronous". */
const SYNCHRONOUS_FULL = 2;

const TRIAL = "INSERT OR REPLACE INTO key_values (key, value, expires_at_ms) VALUES ('durability-check', '', 0)";

/** Null when a commit is on disk once it returns and the file can be written now; else what is wrong and the fix. */
export async function sqliteDurabilityProblem({
  synced,
  unsynced,
  inUnsynced,
}: {
  synced: SqliteDatabase;
  unsynced: SqliteDatabase;
  inUnsynced: GroupCommit;
}): Promise<string | null> {
  if (pragma(synced, 'synchronous') < SYNCHRONOUS_FULL) {
    return 'SQLite does not wait for the disk (synchronous is below FULL). Start the bot again; it sets this itself.';
  }
  try {
    // The write that counts waits for the disk by itself; this one only tries whether there is room.
    await inUnsynced(() => unsynced.exec(TRIAL));
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `The folder of the embedded store cannot be written (${reason}). Make room on the disk, or fix the rights of DATA_DIR.`;
  }
}
