import { type ChangeRedirect, redirectRow } from '../../../acts/change_redirect/change-redirect.ts';
import type { KnownProgress, Progress, ProgressReads } from '../act-at-vendor.ts';
import { progressOfRows, STEP_DONE } from '../domain-rows.ts';

/**
 * One of several is done once the vendor took it: its staff apply all of them later. The whole is done when the vendor's list
 * shows each of them. Null when the list cannot be read.
 */
export async function changeRedirectProgress(
  reads: Pick<ProgressReads, 'domains'>,
  act: ChangeRedirect,
  { step }: Pick<KnownProgress, 'step'>,
): Promise<Progress | null> {
  if (step < act.changes.length) return STEP_DONE;
  return progressOfRows(
    reads,
    act.changes.map((_change, index) => redirectRow(act, index + 1)),
  );
}
