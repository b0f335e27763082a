import { z } from 'zod';
import { EMAIL_PROVIDERS, EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { OrderDraft, SaidColumns } from '../../../acts/custom_order/form/draft.ts';
import { withNames } from '../../../acts/custom_order/reading/add-names.ts';
import type { UserId } from '../../../values/ids.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import { noForms, type RememberedForm, type RememberedForms } from './remembered-forms.ts';

/** A form left alone for a week is forgotten. */
export const DRAFT_TTL_MS = 7 * 24 * 60 * 60 * 1_000;

/** Most begun forms of one person that are listed at once; older ones move up when one of these is sent or deleted. */
export const MOST_LISTED = 10;

/** Most begun forms of one person that are known; older ones are open only where they stand in a window. */
const MOST_KNOWN = 40;

/**
 * A form that somebody has open: its draft, and how often we filled fields in ourselves. `fill` is part of the block ids,
 * because Slack keeps old input under an old id. Source: docs/slack.md, "What breaks in practice", row 6.
 */
export interface OpenForm {
  readonly draft: OrderDraft;
  readonly fill: number;
}

/** A form as it stands in the store, as far as is known: another one is saved in the place of exactly that. */
export type KeptForm = RememberedForm<OpenForm>;

/** Which forms somebody began is known for longer than any of them is kept: it is not written anew with each page of the same one. */
const LIST_TTL_MS = 26 * DRAFT_TTL_MS;

/** Keeps the forms that people are filling in. */
export interface Drafts {
  /** Null when it never was, or is forgotten. */
  load(draftId: string): Promise<OpenForm | null>;
  /** As `load`, to be replaced. */
  newest(draftId: string): Promise<KeptForm | null>;
  /** What this process read or saved last of a form, where it is still known. Another process may have saved a newer one. */
  last(draftId: string): KeptForm | null;
  /** Keeps a new form, whose id nobody else has. */
  begin(form: OpenForm): Promise<void>;
  /**
   * Keeps a form in the place of the one that is known; null, and nothing is kept, when that does not stand there any more. So
   * nothing that others saved is lost, and what was deleted or erased does not come back.
   */
  replace(known: KeptForm, form: OpenForm): Promise<KeptForm | null>;
  /** The forms that somebody typed into, the last one first, at most `MOST_LISTED`. */
  begun(by: UserId): Promise<OpenForm[]>;
  /** Forgets a form now. */
  remove(form: OpenForm): Promise<void>;
  /** What somebody said of columns before; empty when that is nothing, or forgotten. */
  saidColumns(by: UserId): Promise<SaidColumns>;
  /** Answers whether nothing that they said was remembered before. */
  rememberColumns(by: UserId, said: SaidColumns): Promise<boolean>;
  forgetColumns(by: UserId): Promise<void>;
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

/** Two windows that are saved in the same moment are ordinary; losing to others so often is not. */
const MOST_TRIES = 5;

/**
 * Drafts in the key-value store, under `draft:<id>`; which ones somebody typed into under `drafts-of:<person>`, which is there
 * from their first form on: saving a page never makes it, as somebody may have been erased meanwhile; what they said of columns
 * under `columns:<person>`. Where reading the store means waiting, `remembered` knows the last ones.
 */
export function draftsIn(keyValues: KeyValueStore, remembered: RememberedForms<OpenForm> = noForms): Drafts {
  const newest = async (draftId: string): Promise<KeptForm | null> => {
    const text = await keyValues.get(keyOf(draftId));
    if (text === null) {
      remembered.forget(draftId);
      return null;
    }
    const { fill, ...draft } = StoredForm.parse(JSON.parse(text));
    return remember({ form: { draft, fill }, text });
  };
  const load = async (draftId: string) => (await newest(draftId))?.form ?? null;
  const remember = (kept: KeptForm): KeptForm => {
    remembered.put(kept.form.draft.id, kept);
    return kept;
  };
  const listText = (by: UserId) => keyValues.get(listOf(by));
  /** Changes which forms somebody has begun, as `known` says; nothing when nobody has such a list any more. */
  const changeList = async (by: UserId, known: string | null, change: (ids: string[]) => readonly string[]) => {
    let before = known;
    for (let tries = 0; before !== null && tries < MOST_TRIES; tries += 1) {
      const after = JSON.stringify(change(idsIn(before)).slice(0, MOST_KNOWN));
      if (after === before || (await keyValues.replace(listOf(by), before, after, LIST_TTL_MS))) return;
      before = await listText(by);
    }
  };
  return {
    load,
    newest,
    last: (draftId) => remembered.get(draftId),
    begin: async ({ draft, fill }) => {
      const text = textOf({ draft, fill });
      const [known] = await Promise.all([listText(draft.ownerId), keyValues.set(keyOf(draft.id), text, DRAFT_TTL_MS)]);
      remember({ form: { draft, fill }, text });
      const before = known ?? NONE_LISTED;
      if (known === null) await keyValues.setIfAbsent(listOf(draft.ownerId), before, LIST_TTL_MS);
      if (isBegun(draft)) await changeList(draft.ownerId, before, firstIn(draft));
    },
    replace: async (known, { draft, fill }) => {
      const text = textOf({ draft, fill });
      // Most pages are of the form that was saved before, too: whoever filled it in waits for the store once.
      const [list, isSaved] = await Promise.all([
        isBegun(draft) ? listText(draft.ownerId) : null,
        keyValues.replace(keyOf(draft.id), known.text, text, DRAFT_TTL_MS),
      ]);
      if (!isSaved) return null;
      const kept = remember({ form: { draft, fill }, text });
      await changeList(draft.ownerId, list, firstIn(draft));
      return kept;
    },
    begun: async (by) => {
      const forms: OpenForm[] = [];
      for (const draftId of idsIn((await listText(by)) ?? NONE_LISTED)) {
        if (forms.length === MOST_LISTED) break;
        const form = await load(draftId);
        if (form?.draft.ownerId === by) forms.push(form);
      }
      return forms;
    },
    remove: async ({ draft: { id, ownerId } }) => {
      remembered.forget(id);
      await keyValues.delete(keyOf(id));
      await changeList(ownerId, await listText(ownerId), (ids) => ids.filter((each) => each !== id));
    },
    saidColumns: async (by) => {
      const text = await keyValues.get(columnsOf(by));
      // An answer that cannot be read any more is asked for again: it keeps nobody from ordering.
      return SaidColumns.safeParse(JSON.parse(text ?? '{}')).data ?? {};
    },
    rememberColumns: async (by, said) => {
      const [known, text] = [await keyValues.get(columnsOf(by)), JSON.stringify(said)];
      if (known === null) return keyValues.setIfAbsent(columnsOf(by), text, COLUMNS_TTL_MS);
      await keyValues.replace(columnsOf(by), known, text, COLUMNS_TTL_MS);
      return false;
    },
    forgetColumns: (by) => keyValues.delete(columnsOf(by)),
  };
}

const keyOf = (draftId: string): string => `draft:${draftId}`;
const listOf = (by: UserId): string => `drafts-of:${by}`;
const columnsOf = (by: UserId): string => `columns:${by}`;
const NONE_LISTED = '[]';

const textOf = ({ draft, fill }: OpenForm): string => JSON.stringify({ ...draft, fill });
const idsIn = (list: string): string[] => Listed.parse(JSON.parse(list));
const firstIn =
  ({ id }: OrderDraft) =>
  (ids: readonly string[]): string[] => [id, ...ids.filter((each) => each !== id)];
