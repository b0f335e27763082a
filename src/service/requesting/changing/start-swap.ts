import { ownsName } from '../../../acts/claim.ts';
import type { UserId } from '../../../values/ids.ts';
import {
  type ChangeRefusal,
  type ChangingDeps,
  type DomainOf,
  orderToChange,
  refuseDomain,
} from './order-to-change.ts';
import { type SwapForm, saveSwapForm } from './swap-form.ts';

/** The page on which somebody chooses another name for a domain. */
export type SwapPage = { readonly ok: true; readonly form: SwapForm };

/** What a domain of an order could be swapped for, for whoever may see the order. Throws what vendor reads throw. */
export const startSwap =
  (deps: ChangingDeps) =>
  async (by: UserId, which: DomainOf): Promise<SwapPage | ChangeRefusal> =>
    readSwap(deps, { by, ...which, id: deps.newId(), typed: '', fill: 0 });

interface ToRead extends DomainOf {
  readonly by: UserId;
  readonly id: string;
  readonly typed: string;
  readonly fill: number;
}

/** Reads the domain and the unused names as they are now, and keeps that they were shown. */
export async function readSwap(
  deps: ChangingDeps,
  { by, reference, index, id, typed, fill }: ToRead,
): Promise<SwapPage | ChangeRefusal> {
  const found = await orderToChange(deps, by, reference);
  if (!found.ok) return found;
  const domain = found.names[index] ?? '';
  // While others are set up, the order is followed by the names that it was made with.
  if (found.order.state !== 'active') return { ok: false, refusal: 'not_all_work', name: domain };
  const refusal = await refuseDomain(deps, found, domain);
  if (refusal) return refusal;
  if (!found.rowOf(domain)) return { ok: false, refusal: 'not_at_vendor', name: domain };
  const { workspace, vendorOrderId, label } = found;
  const bought = await deps.vendor.unusedPurchasedDomains(workspace.id, 'person');
  const owned = await deps.orders.claimed(bought.map(ownsName));
  const unused = bought.filter((name) => !owned.has(ownsName(name).key));
  if (unused.length === 0) return { ok: false, refusal: 'none_unused', name: domain };
  const form: SwapForm = {
    id,
    ownerId: by,
    reference,
    workspace,
    vendorOrderId,
    label,
    index,
    domain,
    unused,
    typed,
    fill: fill + 1,
  };
  await saveSwapForm(deps.keyValues, form);
  return { ok: true, form };
}
