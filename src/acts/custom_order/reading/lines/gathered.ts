import { CLEANINGS, type UnreadLine } from '../reading.ts';
import type { LineRead } from './line-read.ts';
import type { SheetLine } from './lines.ts';

/** A line, and what became of it. */
export interface ReadLine {
  readonly line: number;
  readonly read: LineRead;
}

/** What became of lines, together. */
export function gathered(read: readonly ReadLine[]) {
  const counts = new Map(CLEANINGS.map((what) => [what, 0]));
  const problems: UnreadLine[] = [];
  const rows = read.flatMap(({ line, read: one }) => {
    if (one === null) return [];
    if ('problem' in one) {
      problems.push({ line, ...one.problem });
      return [];
    }
    for (const what of new Set(one.done)) counts.set(what, (counts.get(what) ?? 0) + 1);
    return one.rows;
  });
  const cleaned = [...counts].flatMap(([what, count]) => (count > 0 ? [{ what, count }] : []));
  return { rows, problems, cleaned };
}

/** The lines with other texts, each where it stood: what a line takes less is made up by empty ones. */
export function keptText(lines: readonly SheetLine[], texts: ReadonlyMap<SheetLine, string>): string {
  return lines
    .map((line) => {
      const kept = texts.get(line) ?? line.text;
      return kept + '\n'.repeat(Math.max(0, line.span - kept.split('\n').length));
    })
    .join('\n');
}
