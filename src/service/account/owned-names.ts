import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { OwnedName, RunningOrder } from '../../spend/running-order.ts';
import type { Reference } from '../../values/ids.ts';
import type { WorkspacePicture } from './account-picture.ts';

/** What uses a name: an order of ours by its reference, the vendor's number of the order, or both. */
export interface NameUse {
  readonly reference: Reference | null;
  readonly label: string | null;
  readonly vendorOrderId: string | null;
}

/** A name that is registered through the vendor, with what is known of its use. */
export interface SeenName extends OwnedName {
  readonly workspace: VendorWorkspace;
  /** Null when nothing is known to use it. */
  readonly usedBy: NameUse | null;
  /** Where it leads; empty for nowhere, null when that is not known. */
  readonly redirect: string | null;
}

/**
 * Names of an account with the orders that use them. A name is free when the vendor says that no domain uses it, its list of domains
 * lacks it, and no open order of ours has it: `taken` are those. Pure.
 */
export function ownedNames(
  pictures: readonly WorkspacePicture[],
  orders: readonly RunningOrder[],
  taken: ReadonlyMap<string, Reference>,
): SeenName[] {
  const runs = orders.filter((order) => order.runs);
  const byNumber = new Map(runs.map((order) => [order.vendorOrderId, order]));
  const byReference = new Map(runs.map((order) => [order.own?.reference ?? null, order]));
  return pictures.flatMap(({ workspace, registrations, domains }) => {
    const rows = new Map((domains?.rows ?? []).map((row) => [row.name, row]));
    return (registrations?.rows ?? []).map(({ isFree, ...registration }): SeenName => {
      const row = rows.get(registration.name);
      const reference = taken.get(registration.name) ?? null;
      const order = byNumber.get(row?.orderId ?? '') ?? (reference === null ? undefined : byReference.get(reference));
      const own = order?.own ?? null;
      const isUsed = !isFree || row !== undefined || reference !== null;
      const usedBy = {
        reference: own?.reference ?? reference,
        label: own?.label ?? null,
        vendorOrderId: row?.orderId ?? order?.vendorOrderId ?? null,
      };
      return {
        ...registration,
        workspace,
        isFree: !isUsed,
        usedBy: isUsed ? usedBy : null,
        redirect: row?.redirect ?? null,
      };
    });
  });
}
