import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ArchivedOrder, OrderArchive } from '../../service/ports/stores/order-archive.ts';
import type { Reference } from '../../values/ids.ts';
import { makeFolder } from '../make-folder.ts';
import { orderIn } from './decode-record.ts';
import type { OrderRecord } from './record.ts';
import { writeFileOf } from './write-file.ts';

const FOLDER_MODE = 0o700;
/** Orders that are read before others get their turn: on the embedded store, nothing else is answered meanwhile. */
const ORDERS_A_TURN = 10;

type Read = (reference: string) => Promise<OrderRecord | null>;

/**
 * Writes the orders that `read` finds into a file, as `OrderArchive.write` promises. An order that was written meanwhile is left out:
 * somebody may have been erased from it, and whoever erases looks into the files that are there then.
 */
export const archiveWriter =
  (from: 'sqlite' | 'redis', read: Read): OrderArchive['write'] =>
  async ({ folder, name, at }, references) => {
    const path = join(folder, name);
    let left = references;
    for (;;) {
      const { records, archived, team } = await readAll(read, left);
      if (records.length === 0) return [];
      // A disk that stands still is met here, where nobody but this waits for it.
      await access(folder).catch(() => makeFolder(folder, FOLDER_MODE));
      await writeFileOf(path, { content: 'archive', madeAt: at, team, from }, records);
      const changed = await changedOf(read, archived);
      if (changed.size === 0) return archived;
      await rm(path, { force: true });
      left = left.filter((reference) => !changed.has(reference));
    }
  };

async function readAll(read: Read, references: readonly Reference[]) {
  const archived: ArchivedOrder[] = [];
  const records: OrderRecord[] = [];
  let team = null;
  for (const [index, reference] of references.entries()) {
    await letOthersWork(index);
    const record = await read(reference);
    const stored = record && orderIn(record);
    if (!record || !stored) continue;
    team ??= stored.order.facts.account;
    records.push(record);
    archived.push({ reference, version: stored.version });
  }
  return { records, archived, team };
}

/** Those that are not as they were read. */
async function changedOf(read: Read, archived: readonly ArchivedOrder[]): Promise<ReadonlySet<Reference>> {
  const changed = new Set<Reference>();
  for (const [index, { reference, version }] of archived.entries()) {
    await letOthersWork(index);
    if ((await read(reference))?.row?.version !== version) changed.add(reference);
  }
  return changed;
}

async function letOthersWork(index: number): Promise<void> {
  if (index % ORDERS_A_TURN === ORDERS_A_TURN - 1) await setImmediate();
}
