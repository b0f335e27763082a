import type { Walkable } from '../audit/each-order.ts';
import { keptOrderOf } from '../storage/content/decode-record.ts';
import { type CheckedFile, recordsOf } from '../storage/content/read-file.ts';
import { keptStubIn } from '../storage/rows/readable-row.ts';

/** A file, to be walked over by the audit. */
export const fileWalk = (file: CheckedFile): Walkable => ({
  teamId: file.header.team,
  count: async () => file.end.orders,
  orders: async function* () {
    for await (const record of recordsOf(file))
      if (record.kind === 'order') yield keptOrderOf(record, file.claims.get(record.reference) ?? []);
  },
  stubs: async function* () {
    for await (const record of recordsOf(file))
      if (record.kind === 'stub') yield keptStubIn(record.reference, record.text);
  },
  claims: async () => file.claims,
});
