import { labelOf, workspaceOf } from '../../../acts/act.ts';
import { worksOnName } from '../../../acts/claim.ts';
import { domainNames, type VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { isChangeable, isReady, type OrderWithDomains } from '../../../orders/changeable.ts';
import { mailboxesNow } from '../../../orders/mailboxes-now.ts';
import { actOf, atVendor, type Order } from '../../../orders/order.ts';
import type { AuthorityRefusal } from '../../../orders/policy.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { rowIn } from '../../acts/domain-rows.ts';
import { refuseToAsk } from '../../authority.ts';
import type { FreeActsDeps } from '../../free-acts.ts';
import type { KeyValueStore } from '../../ports/key-value-store.ts';
import type { Vendor, VendorDomain } from '../../ports/vendor.ts';
import { type FindingDeps, showOrder } from '../../reading/find-orders.ts';

export interface ChangingDeps extends FreeActsDeps, FindingDeps {
  readonly vendor: Vendor;
  readonly keyValues: KeyValueStore;
  readonly newId: () => string;
}

/** Which domain of which order: its number within the order, from 0. */
export interface DomainOf {
  readonly reference: Reference;
  readonly index: number;
}

/** Why nobody can ask for a change of a domain now. */
export type ChangeRefusal =
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' | 'form_forgotten' }
  | { readonly ok: false; readonly refusal: 'does_not_run'; readonly order: Order }
  | { readonly ok: false; readonly refusal: 'not_ready' | 'not_at_vendor' | 'redirect_not_said'; readonly name: string }
  | { readonly ok: false; readonly refusal: 'not_all_work' | 'senders_not_said'; readonly name: string }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly name: string; readonly by: Reference | null };

/** An order whose domains can be changed, as the vendor shows them now. */
export interface OrderToChange {
  readonly ok: true;
  readonly order: OrderWithDomains;
  readonly workspace: VendorWorkspace;
  readonly vendorOrderId: string;
  readonly label: string;
  /** Names of its domains, in the order in which people see them. */
  readonly names: readonly string[];
  /** The row of a domain at the vendor; undefined for one that its list lacks. */
  readonly rowOf: (name: string) => VendorDomain | undefined;
}

/** An order whose domains may be changed, for whoever may see it. Throws what vendor reads throw. */
export async function orderToChange(
  deps: ChangingDeps,
  by: UserId,
  reference: Reference,
): Promise<OrderToChange | ChangeRefusal> {
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
    workspace,
    vendorOrderId,
    label: labelOf(actOf(order)),
    names: domainNames(mailboxes),
    rowOf: (name) => rowIn(rows, { name, orderId: vendorOrderId }),
  };
}

/** Why a domain cannot be changed now: it does not work yet, or another order works on it; null when it can. */
export async function refuseDomain(
  { orders }: Pick<ChangingDeps, 'orders'>,
  { order }: OrderToChange,
  name: string,
): Promise<ChangeRefusal | null> {
  if (!isReady(order, name)) return { ok: false, refusal: 'not_ready', name };
  const claims = await orders.claimed([worksOnName(name)]);
  const by = claims.get(worksOnName(name).key);
  return by === undefined ? null : { ok: false, refusal: 'claimed', name, by };
}
