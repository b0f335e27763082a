import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearestExisting, whyNothingIsKept } from '../storage/kept-folder.ts';
import { openSqliteForReading, pragma, SCHEMA_VERSION } from '../storage/sqlite/database/open-database.ts';
import { sqliteFile } from '../storage/sqlite/files/store-files.ts';

/** How the embedded store of a folder stands; opening it as the bot does would make it, or bring it up to date. */
export type EmbeddedStore = 'absent' | 'older' | 'ready' | 'newer';

/** Looks without making anything. Throws when the store cannot be read, or could not be made. */
export function lookAtEmbeddedStore(dataDir: string): EmbeddedStore {
  const why = whyNothingIsKept(dataDir);
  if (why !== null) throw new Error(why);
  if (!existsSync(sqliteFile(dataDir))) {
    assertCanBeMade(resolve(dataDir));
    return 'absent';
  }
  const database = openSqliteForReading(dataDir);
  try {
    const version = pragma(database, 'user_version');
    if (version === SCHEMA_VERSION) return 'ready';
    return version < SCHEMA_VERSION ? 'older' : 'newer';
  } finally {
    database.close();
  }
}

/** The folder, or the nearest above it that is there, has to take new files. */
function assertCanBeMade(folder: string): void {
  const nearest = nearestExisting(folder);
  if (!statSync(nearest).isDirectory()) throw new Error(`${nearest} is not a folder`);
  accessSync(nearest, constants.W_OK | constants.X_OK);
}
