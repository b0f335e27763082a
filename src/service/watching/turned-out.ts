import type { AccountCompared, WatchChange } from '../../watch/compare.ts';
import type { Finding } from '../../watch/finding.ts';
import { withTask } from '../../watch/head.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';

/** What is written after a look: a message about an order that turned out to be ours is drawn anew, and says whose it is. */
export async function withTurnedOut(
  watch: Pick<WatchStore, 'finding'>,
  { change, turnedOut }: AccountCompared,
  now: Date,
): Promise<WatchChange> {
  const told: Finding[] = [];
  for (const key of new Set(turnedOut.map((each) => each.key))) {
    const finding = await watch.finding(key);
    if (!finding) continue;
    const ours = turnedOut.filter((each) => each.key === key).map(({ id, reference }) => ({ id, reference }));
    told.push({ ...finding, turnedOut: [...(finding.turnedOut ?? []), ...ours] });
  }
  return {
    ...change,
    head: told.reduce((head, { key }) => withTask(head, key, 'redraw', now), change.head),
    findings: [...change.findings, ...told],
  };
}
