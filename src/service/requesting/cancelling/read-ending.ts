import { labelOf } from '../../../acts/act.ts';
import type { Ending } from '../../../acts/cancel_order/ending.ts';
import { ownsName, worksOnName, worksOnVendorOrder } from '../../../acts/claim.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { atVendor, vendorOrderIdsOf } from '../../../orders/standing/at-vendor.ts';
import { isCancellable } from '../../../orders/standing/cancellable.ts';
import { Reference } from '../../../values/ids.ts';
import { isActive, isCancelled } from '../../acts/vendor-status.ts';
import { isVendorError, VendorRefused } from '../../errors.ts';
import { referenceIn } from '../../placing/looking/own-trace.ts';
import { mailboxCount } from '../../placing/mailbox-count.ts';
import type { Log } from '../../ports/log.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Vendor, VendorOrderDetails } from '../../ports/vendor.ts';
import type { CancelTarget } from './cancel-form.ts';

export interface EndingDeps {
  readonly orders: OrderStore;
  readonly vendor: Vendor;
  readonly log: Log;
}

export type ReadEnding =
  | { readonly ok: true; readonly ending: Ending }
  | { readonly ok: false; readonly refusal: 'not_at_vendor' | 'cancelled_already' }
  | { readonly ok: false; readonly refusal: 'not_active'; readonly status: string }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly by: Reference | null };

/** Most code points of a name that ScaledMail’s own order is given here. */
const MAX_LABEL = 60;

/** What a vendor order has now, and whether its end can be asked for. Throws what vendor reads throw. */
export async function readEnding(deps: EndingDeps, target: CancelTarget): Promise<ReadEnding> {
  const { workspace, vendorOrderId } = target;
  const details = await detailsOf(deps.vendor, target);
  if (!details) return { ok: false, refusal: 'not_at_vendor' };
  if (isCancelled(details.status)) return { ok: false, refusal: 'cancelled_already' };
  if (!isActive(details.status)) return { ok: false, refusal: 'not_active', status: details.status };
  const names = details.domainNames.map((name) => name.toLowerCase());
  const [by] = (await deps.orders.claimed([worksOnVendorOrder(vendorOrderId), ...names.map(worksOnName)])).values();
  if (by !== undefined) return { ok: false, refusal: 'claimed', by };
  const ours = await orderBehind(deps.orders, target, { ...details, domainNames: names });
  const isFollowed = ours !== null && isCancellable(ours) && atVendor(ours).vendorOrderId === vendorOrderId;
  const ending: Ending = {
    workspace,
    vendorOrderId,
    ...(isFollowed ? { ends: ours.facts.reference } : {}),
    label: ours ? labelOf(actOf(ours)) : labelFor(details),
    names,
    mailboxes: await mailboxesOf(deps, target),
    monthCents: details.amountCents,
    createdAt: details.createdAt,
  };
  return { ok: true, ending };
}

/** Null when the vendor has no such order. Source: docs/vendor/openapi.yaml, "getOrderDetails". */
export async function detailsOf(
  vendor: Vendor,
  { workspace, vendorOrderId }: CancelTarget,
): Promise<VendorOrderDetails | null> {
  try {
    return await vendor.orderDetails(workspace.id, vendorOrderId, 'person');
  } catch (error) {
    if (error instanceof VendorRefused && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}

/** Null as well when the vendor does not answer that: what ends is known without it. */
async function mailboxesOf({ vendor, log }: EndingDeps, { workspace, vendorOrderId }: CancelTarget) {
  try {
    return mailboxCount(vendorOrderId, await vendor.domains(workspace.id, 'person'));
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error, vendorOrderId }, 'How many mailboxes an order has could not be read');
    return null;
  }
}

/** The order of ours that made a vendor order: the one by which it was found, or that owns its names or is named by its tag. */
export async function orderBehind(
  orders: OrderStore,
  { reference, vendorOrderId }: CancelTarget,
  { domainNames, tag }: VendorOrderDetails,
): Promise<Order | null> {
  const owners = reference === null ? (await orders.claimed(domainNames.map(ownsName))).values() : [];
  const candidates = new Set([...(reference === null ? referencesIn(tag) : [reference]), ...owners]);
  for (const candidate of candidates) {
    const order = (await orders.get(candidate))?.order;
    if (order && vendorOrderIdsOf(order).includes(vendorOrderId)) return order;
  }
  return null;
}

/** The reference that a tag of ours ends with, if it is one. */
function referencesIn(tag: string | null): Reference[] {
  const found = Reference.safeParse(referenceIn(tag));
  return found.success ? [found.data] : [];
}

/** What an order that was made elsewhere is called: its tag, else its first name, else its number. */
export function labelFor({ id, tag, domainNames }: VendorOrderDetails): string {
  const [first] = domainNames;
  const label = tag !== null && tag.trim() !== '' ? tag.trim() : (first ?? id);
  return Array.from(label).slice(0, MAX_LABEL).join('');
}
