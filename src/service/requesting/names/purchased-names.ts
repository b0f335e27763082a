import { z } from 'zod';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Vendor } from '../../ports/vendor.ts';
import type { Drafts } from '../form/drafts.ts';
import { type FormOf, ownForm } from '../form/own-form.ts';
import { storedAnswer } from '../stored-answer.ts';
import { takenNames } from './taken-names.ts';

/** The picker asks at every keystroke; the list is read from the vendor once in this time. */
const KEPT_MS = 60_000;
const Names = z.array(z.string());

export interface UnusedNamesDeps {
  readonly vendor: Vendor;
  readonly orders: OrderStore;
  readonly keyValues: KeyValueStore;
}

export interface PurchasedNamesDeps extends UnusedNamesDeps {
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
    const wanted = typed.trim().toLowerCase();
    return (await unusedNames(deps, workspaceId)).filter((name) => name.includes(wanted)).slice(0, limit);
  };

/** All of them, in no open order, in alphabetical order. */
export async function unusedNames(deps: UnusedNamesDeps, workspaceId: string): Promise<string[]> {
  const kept = { key: `purchased-names:${workspaceId}`, ttlMs: KEPT_MS, schema: Names };
  const names = await storedAnswer(deps.keyValues, kept, async () =>
    (await deps.vendor.unusedPurchasedDomains(workspaceId, 'person')).toSorted(),
  );
  const taken = await takenNames(deps.orders, names);
  return names.filter((name) => !taken.has(name));
}
