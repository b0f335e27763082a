import { z } from 'zod';
import { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { UserId } from '../../values/ids.ts';
import type { KeyValueStore } from '../ports/key-value-store.ts';

/** A form left alone for a day is forgotten. */
const DRAFT_TTL_MS = 24 * 60 * 60 * 1_000;

/**
 * A form that somebody has open: its draft, and how often we filled fields in ourselves. `fill` is part of the block ids,
 * because Slack keeps old input under an old id. Source: docs/slack.md, "What breaks in practice", row 6.
 */
export interface OpenForm {
  readonly draft: OrderDraft;
  readonly fill: number;
}

/** Keeps the forms that people are filling in. */
export interface Drafts {
  /** Null when it never was, or is forgotten. */
  load(draftId: string): Promise<OpenForm | null>;
  save(form: OpenForm): Promise<void>;
  /** The form that somebody typed into last; null when there is none, or it is forgotten. */
  last(by: UserId): Promise<OpenForm | null>;
}

/** In the store, both stand side by side. */
const StoredForm = OrderDraft.extend({ fill: z.int().nonnegative() });

/** Whether anything was typed into a form: what is only chosen is chosen again at once. */
const isBegun = ({ label, domainText, pickedNames }: OrderDraft): boolean =>
  [label, ...Object.values(domainText), ...Object.values(pickedNames).flat()].some((text) => text.trim() !== '');

/** Drafts in the key-value store, under `draft:<id>`; which one somebody typed into last under `last-draft:<person>`. */
export function draftsIn(keyValues: KeyValueStore): Drafts {
  const load = async (draftId: string) => {
    const text = await keyValues.get(`draft:${draftId}`);
    if (text === null) return null;
    const { fill, ...draft } = StoredForm.parse(JSON.parse(text));
    return { draft, fill };
  };
  return {
    load,
    save: async ({ draft, fill }) => {
      await keyValues.set(`draft:${draft.id}`, JSON.stringify({ ...draft, fill }), DRAFT_TTL_MS);
      if (isBegun(draft)) await keyValues.set(`last-draft:${draft.ownerId}`, draft.id, DRAFT_TTL_MS);
    },
    last: async (by) => {
      const draftId = await keyValues.get(`last-draft:${by}`);
      return draftId === null ? null : load(draftId);
    },
  };
}
