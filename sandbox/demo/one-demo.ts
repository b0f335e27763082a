import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';

/** A folder that this process alone runs a demo in, until it says `release` or ends. */
export interface HeldFolder {
  /** Leaves word of where the page is, for whoever starts a second demo here. */
  servesAt(pageUrl: string): void;
  release(): void;
}

/** Why no demo starts: another one runs in the folder. Its message is for the person at the terminal. */
export class FolderIsTaken extends Error {
  override name = 'FolderIsTaken';
}

const Word = z.object({ pid: z.int().positive(), pageUrl: z.string().nullable() });

/**
 * Takes a folder, or throws `FolderIsTaken` at once. The lock is SQLite's on a file, which the system lets go of when its
 * process ends in any way: a demo that was killed never blocks the next one, whatever process has its number now.
 */
export function holdFolder(folder: string): HeldFolder {
  const wordFile = join(folder, 'running.json');
  const database = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('PRAGMA busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') throw new FolderIsTaken(taken(wordFile));
    throw error;
  }
  const leaveWord = (pageUrl: string | null) =>
    writeFileSync(wordFile, JSON.stringify({ pid: process.pid, pageUrl } satisfies z.infer<typeof Word>));
  leaveWord(null);
  return { servesAt: leaveWord, release: () => database.close() };
}

function taken(wordFile: string): string {
  const word = readWord(wordFile);
  const where = word?.pageUrl ? `, at ${word.pageUrl}` : '';
  const which = word ? ` (process ${word.pid})` : '';
  const orKill = word ? `, or with  kill ${word.pid}` : '';
  return [
    `A demo runs in this folder already${where}${which}. Two would write over each other’s orders and messages.`,
    `Use that one, or stop it first: Ctrl-C in its terminal${orKill}. For two at a time, run this one in another copy of the project.`,
  ].join('\n');
}

/** What the demo that runs left; null when it has not come to that yet. */
function readWord(wordFile: string): z.infer<typeof Word> | null {
  try {
    return Word.parse(JSON.parse(readFileSync(wordFile, 'utf8')));
  } catch {
    return null;
  }
}
