import { z } from 'zod';
import { EMAIL_PROVIDERS, EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { OrderDraft, SaidColumns } from '../../../acts/custom_order/draft.ts';
import { withNames } from '../../../acts/custom_order/reading/add-names.ts';
import type { UserId } from '../../../values/ids.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import { noForms, type RememberedForms } from './remembered-forms.ts';

/** A form left alone for a week is forgotten. */
export const DRAFT_TTL_MS = 7 * 24 * 60 * 60 * 1_000;

/** Most begun forms of one person that are listed; older ones are open only where they stand in a window. */
export const MOST_LISTED = 10;

/**
 * A form that somebody has open: its draft, and how often we filled fields in ourselves. `fill` is part of the block ids,
 * because Slack keeps old input under an old id. Source: docs/slack.md, "What breaks in practice", row 6.
 */
export interface OpenForm {
  readonly draft: OrderDraft;
  readonly fill: number;
}

/** Which forms somebody began is known for longer than any of them is kept: it is not written anew with each page of the same one. */
const LIST_TTL_MS = 26 * DRAFT_TTL_MS;

/** Keeps the forms that people are filling in. */
export interface Drafts {
  /** Null when it never was, or is forgotten. */
  load(draftId: string): Promise<OpenForm | null>;
  save(form: OpenForm): Promise<void>;
  /** What this process read or saved last of a form, where it is still known. Another process may have saved a newer one. */
  last(draftId: string): OpenForm | null;
  /** Saves a form in the place of what `last` answered; false, and nothing is saved, when that is not the newest any more. */
  saveAfter(last: OpenForm, form: OpenForm): Promise<boolean>;
  /** The forms that somebody typed into, the last one first, at most `MOST_LISTED`. */
  begun(by: UserId): Promise<OpenForm[]>;
  /** Forgets a form now. */
  remove(form: OpenForm): Promise<void>;
  /** What somebody said of columns before; empty when that is nothing, or forgotten. */
  saidColumns(by: UserId): Promise<SaidColumns>;
  rememberColumns(by: UserId, said: SaidColumns): Promise<void>;
}

/** What somebody said of columns is remembered so long after they said something of one. */
const COLUMNS_TTL_MS = 90 * 24 * 60 * 60 * 1_000;

/** In the store, both stand side by side. */
const Form = OrderDraft.extend({ fill: z.int().nonnegative() });

/** Aliases as they are kept. Those of before said only whether they were one's own. */
const StoredAliases = z
  .looseObject({ isOwn: z.boolean().optional() })
  .transform(({ isOwn, ...aliases }) => (isOwn === undefined ? aliases : { ...aliases, form: isOwn ? 'own' : 'made' }));

/** A form as it is kept. Forms of before had names from a picker beside the text, and mistakes of such names. */
const StoredForm = z
  .looseObject({
    pickedNames: z.partialRecord(EmailProvider, z.array(z.string())).optional(),
    domainText: z.partialRecord(EmailProvider, z.string()),
    aliases: z.partialRecord(EmailProvider, StoredAliases).exactOptional(),
  })
  .transform(({ pickedNames, ...form }) => {
    if (pickedNames === undefined) return form;
    const { mistakes: _, ...others } = form;
    const domainText = { ...form.domainText };
    for (const provider of EMAIL_PROVIDERS) {
      const names = pickedNames[provider] ?? [];
      if (names.length > 0) domainText[provider] = withNames(domainText[provider] ?? '', names);
    }
    return { ...others, domainText };
  })
  .pipe(Form);

/** Whether anything was typed into a form: what is only chosen is chosen again at once. */
const isBegun = ({ label, domainText, upload, sheet }: OrderDraft): boolean =>
  upload !== undefined || [label, sheet?.text ?? '', ...Object.values(domainText)].some((text) => text.trim() !== '');

const Listed = z.array(z.string());

/**
 * Drafts in the key-value store, under `draft:<id>`; which ones somebody typed into under `drafts-of:<person>`; what they said of
 * columns under `columns:<person>`. Of two windows that are saved in the same moment, one may be missing there until it is
 * saved again. Where reading the store means waiting, `remembered` knows the last ones.
 */
export function draftsIn(keyValues: KeyValueStore, remembered: RememberedForms<OpenForm> = noForms): Drafts {
  const load = async (draftId: string) => {
    const text = await keyValues.get(`draft:${draftId}`);
    if (text === null) {
      remembered.forget(draftId);
      return null;
    }
    const { fill, ...draft } = StoredForm.parse(JSON.parse(text));
    const form = { draft, fill };
    remembered.put(draftId, { form, text });
    return form;
  };
  const listed = async (by: UserId) => Listed.parse(JSON.parse((await keyValues.get(`drafts-of:${by}`)) ?? '[]'));
  const list = (by: UserId, draftIds: readonly string[]) =>
    keyValues.set(`drafts-of:${by}`, JSON.stringify(draftIds.slice(0, MOST_LISTED)), LIST_TTL_MS);
  const others = async ({ id, ownerId }: OrderDraft) => (await listed(ownerId)).filter((each) => each !== id);
  /** Lists a form that is being saved, unless that comes to nothing. */
  const saveAndList = async ({ draft, fill }: OpenForm, write: (key: string, text: string) => Promise<boolean>) => {
    const text = JSON.stringify({ ...draft, fill });
    const [known, isSaved] = await Promise.all([
      isBegun(draft) ? listed(draft.ownerId) : null,
      write(`draft:${draft.id}`, text),
    ]);
    if (!isSaved) return false;
    remembered.put(draft.id, { form: { draft, fill }, text });
    // Most pages are of the form that was saved before, too: whoever filled it in waits for the store once.
    if (known !== null && known[0] !== draft.id)
      await list(draft.ownerId, [draft.id, ...known.filter((each) => each !== draft.id)]);
    return true;
  };
  return {
    load,
    save: async (form) => {
      await saveAndList(form, async (key, text) => {
        await keyValues.set(key, text, DRAFT_TTL_MS);
        return true;
      });
    },
    last: (draftId) => remembered.get(draftId)?.form ?? null,
    saveAfter: async (last, form) => {
      const before = remembered.get(form.draft.id);
      if (before?.form !== last) return false;
      return saveAndList(form, (key, text) => keyValues.replace(key, before.text, text, DRAFT_TTL_MS));
    },
    begun: async (by) => {
      const forms: OpenForm[] = [];
      for (const draftId of await listed(by)) {
        const form = await load(draftId);
        if (form?.draft.ownerId === by) forms.push(form);
      }
      return forms;
    },
    remove: async ({ draft }) => {
      remembered.forget(draft.id);
      await keyValues.delete(`draft:${draft.id}`);
      await list(draft.ownerId, await others(draft));
    },
    saidColumns: async (by) => {
      const text = await keyValues.get(`columns:${by}`);
      // An answer that cannot be read any more is asked for again: it keeps nobody from ordering.
      return SaidColumns.safeParse(JSON.parse(text ?? '{}')).data ?? {};
    },
    rememberColumns: (by, said) => keyValues.set(`columns:${by}`, JSON.stringify(said), COLUMNS_TTL_MS),
  };
}
