import { domainNames } from '../../../acts/custom_order/custom-order.ts';
import type { FillForm } from '../../../acts/fill_form/fill-form.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';
import { isCancelled } from '../vendor-status.ts';
import { isSameSet, seenForm } from './seen-form.ts';

const FREE: Appraised = { ok: true, worth: { effect: 'write' } };
const UNCLEAR: Appraised = { ok: false, refusal: 'price_missing' };

/**
 * Filling in a form costs nothing, while the form waits for the same names. One that is gone is left to the look before the
 * call, which says that it is done; but not when the order that was paid is cancelled: then nobody filled it in. Throws what
 * vendor reads throw.
 */
export async function appraiseFillForm(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: FillForm,
  urgency: Urgency,
): Promise<Appraised> {
  const { workspace, form } = act;
  const seen = seenForm(await vendor.pendingForms(workspace.id, urgency), form.uuid);
  switch (seen.stands) {
    case 'waits':
      return isSameSet(seen.form.names, domainNames(act)) ? FREE : UNCLEAR;
    case 'unclear':
      return UNCLEAR;
    case 'gone': {
      const rows = await vendor.orders(workspace.id, urgency);
      const paid = rows.find(({ id }) => id === form.vendorOrderId);
      return paid && isCancelled(paid.status) ? UNCLEAR : FREE;
    }
  }
}
