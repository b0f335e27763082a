import { type ChangeRedirect, REDIRECT_WORTH } from '../../../acts/change_redirect/change-redirect.ts';
import { isSameRedirect } from '../../../acts/change_redirect/same-redirect.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';
import { rowIn } from '../domain-rows.ts';

/**
 * What would change, as the vendor shows it now. A domain that leads somewhere else than people saw makes it another act; one
 * that leads already where it is to lead does not, which the look for it tells. Refused while a domain is not in the vendor's
 * list, or where it leads is not said. What steps before `step` changed stays as it was approved. Throws what vendor reads throw.
 */
export async function appraiseChangeRedirect(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: ChangeRedirect,
  urgency: Urgency,
  step = 1,
): Promise<Appraised> {
  const rows = await vendor.domains(act.workspace.id, urgency);
  const now: ChangeRedirect['changes'] = [];
  for (const [index, change] of act.changes.entries()) {
    if (index < step - 1) {
      now.push(change);
      continue;
    }
    const redirect = rowIn(rows, { name: change.domain, orderId: act.vendorOrderId })?.redirect;
    if (redirect === undefined) return { ok: false, refusal: 'price_missing' };
    const isAsSeen = isSameRedirect(redirect, change.from) || isSameRedirect(redirect, change.to);
    now.push(isAsSeen ? change : { ...change, from: redirect });
  }
  const isSame = now.every((change, index) => change === act.changes[index]);
  return { ok: true, worth: REDIRECT_WORTH, ...(isSame ? {} : { act: { ...act, changes: now } }) };
}
