import type { Order } from '../../../orders/order.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type InsertingDeps, insertOnce } from '../sending/insert-once.ts';
import { readUndo, type UndoDeps, type UndoRefusal } from './start-undo.ts';

export interface RequestingUndoDeps extends UndoDeps, InsertingDeps {}

/** Which page somebody sent, about which order, and whether it said that it is sent at once. */
export interface UndoSent {
  readonly formId: string;
  readonly by: UserId;
  readonly reference: Reference;
  readonly isShownFree: boolean;
}

export type UndoRequested =
  | { readonly ok: true; readonly order: Order }
  | UndoRefusal
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError };

/**
 * Sets back what an order changed, with a new order of the same kind: reads once more whether that can be, and sends it at once
 * where it is free by rule for this person, else puts it up for approval. However often the same page is sent, one order comes
 * of it.
 */
export const requestUndo =
  (deps: RequestingUndoDeps) =>
  async ({ isShownFree, ...asked }: UndoSent): Promise<UndoRequested> => {
    try {
      const page = await readUndo(deps, asked);
      if (!page.ok) return page;
      const { act, worth } = page;
      const inserted = await insertOnce(deps, { formId: asked.formId, by: asked.by, act, worth, isShownFree });
      if (inserted.ok) return inserted;
      const [by] = inserted.taken.values();
      return by ? { ok: false, refusal: 'claimed', by } : { ok: false, refusal: 'changed_since' };
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error };
    }
  };
