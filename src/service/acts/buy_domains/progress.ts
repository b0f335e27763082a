import { type BuyDomains, namesAtStep, namesToBuy } from '../../../acts/buy_domains/buy-domains.ts';
import type { KnownProgress, Progress, ProgressReads } from '../act-at-vendor.ts';

/** A step is done when the vendor's list has all of its names, and so is the whole by its last one. Null when it could not be read. */
export async function buyDomainsProgress(
  reads: Pick<ProgressReads, 'purchased'>,
  act: BuyDomains,
  { step }: Pick<KnownProgress, 'step'>,
): Promise<Progress | null> {
  const purchased = await reads.purchased();
  if (!purchased) return null;
  const ready = namesToBuy(act).filter((name) => purchased.has(name));
  const isDone = namesToBuy({ names: namesAtStep(act, step) }).every((name) => purchased.has(name));
  return { ready, isDone, unread: [], isToGoOn: false, readAgainAt: null };
}
