import { UNFINISHED_PREFIX } from '../service/left-over-rows.ts';
import { SIGNS_KEY } from '../service/signs-of-life.ts';
import type { StoreRecord } from '../storage/content/record.ts';

/**
 * What belongs to processes that run, and means nothing to those that open a copy: clicks they have not finished, which nobody
 * may do again a week later, and their signs of life.
 */
export const isOfProcesses = (record: StoreRecord): boolean =>
  record.kind === 'value' && (record.key === SIGNS_KEY || record.key.startsWith(UNFINISHED_PREFIX));

/** Records without those of processes. */
export async function* withoutProcesses(records: AsyncIterable<StoreRecord>): AsyncGenerator<StoreRecord> {
  for await (const record of records) if (!isOfProcesses(record)) yield record;
}
