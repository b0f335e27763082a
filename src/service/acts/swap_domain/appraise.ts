import { SWAP_WORTH, type SwapDomain, swapRow } from '../../../acts/swap_domain/swap-domain.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';
import { changeIn } from '../domain-rows.ts';

/**
 * That it can be done still: the domain is there under its old name, and nothing uses the new one, which is bought unless it is
 * held elsewhere; or it is done by now, which the look for it tells. Throws what vendor reads throw.
 */
export async function appraiseSwapDomain(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: SwapDomain,
  urgency: Urgency,
): Promise<Appraised> {
  const rows = [...(await vendor.domains(act.workspace.id, urgency))];
  const is = changeIn(rows, swapRow(act));
  if (is === 'applied') return { ok: true, worth: SWAP_WORTH };
  const isFree = act.hosting
    ? !rows.some(({ name }) => name.toLowerCase() === act.to)
    : (await vendor.unusedPurchasedDomains(act.workspace.id, urgency)).includes(act.to);
  return is === 'open' && isFree ? { ok: true, worth: SWAP_WORTH } : { ok: false, refusal: 'price_missing' };
}
