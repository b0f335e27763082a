import { z } from 'zod';
import { EmailProvider } from '../custom_order/custom-order.ts';
import { detectPriceUnit, type QuoteRefusal } from '../custom_order/quote.ts';
import { PrewarmedInbox } from './buy-prewarmed.ts';

/** An item of the vendor's stock as it lists it: prices as it wrote them, unit unknown. */
export const StockItem = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  provider: EmailProvider,
  months: z.number().nonnegative().nullable(),
  mailboxes: z.int().positive(),
  oncePrice: z.number().nonnegative(),
  monthPrice: z.number().nonnegative(),
});
export type StockItem = z.infer<typeof StockItem>;

export type PricedStock =
  | { readonly ok: true; readonly inboxes: readonly PrewarmedInbox[] }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

const unitOf = ({ provider, mailboxes, monthPrice }: StockItem) =>
  detectPriceUnit({ provider, requiredDomains: 1, requiredMailboxes: mailboxes, totalPrice: monthPrice });

/** Whether an item's price can be one: others are offered to nobody. */
export const hasLikelyPrice = (item: StockItem): boolean => unitOf(item) !== null;

/** The vendor counts months, people weeks: a month has four of them at least. */
const WEEKS_PER_MONTH = 4;

/**
 * Items with their prices in cents. The unit is told by the usual price of a mailbox a month, and all of them have to agree:
 * a wrong price is worse than none. An item that stands there twice is one.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1.
 */
export function priceStock(items: readonly StockItem[]): PricedStock {
  const units = items.map(unitOf);
  if (units.includes(null)) return { ok: false, refusal: 'price_unit_unclear' };
  if (new Set(units).size > 1) return { ok: false, refusal: 'price_units_disagree' };
  const centsPerUnit = units[0] === 'cents' ? 1 : 100;
  const priced = items.map(({ id, name, provider, months, mailboxes, oncePrice, monthPrice }) => ({
    id,
    name,
    provider,
    weeks: months === null ? null : Math.floor(months * WEEKS_PER_MONTH),
    mailboxes,
    nowCents: Math.round(oncePrice * centsPerUnit),
    monthCents: Math.round(monthPrice * centsPerUnit),
  }));
  // An order that kept an amount beyond what whole cents hold could not be read again.
  const read = z.array(PrewarmedInbox).safeParse(priced);
  if (!read.success) return { ok: false, refusal: 'price_unit_unclear' };
  const ids = read.data.map(({ id }) => id);
  return { ok: true, inboxes: read.data.filter(({ id }, index) => ids.indexOf(id) === index) };
}
