import { z } from 'zod';
import { BuyPrewarmed, PrewarmedInbox } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import type { PrewarmedInput } from '../../../acts/buy_prewarmed/check-prewarmed.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { DraftSequencer } from '../../../acts/custom_order/form/draft.ts';
import { toolOf } from '../../../acts/custom_order/form/draft-input.ts';
import { DraftLogin, LoginKind } from '../../../acts/custom_order/saved-login.ts';
import { SpendWorth } from '../../../acts/worth.ts';
import { Instant, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';

/** So many items stand on one page: a group of checkboxes holds no more. Source: docs/slack.md, "Limits". */
export const PAGE_SIZE = 10;

/** A form with which somebody chooses from the stock. */
export const PrewarmedForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  workspaces: z.array(VendorWorkspace),
  workspaceId: z.string(),
  /** What can be chosen, as it was read last: in stock, and in no open order. */
  stock: z.array(PrewarmedInbox),
  /** When the vendor was asked for it; absent in forms that an older version kept. */
  readAt: Instant.exactOptional(),
  /** How many more there are that open orders have. */
  inOrders: z.int().nonnegative(),
  /** From which item on the page shows them. */
  offset: z.int().nonnegative(),
  /** Ids of what is chosen, on all pages. */
  chosen: z.array(z.string()),
  redirect: z.string(),
  label: z.string(),
  /** Absent or null for none. */
  sequencer: DraftSequencer.nullable().exactOptional(),
  /** Which saved login is chosen for it, and what a typed one is to be kept as. */
  logins: z.partialRecord(LoginKind, DraftLogin).exactOptional(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
  /** What the review shows and what is sent, exactly; null until it is priced. */
  review: z.object({ act: BuyPrewarmed, worth: SpendWorth }).nullable(),
});
export type PrewarmedForm = z.infer<typeof PrewarmedForm>;

/** What stands in the fields of the picker; null for a field that is not on its page. */
export interface PrewarmedFields {
  /** Ids that are ticked on this page. */
  readonly ticked: readonly string[] | null;
  readonly redirect: string | null;
  readonly label: string | null;
  readonly workspaceId: string | null;
}

/** Such forms as they are kept. */
export const {
  begin: beginPrewarmedForm,
  save: savePrewarmedForm,
  own: ownPrewarmedForm,
} = keptForms('prewarmed-form', PrewarmedForm);

/** The form with what is ticked and typed on its page: what was chosen on others stays, in the order of the stock. */
export function withFields(form: PrewarmedForm, fields: PrewarmedFields): PrewarmedForm {
  const { ticked, redirect, label, workspaceId } = fields;
  const onPage = new Set(form.stock.slice(form.offset, form.offset + PAGE_SIZE).map(({ id }) => id));
  const isChosen = (id: string) => (ticked !== null && onPage.has(id) ? ticked.includes(id) : form.chosen.includes(id));
  return {
    ...form,
    chosen: form.stock.flatMap(({ id }) => (isChosen(id) ? [id] : [])),
    redirect: redirect ?? form.redirect,
    label: label ?? form.label,
    workspaceId: form.workspaces.find(({ id }) => id === workspaceId)?.id ?? form.workspaceId,
  };
}

/** The items that are chosen, in the order of the stock. */
export const chosenIn = ({ stock, chosen }: Pick<PrewarmedForm, 'stock' | 'chosen'>): PrewarmedInbox[] =>
  stock.filter(({ id }) => chosen.includes(id));

/** What checks a form: all that is chosen and typed in it. */
export const inputOf = (form: PrewarmedForm): PrewarmedInput => ({
  inboxes: chosenIn(form),
  redirect: form.redirect,
  label: form.label,
  workspace: form.workspaces.find(({ id }) => id === form.workspaceId) ?? null,
  ...toolOf(form),
});
