import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseToAsk } from '../../authority.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Drafts } from '../form/drafts.ts';
import { type FormOf, ownForm } from '../form/own-form.ts';
import { orderOfDraft } from './send-draft.ts';

export interface UnfinishedDeps {
  readonly drafts: Drafts;
  readonly orders: OrderStore;
  readonly keyValues: KeyValueStore;
}

/** What somebody typed and did not send, the last one first, at most `limit`. One that became an order is finished. */
export async function unfinishedOf(deps: UnfinishedDeps, by: UserId, limit: number): Promise<OrderDraft[]> {
  const unfinished: OrderDraft[] = [];
  for (const { draft } of await deps.drafts.begun(by)) {
    if (unfinished.length < limit && !(await orderOfDraft(deps)(draft))) unfinished.push(draft);
  }
  return unfinished;
}

export type ListedDrafts =
  | { readonly ok: true; readonly drafts: readonly OrderDraft[] }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** All forms that somebody typed into and did not send. Throws what the store throws. */
export const listDrafts =
  (deps: UnfinishedDeps & AskingDeps) =>
  async (by: UserId): Promise<ListedDrafts> => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    return refusal
      ? { ok: false, refusal }
      : { ok: true, drafts: await unfinishedOf(deps, by, Number.POSITIVE_INFINITY) };
  };

/** Forgets somebody's own form now; another's, and one that is forgotten already, stays as it is. */
export const deleteDraft =
  ({ drafts }: { drafts: Drafts }) =>
  async (form: FormOf): Promise<void> => {
    const own = await ownForm(drafts, form);
    if (own) await drafts.remove(own);
  };
