import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eraseInOrder } from '../storage/content/erase-in-order.ts';
import { checkFile, recordsOf } from '../storage/content/read-file.ts';
import type { StoreRecord } from '../storage/content/record.ts';
import { writeFileOf } from '../storage/content/write-file.ts';
import type { UserId } from '../values/ids.ts';

/**
 * Takes a person out of the files of archived orders. A file without them stays as it is; another takes its place when it is whole.
 * What was begun and never finished has nothing that is not in the store, and is deleted. A bot that is writing one does so again later.
 */
export async function eraseInArchives(folder: string, person: UserId): Promise<number> {
  if (!existsSync(folder)) return 0;
  // First: one that a bot finished meanwhile is found below.
  for (const name of await readdir(folder)) if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
  let files = 0;
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.jsonl.gz')).sort()) {
    const path = join(folder, name);
    const file = await checkFile(path);
    const records: StoreRecord[] = [];
    let isNamed = false;
    for await (const record of recordsOf(file)) {
      const erased = record.kind === 'order' ? eraseInOrder(record, person) : null;
      isNamed ||= erased?.type === 'erased';
      records.push(erased?.type === 'erased' ? erased.record : record);
    }
    if (!isNamed) continue;
    const beside = `${path}.erased`;
    await rm(beside, { force: true });
    const { content, madeAt, team, from } = file.header;
    await writeFileOf(beside, { content, madeAt, team, from }, records);
    await rename(beside, path);
    files += 1;
  }
  return files;
}
