import { chmodSync, closeSync, openSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { z } from 'zod';
import { whyNothingIsKept } from '../../kept-folder.ts';
import { makeFolder } from '../../make-folder.ts';

const FILE_NAME = 'scaledmail.db';
/** A folder of ours beside it, as `archiveFolder` of src/config.ts says. */
const ARCHIVE = 'archive';
/** SQLite's log and its index stand beside the file. Source: SQLite documentation, "Write-Ahead Logging". */
const SUFFIXES = ['', '-wal', '-shm'] as const;
/** Rights of what only the owner may enter or read. */
export const FOR_OWNER = { folder: 0o700, file: 0o600 } as const;
const OF_OTHERS = 0o077;
const IsThere = z.object({ code: z.literal('EEXIST') });

/** The file of the embedded store in a folder. */
export const sqliteFile = (dataDir: string): string => join(dataDir, FILE_NAME);

/** What the names of the signs of life beside the file begin with. */
export const signOfLifeName = `${FILE_NAME}.open-`;

/** Where a store is put together that is to stand in a folder. */
export const restoringFolder = (dataDir: string): string => join(dataDir, `${FILE_NAME}.restoring`);

/** Where processes on the embedded store note what they have under way. Its name begins as the file's does, because it belongs to it. */
export const journalFolder = (dataDir: string): string => join(dataDir, `${FILE_NAME}.under-way`);

/** Makes a folder where it is missing, so that only its owner may enter it. */
export const makeFolderForOwner = (folder: string): void => makeFolder(folder, FOR_OWNER.folder);

/**
 * Makes the folder and the file of the store where they are missing, so that only their owner may enter and read them. Throws
 * where nothing can be kept.
 */
export function makeForOwner(dataDir: string): void {
  const why = whyNothingIsKept(dataDir);
  if (why !== null) throw new Error(why);
  makeFolderForOwner(dataDir);
  try {
    // A file that is there must not be opened: to close it again would free the locks that SQLite has on it in this process.
    // SQLite gives its log and its index the rights of the file. Source: SQLite documentation,
    // "How To Corrupt An SQLite Database File".
    closeSync(openSync(sqliteFile(dataDir), 'ax', FOR_OWNER.file));
  } catch (error) {
    if (!IsThere.safeParse(error).success) throw error;
  }
}

/**
 * Takes the rights of everybody but the owner away from the store's folder and files; rights of the owner are never added.
 * Left as it is, and answered, is what belongs to another user than `uid`, and a folder in which other things stand, too.
 * Where the system knows no owners (`uid` undefined) nothing is done.
 */
export function keepToOwner(dataDir: string, uid: number | undefined = getuid?.()): readonly string[] {
  if (uid === undefined) return [];
  const files = SUFFIXES.map((suffix) => `${sqliteFile(dataDir)}${suffix}`);
  const isShared = readdirSync(dataDir).some((name) => !name.startsWith(FILE_NAME) && name !== ARCHIVE);
  const open = [dataDir, ...files].flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats && (stats.mode & OF_OTHERS) !== 0 ? [{ path, stats }] : [];
  });
  return open.flatMap(({ path, stats }) => {
    const isOurs = stats.uid === uid && !(path === dataDir && isShared);
    return isOurs && closed(path, stats) ? [] : [path];
  });
}

/** Whether the rights of others could be taken away; some file systems have none to take. */
function closed(path: string, { mode }: Stats): boolean {
  try {
    chmodSync(path, mode & ~OF_OTHERS);
    return true;
  } catch {
    return false;
  }
}

/**
 * Remembers which files stand at the store's paths now that it was opened. Answers a question for later: null while they are
 * the same, else what happened and what to do, for the operator. What is written to a file that stands nowhere is lost.
 */
export function openFiles(dataDir: string): () => string | null {
  const opened = [sqliteFile(dataDir), `${sqliteFile(dataDir)}-wal`].map((path) => ({ path, id: idOf(path) }));
  return () => {
    const lost = opened.find(({ path, id }) => id !== idOf(path));
    return lost
      ? `${lost.path} was deleted, moved or replaced while the bot ran: what is written now would be lost. Put back what was there, or start the bot again; it then uses what is in DATA_DIR.`
      : null;
  };
}

/** What tells a file from every other one of the machine; null when there is none at the path. */
function idOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.dev}:${stats.ino}` : null;
}

/**
 * Tells the store's file from every other one, its copies included. The moment of its making is part of it, because the
 * number of a deleted file is soon given to another. Throws when there is no file.
 */
export function originOfFile(dataDir: string): string {
  const { dev, ino, birthtimeNs } = statSync(sqliteFile(dataDir), { bigint: true });
  return `file ${dev}:${ino}:${birthtimeNs}`;
}
