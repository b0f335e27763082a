import { z } from 'zod';
import { SearchedName } from '../../../acts/buy_domains/availability.ts';
import { BuyDomains, NameToBuy } from '../../../acts/buy_domains/buy-domains.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { SpendWorth } from '../../../acts/worth.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';

/** A name as the form shows it: what the vendor says of it, or the open order of ours that has it. */
export const ShownName = z.union([
  SearchedName,
  z.object({ name: z.string(), state: z.literal('ordered'), by: Reference }),
]);
export type ShownName = z.infer<typeof ShownName>;

/** What was found for a search, a page at a time. */
export const NamesFound = z.object({
  /** What was searched for, as it was typed. */
  query: z.string(),
  shown: z.array(ShownName),
  /** How many of the searched names were looked up, and how many pages of ideas after them. */
  namesRead: z.int().nonnegative(),
  ideasRead: z.int().nonnegative(),
  hasMore: z.boolean(),
});
export type NamesFound = z.infer<typeof NamesFound>;

/** A form with which somebody looks for names and asks to buy some of them. */
export const BuyForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  workspaces: z.array(VendorWorkspace).min(1),
  workspaceId: z.string().min(1),
  /** What stands in its field. */
  query: z.string(),
  label: z.string(),
  /** Whether it was opened from a form for mailboxes, which is kept. */
  isForOrder: z.boolean(),
  /** Without dots. */
  endings: z.array(z.string()),
  /** Null before anything was searched for. */
  found: NamesFound.nullable(),
  /** Kept while something else is searched for. */
  chosen: z.array(NameToBuy),
  /** What was reviewed: exactly what is sent then. */
  seen: z.object({ act: BuyDomains, worth: SpendWorth }).nullable(),
  /** How often the page was filled in by us, and how often its names changed; parts of its block ids. */
  fill: z.int().nonnegative(),
  round: z.int().nonnegative(),
});
export type BuyForm = z.infer<typeof BuyForm>;

/** Such forms as they are kept. */
export const { begin: beginBuyForm, save: saveBuyForm, own: ownBuyForm } = keptForms('buy-form', BuyForm);

/** Names that are on the page and free: those that can be ticked. */
export const freeNames = ({ found }: Pick<BuyForm, 'found'>): NameToBuy[] =>
  (found?.shown ?? []).flatMap((each) => {
    if (each.state !== 'free') return [];
    const { name, priceCents, renewalCents } = each;
    return [{ name, priceCents, renewalCents }];
  });
