import { labelOf, workspaceOf } from '../../../acts/act.ts';
import { worksOnName } from '../../../acts/claim.ts';
import { domainNames, type VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { atVendor } from '../../../orders/standing/at-vendor.ts';
import { isChangeable, isReady, type OrderWithDomains } from '../../../orders/standing/changeable.ts';
import { mailboxesNow } from '../../../orders/standing/mailboxes-now.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { rowIn } from '../../acts/domain-rows.ts';
import { isActive } from '../../acts/vendor-status.ts';
import { refuseByPolicy, refuseToAsk } from '../../authority.ts';
import type { FreeActsDeps } from '../../free-acts.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { Vendor, VendorDomain } from '../../ports/vendor.ts';
import { type FindingDeps, showOrder } from '../../reading/find-orders.ts';
import { ownSeenOrder } from './seen-order.ts';

export interface ChangingDeps extends FreeActsDeps, FindingDeps {
  readonly vendor: Vendor;
  readonly keyValues: KeyValueStore;
  readonly newId: () => string;
}

/** Which domain of which order: its number within the order, from 0. */
export interface DomainOf {
  /** Null for a vendor order that was not made here. */
  readonly reference: Reference | null;
  /** The kept look at such an order; see `SeenOrder`. */
  readonly elsewhere?: string | null;
  readonly index: number;
}

/** Why nobody can ask for a change of a domain now. */
export type ChangeRefusal =
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' | 'form_forgotten' | 'made_elsewhere' }
  | { readonly ok: false; readonly refusal: 'does_not_run'; readonly order: Order }
  | { readonly ok: false; readonly refusal: 'not_ready' | 'not_at_vendor' | 'redirect_not_said'; readonly name: string }
  | { readonly ok: false; readonly refusal: 'not_all_work' | 'senders_not_said'; readonly name: string }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly name: string; readonly by: Reference | null };

/** An order whose domains can be changed, as the vendor shows them now. */
export interface OrderToChange {
  readonly ok: true;
  /** The order of ours that it is; null for one that was not made here. */
  readonly reference: Reference | null;
  readonly workspace: VendorWorkspace;
  readonly vendorOrderId: string;
  readonly label: string;
  /** Names of its domains, in the order in which people see them. */
  readonly names: readonly string[];
  /** Whether a domain works: only then there is something to change. */
  readonly isReady: (name: string) => boolean;
  /** Whether names can be swapped: while others are set up, an order of ours is followed by those that it was made with. */
  readonly isSwappable: boolean;
  /** The row of a domain at the vendor; undefined for one that its list lacks. */
  readonly rowOf: (name: string) => VendorDomain | undefined;
}

/**
 * An order whose domains may be changed: one of ours for whoever may see it, one that was not made here for people who can
 * decide. Throws what vendor reads throw.
 */
export const domainsToChange = (
  deps: ChangingDeps,
  by: UserId,
  { reference, elsewhere = null }: Omit<DomainOf, 'index'>,
): Promise<OrderToChange | ChangeRefusal> =>
  reference === null ? seenToChange(deps, by, elsewhere ?? '') : orderToChange(deps, by, reference);

/** An order of ours whose domains may be changed, for whoever may see it. Throws what vendor reads throw. */
export async function orderToChange(
  deps: ChangingDeps,
  by: UserId,
  reference: Reference,
): Promise<(OrderToChange & { readonly order: OrderWithDomains }) | ChangeRefusal> {
  const found = await showOrder(deps)(by, reference);
  if (!found.ok) return found;
  const refusal = await refuseToAsk(deps, by);
  if (refusal) return { ok: false, refusal };
  const { order } = found;
  const { vendorOrderId } = atVendor(order);
  const mailboxes = mailboxesNow(order);
  if (!isChangeable(order) || vendorOrderId === null || !mailboxes)
    return { ok: false, refusal: 'does_not_run', order };
  const workspace = workspaceOf(actOf(order));
  const rows = await deps.vendor.domains(workspace.id, 'person');
  return {
    ok: true,
    order,
    reference,
    workspace,
    vendorOrderId,
    label: labelOf(actOf(order)),
    names: domainNames(mailboxes),
    isReady: (name) => isReady(order, name),
    isSwappable: order.state === 'active',
    rowOf: (name) => rowIn(rows, { name, orderId: vendorOrderId }),
  };
}

/** The same of a vendor order that was not made here, as somebody saw it: a domain works when the vendor says so. */
async function seenToChange(deps: ChangingDeps, by: UserId, formId: string): Promise<OrderToChange | ChangeRefusal> {
  const refusal = await refuseByPolicy(deps, by);
  if (refusal === 'not_an_approver') return { ok: false, refusal: 'made_elsewhere' };
  if (refusal) return { ok: false, refusal };
  const seen = await ownSeenOrder(deps.keyValues, { formId, by });
  if (!seen) return { ok: false, refusal: 'form_forgotten' };
  const { workspace, vendorOrderId, label, names } = seen;
  const rows = await deps.vendor.domains(workspace.id, 'person');
  const rowOf = (name: string) => rowIn(rows, { name, orderId: vendorOrderId });
  const works = (name: string) => isActive(rowOf(name)?.status ?? '');
  return {
    ok: true,
    reference: null,
    workspace,
    vendorOrderId,
    label,
    names,
    isReady: works,
    isSwappable: true,
    rowOf,
  };
}

/** Why a domain cannot be changed now: it does not work yet, or another order works on it; null when it can. */
export async function refuseDomain(
  { orders }: Pick<ChangingDeps, 'orders'>,
  found: OrderToChange,
  name: string,
): Promise<ChangeRefusal | null> {
  if (!found.isReady(name)) return { ok: false, refusal: 'not_ready', name };
  const claims = await orders.claimed([worksOnName(name)]);
  const by = claims.get(worksOnName(name).key);
  return by === undefined ? null : { ok: false, refusal: 'claimed', name, by };
}

/** The refusal that names the order in the way: of one of the names, else of the one whose menu it was. */
export function claimedName(name: string, taken: ReadonlyMap<string, Reference>): ChangeRefusal {
  const [[key, by] = ['', null]] = taken;
  return { ok: false, refusal: 'claimed', name: key.startsWith('name:') ? key.replace(/^name:/, '') : name, by };
}
