import type { CustomOrder } from '../../acts/custom_order/custom-order.ts';
import type { MailboxList } from '../../acts/custom_order/mailbox-list.ts';
import type { OrderIn } from '../../orders/order.ts';
import { lateOf } from '../../orders/standing/late.ts';
import { mailboxesNow } from '../../orders/standing/mailboxes-now.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { isVendorError } from '../errors.ts';
import { type FindingDeps, type FoundOrder, showOrder } from './find-orders.ts';
import { type ListingDeps, listOf } from './list-mailboxes.ts';

export type FoundLate =
  | {
      readonly ok: true;
      readonly order: OrderIn<'placed'>;
      /** As the vendor lists them now; null when its lists cannot be read, or the order has none. */
      readonly list: MailboxList | null;
      readonly at: Date;
    }
  | Extract<FoundOrder, { ok: false }>
  /** It is done by now, or ended. */
  | { readonly ok: false; readonly refusal: 'not_late' };

/** A late order with what the vendor lists of it now, for the same people as `showOrder`. Throws nothing of the vendor's. */
export const lateOrder =
  (deps: FindingDeps & ListingDeps) =>
  async (by: UserId, reference: Reference): Promise<FoundLate> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const { order } = found;
    if (order.state !== 'placed' || !lateOf(order)) return { ok: false, refusal: 'not_late' };
    const mailboxes = mailboxesNow(order);
    const list = mailboxes ? await listOrNull(deps, order, mailboxes) : null;
    return { ok: true, order, list, at: deps.clock.now() };
  };

async function listOrNull(
  deps: ListingDeps,
  order: OrderIn<'placed'>,
  mailboxes: CustomOrder,
): Promise<MailboxList | null> {
  try {
    return await listOf(deps, order, mailboxes);
  } catch (error) {
    if (!isVendorError(error)) throw error;
    deps.log.warn(
      { reference: order.facts.reference, error },
      'The mailboxes of a late order could not be read for a text to support',
    );
    return null;
  }
}
