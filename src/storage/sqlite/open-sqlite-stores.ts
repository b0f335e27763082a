import { randomUUID } from 'node:crypto';
import type { Clock } from '../../service/ports/clock.ts';
import type { Log } from '../../service/ports/log.ts';
import { isOnlyForATrial, type MachinePaths, thisMachine } from '../kept-folder.ts';
import type { Stores } from '../stores.ts';
import { openSqliteDatabase, type SqliteDatabase, waitBriefly } from './database/open-database.ts';
import { type Host, thisHost } from './files/host.ts';
import { keepToOwner, makeForOwner, openFiles, originOfFile, sqliteFile } from './files/store-files.ts';
import { sqliteKeyValueStore } from './key-value-store.ts';
import { sqliteArchive } from './maintenance/archive.ts';
import { sqliteOrderStore } from './orders/order-store.ts';
import { sqliteReservations } from './reservations.ts';
import { sqliteWatchStore } from './watch-store.ts';

/** The connections of a process to the embedded store of a folder; null: one that is in memory. */
export interface SqliteConnections {
  readonly dataDir: string | null;
  readonly synced: SqliteDatabase;
  readonly unsynced: SqliteDatabase;
}

/** The embedded store in a folder, which only its owner may read, or in memory when the folder is null. */
export const openSqliteStores = (dataDir: string | null, clock: Clock, log?: Log): Stores =>
  sqliteStores(connectSqlite(dataDir, log), clock, log);

/** Opens the file, which is made when it is missing and closed to others. Throws when it cannot be used. */
export function connectSqlite(
  dataDir: string | null,
  log?: Log,
  host: Host = thisHost(),
  machine: MachinePaths = thisMachine(),
): SqliteConnections {
  if (dataDir !== null) {
    closeToOthers(dataDir, log);
    if (isOnlyForATrial(dataDir, machine))
      log?.warn(
        { dataDir, fix: A_DISK },
        'The store is in memory: every order in it is lost when the machine starts again',
      );
  }
  const synced = waitBriefly(openSqliteDatabase(dataDir, 'FULL', host));
  // In memory there is one database for each connection.
  if (dataDir === null) return { dataDir, synced, unsynced: synced };
  return { dataDir, synced, unsynced: waitBriefly(openSqliteDatabase(dataDir, 'NORMAL', host)) };
}

/** All stores on these connections, which `close` closes. */
export function sqliteStores({ dataDir, synced, unsynced }: SqliteConnections, clock: Clock, log?: Log): Stores {
  const fileProblem = dataDir === null ? () => null : openFiles(dataDir);
  const origin = dataDir === null ? `memory ${randomUUID()}` : originOfFile(dataDir);
  const orders = sqliteOrderStore({ synced, unsynced, fileProblem, ...(log ? { log } : {}) });
  const shortLived = sqliteKeyValueStore(unsynced, clock);
  return {
    orders,
    ordersInTurn: { person: orders, background: orders },
    keyValues: sqliteKeyValueStore(synced, clock),
    shortLived,
    shortLivedInBackground: shortLived,
    reservations: sqliteReservations(unsynced),
    watch: sqliteWatchStore(synced),
    archive: sqliteArchive(synced),
    origin: async () => origin,
    ping: async () => {
      synced.prepare('SELECT 1').get();
    },
    prepare: async () => {},
    close: async () => {
      if (unsynced !== synced) unsynced.close();
      emptyLog(synced);
      synced.close();
    },
  };
}

/** Brings the log into the file, as far as nobody else reads from it. A log that stays costs nothing but its room. */
function emptyLog(database: SqliteDatabase): void {
  try {
    database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  } catch {
    // Another process is in the way, and does it when it closes.
  }
}

const A_DISK = 'For more than a trial, let DATA_DIR name a folder on a local disk.';

/** Makes and closes folder and files before anything is written; what cannot be closed is told to the log. */
function closeToOthers(dataDir: string, log: Log | undefined): void {
  makeForOwner(dataDir);
  const paths = keepToOwner(dataDir);
  if (paths.length === 0) return;
  const fix = `Give DATA_DIR a folder of its own; or, if nobody else needs these: chmod 700 ${dataDir} && chmod 600 ${sqliteFile(dataDir)}*`;
  log?.warn(
    { paths, fix },
    'Other users of this machine may look into the store, and it is not for this app to change',
  );
}
