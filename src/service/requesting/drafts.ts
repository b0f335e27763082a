import { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { KeyValueStore } from '../ports/key-value-store.ts';

/** A form left alone for a day is forgotten. */
const DRAFT_TTL_MS = 24 * 60 * 60 * 1_000;

/** Keeps the forms that people are filling in. */
export interface Drafts {
  /** Null when it never was, or is forgotten. */
  load(draftId: string): Promise<OrderDraft | null>;
  save(draft: OrderDraft): Promise<void>;
}

/** Drafts in the key-value store, under `draft:<id>`. */
export function draftsIn(keyValues: KeyValueStore): Drafts {
  return {
    load: async (draftId) => {
      const text = await keyValues.get(`draft:${draftId}`);
      return text === null ? null : OrderDraft.parse(JSON.parse(text));
    },
    save: (draft) => keyValues.set(`draft:${draft.id}`, JSON.stringify(draft), DRAFT_TTL_MS),
  };
}
