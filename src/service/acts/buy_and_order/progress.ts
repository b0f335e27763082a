import {
  type BuyAndOrder,
  isBuyStep,
  mailboxesOfBoth,
  namesOfBoth,
} from '../../../acts/buy_and_order/buy-and-order.ts';
import type { KnownProgress, Progress, ProgressReads } from '../act-at-vendor.ts';
import { buyDomainsProgress } from '../buy_domains/progress.ts';
import { customOrderProgress } from '../custom_order/progress.ts';

/**
 * A step that buys is done as one of `buy_domains` is, and nothing of it works yet; the last one is followed as a
 * `custom_order` is. Null when it could not be read.
 */
export async function buyAndOrderProgress(
  reads: ProgressReads,
  act: BuyAndOrder,
  known: KnownProgress,
): Promise<Progress | null> {
  if (!isBuyStep(act, known.step)) return customOrderProgress(reads, mailboxesOfBoth(act), known);
  const bought = await buyDomainsProgress(reads, namesOfBoth(act), known);
  return bought && { ...bought, ready: [] };
}
