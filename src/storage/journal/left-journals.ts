import { readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../../service/ports/log.ts';
import type { DeliveryNotes } from '../../service/ports/stores/delivery-notes.ts';
import type { TextSeal } from '../../service/ports/text-seal.ts';
import { openInJournal } from './journal-lines.ts';

/** Where journals are, and what they are read and written with. */
export interface JournalPlace {
  /** Where all processes of a store have theirs. */
  readonly folder: string;
  /** This process: an id without a dot. */
  readonly holder: string;
  readonly seal: TextSeal;
  readonly newId: () => string;
  readonly log: Log;
}

const Missing = z.object({ code: z.literal('ENOENT') });
/** Whether an error says that there is no such file. */
export const isMissing = (error: unknown): boolean => Missing.safeParse(error).success;

/** Begins the part of a name that says that the journal was another process's. */
const TAKEN = 'taken-';

/** The file of a journal: who has it, and a part that tells it from their others. */
export const journalName = (holder: string, part: string | number): string => `${holder}.${part}`;

const holderOf = (name: string): string => name.split('.')[0] ?? '';
const isTakenBy = (holder: string, name: string): boolean => name.startsWith(journalName(holder, TAKEN));

/**
 * See `DeliveryNotes`. Whoever takes a journal renames it, which only one can do; when that one dies before all of it is taken, the
 * journal is taken from it in turn.
 */
export async function handOverJournals(
  { folder, holder, seal, newId, log }: JournalPlace,
  ...[goneAmong, take]: Parameters<DeliveryNotes['handOver']>
): Promise<void> {
  const names = await journalsIn(folder);
  const others = [...new Set(names.map(holderOf))].filter((each) => each !== holder);
  const gone = others.length === 0 ? new Set() : await goneAmong(others);
  const onUnreadable = (file: string) => (error: unknown) =>
    log.error({ error, file }, 'What was not done when a process ended cannot be read from its journal');
  for (const name of names) {
    const before = holderOf(name);
    const isOurs = isTakenBy(holder, name);
    if (!isOurs && !gone.has(before)) continue;
    const taken = isOurs ? name : await takenAs(folder, name, journalName(holder, `${TAKEN}${newId()}`));
    if (taken === null) continue;
    const path = join(folder, taken);
    const text = await textOf(path, onUnreadable(name));
    if (text === null) continue;
    for (const delivery of openInJournal(text, seal, onUnreadable(name))) await take(delivery, before);
    await unlink(path);
  }
}

/** Null for what cannot be read, which stays where it is, and keeps nobody from what else is there. */
async function textOf(path: string, onUnreadable: (error: unknown) => void): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    onUnreadable(error);
    return null;
  }
}

async function journalsIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The new name of a journal; null when another process was faster. */
async function takenAs(folder: string, name: string, taken: string): Promise<string | null> {
  try {
    await rename(join(folder, name), join(folder, taken));
    return taken;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
