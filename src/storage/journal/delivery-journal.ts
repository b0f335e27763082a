import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers';
import type { After } from '../../service/ports/after.ts';
import type { Delivery, DeliveryNotes } from '../../service/ports/stores/delivery-notes.ts';
import { makeFolderForOwner } from '../sqlite/files/store-files.ts';
import { batchLines, type JournalBatch } from './journal-lines.ts';
import { handOverJournals, isMissing, type JournalPlace, journalName } from './left-journals.ts';

export interface JournalDeps extends JournalPlace {
  readonly after: After;
  /** Whether somebody may have taken this process for gone, and its journal over. */
  readonly mayBeTaken: () => boolean;
  /** When a file is larger, a new one is begun with what is under way. */
  readonly mostBytes?: number;
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** What a journal needs of an open file, which is written at its end. */
export interface JournalFile {
  write(buffer: Buffer, offset: number): Promise<{ readonly bytesWritten: number }>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Some thousand deliveries: a new file is rare then, and reading it after a crash takes no second. */
const MOST_BYTES = 8 * 1_048_576;
const FOR_OWNER = 0o600;
/** Nobody waits for what is done; what comes meanwhile takes it along. Done again after a kill, people get the same answer twice. */
const DONE_WITHIN_MS = 50;
/** What could not be written goes with the next batch, and is tried so often where none comes. */
const AGAIN_AFTER_MS = 1_000;
/** A file holds fewer that are not done. The oldest go first where it cannot even be cut back. */
const MOST_DONE_KEPT = 100_000;

/**
 * Notes deliveries at the end of a file, which is the cheapest thing that outlives the process: what comes in one round of the
 * event loop is one write, which no lock and no other write holds up. The file is not synced: it is there for processes that are
 * killed, not for power that fails. What is done before it could be written is never written. What could not be written is tried
 * again with what comes next: what is under way, and what is done of what the file holds.
 */
export function deliveryJournal(deps: JournalDeps): DeliveryNotes {
  const { folder, holder, seal, newId, log, after, mayBeTaken, mostBytes = MOST_BYTES, openFile = openAtEnd } = deps;
  /** What is written, or to be written, and not done. */
  const underWay = new Map<string, Delivery>();
  let added = new Map<string, Delivery>();
  /** What is under way, and could not be written. */
  let unwritten = new Map<string, Delivery>();
  /** Those of it that a file may hold all the same. */
  const mayStand = new Set<string>();
  let done: string[] = [];
  let isFailing = false;
  let next = announced();
  let journal: Journal | null = null;
  let journals = 0;
  /** Files that say nothing any more, and could not be deleted yet. */
  const toDelete = new Set<string>();
  let writing: Promise<void> | null = null;
  let cancelDone: (() => void) | null = null;
  let isDoneDue = false;
  let isClosed = false;

  const begin = async (): Promise<Journal> => {
    makeFolderForOwner(folder);
    const path = join(folder, journalName(holder, journals));
    journals += 1;
    return { path, file: await openFile(path), bytes: 0, broughtBytes: 0 };
  };
  const append = async (to: Journal, batch: Writing) => {
    batch.mayStand = true;
    const buffer = Buffer.from(batchLines(batch, seal, newId()));
    let written = 0;
    try {
      while (written < buffer.length) written += (await to.file.write(buffer, written)).bytesWritten;
    } catch (error) {
      // Lines that were written before it failed would be told done nowhere. Where they cannot be cut off, the rest stands behind them.
      if (await isCut(to)) {
        written = 0;
        batch.mayStand = false;
      }
      throw error;
    } finally {
      to.bytes += written;
    }
  };
  const writeBatch = async () => {
    const batch = { added: [...unwritten.values(), ...added.values()], done, mayStand: false };
    const written = next;
    [added, unwritten, done, next, isDoneDue] = [new Map(), new Map(), [], announced(), false];
    try {
      await write(batch);
      if (isFailing) log.info({}, 'Deliveries are noted again');
      isFailing = false;
    } catch (error) {
      unwritten = new Map(batch.added.flatMap((each) => (underWay.has(each.id) ? [[each.id, each]] : [])));
      if (batch.mayStand) for (const id of unwritten.keys()) mayStand.add(id);
      done = [...batch.done, ...done].slice(-MOST_DONE_KEPT);
      if (!isFailing) log.warn({ error }, NOT_NOTED);
      isFailing = true;
    } finally {
      written.announce();
    }
  };
  /** Closes a journal that says nothing any more and deletes it; somebody may have taken it over. Never rejects. */
  const end = async (ended: Journal) => {
    const { file, path } = ended;
    toDelete.add(path);
    // Where it cannot be deleted, whoever takes it over finds nothing in it to do again: it is empty, or says so.
    if (!(await isEmptied(ended))) {
      const nothingLeft = { added: [], done: [...underWay.keys(), ...done], mayStand: false };
      await append(ended, nothingLeft).catch((error: unknown) => log.warn({ error, file: path }, NOT_ENDED));
    }
    await file.close().catch((error: unknown) => log.warn({ error, file: path }, NOT_CLOSED));
    for (const each of toDelete) {
      try {
        await rm(each, { force: true });
        toDelete.delete(each);
      } catch (error) {
        log.warn(
          { error, file: each },
          'A journal of deliveries that are done could not be deleted; it is tried again',
        );
      }
    }
  };
  /** What is under way stands in both until the first is deleted, and is handed over once. Until the next one holds it, the first goes on. */
  const follow = async (full: Journal) => {
    const next = await begin();
    try {
      const brought = [...underWay.values()].filter(({ id }) => !added.has(id));
      await append(next, { added: brought, done: [], mayStand: false });
    } catch (error) {
      await end(next);
      throw error;
    }
    next.broughtBytes = next.bytes;
    journal = next;
    await end(full);
  };
  const write = async (batch: Writing): Promise<void> => {
    journal ??= await begin();
    await append(journal, batch);
    if (mayBeTaken() && !(await stands(journal))) {
      // Somebody took this process for gone, and may have read the file before this batch was in it.
      const taken = journal;
      journal = null;
      await taken.file.close();
      return write(batch);
    }
    // One that holds little more than what it began with would only be followed by one of the same size.
    if (journal.bytes <= Math.max(mostBytes, 2 * journal.broughtBytes)) return;
    await follow(journal).catch((error: unknown) => {
      log.warn({ error }, 'A journal of deliveries could not be followed by another one; it goes on');
    });
  };
  const writeAll = async () => {
    while (added.size > 0 || isDoneDue) await writeBatch();
    writing = null;
    if (hasLeft()) writeDoneLater();
  };
  /** Whether there is something to write that nobody waits for. */
  const hasLeft = () => done.length > 0 || unwritten.size > 0;
  const writeSoon = () => {
    writing ??= new Promise((resolve) => setImmediate(() => void writeAll().then(resolve)));
  };
  const writeDone = () => {
    cancelDone = null;
    isDoneDue = hasLeft();
    if (isDoneDue) writeSoon();
  };
  const writeDoneLater = () => {
    if (isClosed) return;
    cancelDone ??= after(isFailing ? AGAIN_AFTER_MS : DONE_WITHIN_MS, async () => writeDone());
  };
  return {
    add: (delivery) => {
      underWay.set(delivery.id, delivery);
      added.set(delivery.id, delivery);
      writeSoon();
      return next.promise;
    },
    remove: (id) => {
      underWay.delete(id);
      const isWritten = !added.delete(id) && !unwritten.delete(id);
      if (!mayStand.delete(id) && !isWritten) return;
      done.push(id);
      writeDoneLater();
    },
    handOver: (...given) => handOverJournals(deps, ...given),
    close: async () => {
      isClosed = true;
      cancelDone?.();
      // Without anything under way, the file is deleted.
      if (underWay.size > 0) writeDone();
      await writing;
      const last = journal;
      journal = null;
      if (last === null) return;
      if (underWay.size === 0) await end(last);
      else await last.file.close().catch((error: unknown) => log.warn({ error, file: last.path }, NOT_CLOSED));
    },
  };
}

const NOT_NOTED =
  'Deliveries cannot be noted: until they can, those under way are lost if this process is killed, and those done meanwhile may be done again';

const NOT_CLOSED = 'The journal of deliveries could not be closed';
const NOT_ENDED =
  'A journal of deliveries that are done can be neither emptied nor written: if it cannot be deleted either, they may be done again';

const openAtEnd = (path: string): Promise<JournalFile> => open(path, 'a', FOR_OWNER);

/** A promise, and what resolves it. */
function announced(): { readonly promise: Promise<void>; readonly announce: () => void } {
  let announce = () => {};
  const promise = new Promise<void>((resolve) => {
    announce = resolve;
  });
  return { promise, announce };
}

/** A batch, and whether its lines may stand in a file: in whole, or in part where that could not be cut off. */
interface Writing extends JournalBatch {
  mayStand: boolean;
}

/** A file that deliveries are noted in. */
interface Journal {
  readonly path: string;
  readonly file: JournalFile;
  bytes: number;
  /** What of it came from the file before. */
  broughtBytes: number;
}

/** Whether a journal is still where it was begun; whoever takes it over renames it. */
async function stands({ path }: Journal): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Takes everything out of a journal; answers whether that could be done. */
const isEmptied = ({ file }: Journal): Promise<boolean> =>
  file.truncate(0).then(
    () => true,
    () => false,
  );

/** Cuts off what stands behind the last whole batch; answers whether that could be done. */
const isCut = ({ file, bytes }: Journal): Promise<boolean> =>
  file.truncate(bytes).then(
    () => true,
    () => false,
  );
