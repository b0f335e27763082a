import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { UserId } from '../../values/ids.ts';
import type { Drafts } from './drafts.ts';
import { type TypedFields, withTyped } from './typed-fields.ts';

/** Which form somebody has before them; no draft when it names none. */
export interface FormOf {
  readonly draftId: string | null;
  readonly by: UserId;
}

/** A page of the order form as somebody left it. */
export interface FilledPage extends FormOf {
  readonly typed: TypedFields;
}

/** The draft of somebody's form; null when it is forgotten or another's. The one place that asks whose it is. */
export async function ownDraft(drafts: Drafts, { draftId, by }: FormOf): Promise<OrderDraft | null> {
  const draft = draftId === null ? null : await drafts.load(draftId);
  return draft?.ownerId === by ? draft : null;
}

/** As `ownDraft`, with what is typed on the page now. */
export async function filledDraft(drafts: Drafts, page: FilledPage): Promise<OrderDraft | null> {
  const draft = await ownDraft(drafts, page);
  return draft && withTyped(draft, page.typed);
}

/** Keeps a draft that goes to another page: its fields are filled in anew there, under new block ids. */
export async function turnPage(drafts: Drafts, draft: OrderDraft): Promise<OrderDraft> {
  const turned = { ...draft, fill: draft.fill + 1 };
  await drafts.save(turned);
  return turned;
}
