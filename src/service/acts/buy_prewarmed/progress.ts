import { type BuyPrewarmed, prewarmedNames } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import type { Progress, ProgressReads } from '../act-at-vendor.ts';
import { isActive } from '../vendor-status.ts';

/**
 * A domain works when its row is Active: its mailboxes were there before it was bought. A row that counts fewer is told by name. Null when the domains could not be
 * read. Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export async function prewarmedProgress(
  reads: Pick<ProgressReads, 'domains'>,
  act: BuyPrewarmed,
): Promise<Progress | null> {
  const domainNamed = await reads.domains();
  if (!domainNamed) return null;
  const names = prewarmedNames(act);
  const ready = names.filter((name) => isActive(domainNamed(name)?.status ?? ''));
  const short = act.inboxes.flatMap(({ name, mailboxes: expected }) => {
    const listed = domainNamed(name)?.totalMailboxes ?? null;
    return listed === null || listed >= expected || !ready.includes(name)
      ? []
      : [{ domain: name, listed, expected, missing: [] }];
  });
  return { ready, isDone: ready.length === names.length, unread: [], isToGoOn: false, readAgainAt: null, short };
}
