import { subDays } from 'date-fns/subDays';
import { isArchivable } from '../../orders/history/archivable.ts';
import type { Reference } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Leaving, OrderArchive } from '../ports/stores/order-archive.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import { stubOf } from './stub-of.ts';

export interface ArchivingDeps {
  readonly archive: OrderArchive;
  readonly orders: Pick<OrderStore, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
  /** For how many days orders are kept in the store once they have ended. */
  readonly keepDays: number;
  /** Where files of archived orders go. */
  readonly folder: string;
}

/** Orders of one file. */
const ORDERS_A_FILE = 500;
/** So many are purged together: after each purge the whole store is looked through for acts that nobody needs. */
const ORDERS_A_PURGE = 5_000;

/**
 * Takes every order out of the store that ended long enough ago: a file has all that was kept of them before the first one is purged.
 * Who is killed in between leaves orders that are in a file and still in the store; the next time they go into another one. Answers
 * how many were purged.
 */
export async function archiveEnded(deps: ArchivingDeps): Promise<number> {
  const now = deps.clock.now();
  const over = await deps.archive.over(subDays(now, deps.keepDays));
  let [purged, files] = [0, 0];
  let some: Reference[] = [];
  let leaving: Leaving[] = [];
  const flush = async () => {
    if (some.length === 0) return;
    files += 1;
    leaving.push(...(await writeSome(deps, some, fileName(now, files))));
    some = [];
  };
  const purge = async () => {
    purged += await deps.archive.purge(leaving);
    leaving = [];
  };
  for (const reference of over) {
    const stored = await readable(deps, reference);
    if (!stored || !isArchivable(stored, { now, keepDays: deps.keepDays })) continue;
    some.push(reference);
    if (some.length < ORDERS_A_FILE) continue;
    await flush();
    if (leaving.length >= ORDERS_A_PURGE) await purge();
  }
  await flush();
  // With none left, too: a run that was killed may have left acts behind.
  await purge();
  if (purged > 0) deps.log.info({ orders: purged, folder: deps.folder }, 'Orders that ended were archived');
  return purged;
}

/** The moment and a number: no two runs have the same, as one begins at a time. */
const fileName = (now: Date, number: number): string =>
  `orders-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${number}.jsonl.gz`;

/** An order that cannot be read stays where it is. */
async function readable({ orders, log }: ArchivingDeps, reference: Reference) {
  try {
    return await orders.get(reference);
  } catch (error) {
    log.warn({ error, reference }, 'An order that cannot be read is not archived');
    return null;
  }
}

/** Writes orders into a file. Answers those that are as they stand there, and may go. */
async function writeSome(deps: ArchivingDeps, references: readonly Reference[], name: string): Promise<Leaving[]> {
  const { archive, orders, clock, folder } = deps;
  const at = clock.now();
  const leaving: Leaving[] = [];
  for (const { reference, version } of await archive.write({ folder, name, at }, references)) {
    const stored = await orders.get(reference);
    // What happened to it since it was written is not in the file.
    if (stored?.version !== version || !isArchivable(stored, { now: at, keepDays: deps.keepDays })) continue;
    leaving.push({ version, stub: stubOf(stored, { at, file: name }) });
  }
  return leaving;
}
