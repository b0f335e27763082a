import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import type { UserId } from '../../../values/ids.ts';
import { rowIn } from '../../acts/domain-rows.ts';
import { isActive } from '../../acts/vendor-status.ts';
import { refuseByPolicy } from '../../authority.ts';
import type { VendorDomain, VendorOrderDetails } from '../../ports/vendor.ts';
import { detailsOf, labelFor, orderBehind } from '../cancelling/read-ending.ts';
import type { FormOf } from '../kept-forms.ts';
import { shownWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import type { ChangingDeps } from './order-to-change.ts';
import { beginSeenOrder, ownSeenOrder, type SeenOrder } from './seen-order.ts';

export interface FindingVendorOrderDeps extends ChangingDeps, WorkspaceDeps {}

export type FoundVendorOrder =
  /** It was made here: the order of ours that it is. */
  | { readonly ok: true; readonly ours: Order }
  | { readonly ok: true; readonly ours: null; readonly seen: SeenOrder }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'not_at_vendor' };

/** Longest number that is asked about. Our own limit: those of the vendor have seventeen characters. */
const MAX_NUMBER = 80;

/**
 * What ScaledMail has under a number of its own, for people who can decide: to others such an order does not exist. Throws what
 * vendor reads throw, and `SlackUnavailable`.
 */
export const findVendorOrder =
  (deps: FindingVendorOrderDeps) =>
  async (by: UserId, typed: string): Promise<FoundVendorOrder> => {
    const refusal = await refuseByPolicy(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const vendorOrderId = typed.trim();
    if (!/^[\w-]+$/.test(vendorOrderId) || vendorOrderId.length > MAX_NUMBER)
      return { ok: false, refusal: 'not_at_vendor' };
    for (const workspace of await shownWorkspaces(deps)) {
      const target = { workspace, vendorOrderId, reference: null };
      const details = await detailsOf(deps.vendor, target);
      if (!details) continue;
      const names = namesOf(details, await deps.vendor.domains(workspace.id, 'person'));
      const ours = await orderBehind(deps.orders, target, { ...details, domainNames: names });
      if (ours) return { ok: true, ours };
      const { status, amountCents, createdAt } = details;
      const label = labelFor({ ...details, domainNames: names });
      const seen = {
        id: deps.newId(),
        ownerId: by,
        workspace,
        vendorOrderId,
        label,
        status,
        amountCents,
        createdAt,
        names,
      };
      await beginSeenOrder(deps.keyValues, seen);
      return { ok: true, ours: null, seen };
    }
    return { ok: false, refusal: 'not_at_vendor' };
  };

/** Its names by its own page, and by the list of domains, which may know them earlier or later. */
function namesOf({ id, domainNames }: VendorOrderDetails, rows: Iterable<VendorDomain>): string[] {
  const listed = [...rows].filter(({ orderId }) => orderId === id).map(({ name }) => name);
  return [...new Set([...domainNames, ...listed].map((name) => name.toLowerCase()))];
}

/** A domain of an order that was not made here, as the list of domains shows it now. */
export interface SeenDomain {
  readonly name: string;
  readonly isReady: boolean;
  /** Empty for nowhere; null where the vendor does not say it. */
  readonly redirect: string | null;
}

export type SeenDomains =
  | { readonly ok: true; readonly seen: SeenOrder; readonly domains: readonly SeenDomain[] }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'form_forgotten' };

/** The domains of an order that was not made here, as they are now, for people who can decide. Throws what vendor reads throw. */
export const seenDomains =
  (deps: ChangingDeps) =>
  async ({ formId, by }: FormOf): Promise<SeenDomains> => {
    const refusal = await refuseByPolicy(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const seen = await ownSeenOrder(deps.keyValues, { formId, by });
    if (!seen) return { ok: false, refusal: 'form_forgotten' };
    const rows = await deps.vendor.domains(seen.workspace.id, 'person');
    const domains = seen.names.map((name): SeenDomain => {
      const row = rowIn(rows, { name, orderId: seen.vendorOrderId });
      return { name, isReady: isActive(row?.status ?? ''), redirect: row?.redirect ?? null };
    });
    return { ok: true, seen, domains };
  };
