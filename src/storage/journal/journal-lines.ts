import { z } from 'zod';
import type { Delivery } from '../../service/ports/stores/delivery-notes.ts';
import type { TextSeal } from '../../service/ports/text-seal.ts';
import { Instant } from '../../values/ids.ts';

/** What is written together: deliveries that came, sealed together, and ids of those that are done. */
export interface JournalBatch {
  readonly added: readonly Delivery[];
  readonly done: readonly string[];
}

const Sealed = z.array(z.object({ id: z.string(), receivedAt: Instant, text: z.string() }));
const Line = z.union([z.object({ batch: z.string(), sealed: z.string() }), z.object({ done: z.array(z.string()) })]);

/** A batch as lines. It begins with the end of a line, so that nothing is lost by a line before it that was cut off. */
export function batchLines({ added, done }: JournalBatch, seal: TextSeal, batchId: string): string {
  const lines: z.input<typeof Line>[] = [];
  if (added.length > 0) lines.push({ batch: batchId, sealed: seal.seal(JSON.stringify(added), batchId) });
  if (done.length > 0) lines.push({ done: [...done] });
  return lines
    .map((line) => `\n${JSON.stringify(line)}`)
    .join('')
    .concat('\n');
}

/** What of a journal is not done, in the order in which it came; `onUnreadable` is told of each line that cannot be read. */
export function openInJournal(text: string, seal: TextSeal, onUnreadable: (error: unknown) => void): Delivery[] {
  const open = new Map<string, Delivery>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const read = Line.parse(JSON.parse(line));
      if ('done' in read) for (const id of read.done) open.delete(id);
      else for (const each of Sealed.parse(JSON.parse(seal.open(read.sealed, read.batch)))) open.set(each.id, each);
    } catch (error) {
      onUnreadable(error);
    }
  }
  return [...open.values()];
}
