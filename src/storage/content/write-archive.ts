import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ArchivedOrder, OrderArchive } from '../../service/ports/order-archive.ts';
import { makeFolder } from '../make-folder.ts';
import { orderIn } from './decode-record.ts';
import type { OrderRecord } from './record.ts';
import { writeFileOf } from './write-file.ts';

const FOLDER_MODE = 0o700;
/** Orders that are read before others get their turn: on the embedded store, nothing else is answered meanwhile. */
const ORDERS_A_TURN = 10;

/** Writes the orders that `read` finds into a file, as `OrderArchive.write` promises. */
export const archiveWriter =
  (from: 'sqlite' | 'redis', read: (reference: string) => Promise<OrderRecord | null>): OrderArchive['write'] =>
  async ({ folder, name, at }, references) => {
    const archived: ArchivedOrder[] = [];
    const records: OrderRecord[] = [];
    let team = null;
    for (const [index, reference] of references.entries()) {
      if (index % ORDERS_A_TURN === ORDERS_A_TURN - 1) await setImmediate();
      const record = await read(reference);
      const stored = record && orderIn(record);
      if (!record || !stored) continue;
      team ??= stored.order.facts.account;
      records.push(record);
      archived.push({ reference, version: stored.version });
    }
    if (records.length === 0) return [];
    // A disk that stands still is met here, where nobody but this waits for it.
    await access(folder).catch(() => makeFolder(folder, FOLDER_MODE));
    await writeFileOf(join(folder, name), { content: 'archive', madeAt: at, team, from }, records);
    return archived;
  };
