import { z } from 'zod';
import type { KeyValueStore } from '../ports/key-value-store.ts';
import type { OrderStore } from '../ports/order-store.ts';
import type { Vendor } from '../ports/vendor.ts';
import type { Drafts } from './drafts.ts';
import { type FormOf, ownForm } from './own-form.ts';
import { storedAnswer } from './stored-answer.ts';
import { takenNames } from './taken-names.ts';

/** The picker asks at every keystroke; the list is read from the vendor once in this time. */
const KEPT_MS = 60_000;
const Names = z.array(z.string());

export interface PurchasedNamesDeps {
  readonly vendor: Vendor;
  readonly orders: OrderStore;
  readonly keyValues: KeyValueStore;
  readonly drafts: Drafts;
}

/**
 * Unused purchased names of a form's workspace that match what was typed and stand in no open order, at most `limit`, in
 * alphabetical order. None for a form that is forgotten or another's.
 */
export const purchasedNames =
  (deps: PurchasedNamesDeps) =>
  async (form: FormOf, typed: string, limit: number): Promise<string[]> => {
    const workspaceId = (await ownForm(deps.drafts, form))?.draft.workspaceId;
    if (!workspaceId) return [];
    const all = await unusedNames(deps, workspaceId);
    const wanted = typed.trim().toLowerCase();
    const matching = all.filter((name) => name.includes(wanted));
    const taken = await takenNames(deps.orders, matching);
    return matching.filter((name) => !taken.has(name)).slice(0, limit);
  };

function unusedNames(deps: PurchasedNamesDeps, workspaceId: string): Promise<string[]> {
  const kept = { key: `purchased-names:${workspaceId}`, ttlMs: KEPT_MS, schema: Names };
  return storedAnswer(deps.keyValues, kept, async () =>
    (await deps.vendor.unusedPurchasedDomains(workspaceId, 'person')).toSorted(),
  );
}
