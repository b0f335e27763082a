import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import type { Order } from '../../../src/orders/order.ts';
import { lateOf } from '../../../src/orders/standing/late.ts';
import type { UsualSetUp } from '../../../src/orders/standing/set-up-times.ts';
import { counted, dayInZone, inline, listed } from '../text.ts';

/** What a state is told with: how long earlier orders took, whether all late domains are named, and who reads it. */
export interface SetUpSetting {
  /** Null while too few orders are known: then by what the vendor says of itself. */
  readonly usual?: UsualSetUp | null;
  /** All of them, as far as there is room; else the first ten. */
  readonly namesAll?: boolean;
  /** Who is asked to look at ScaledMail, when that is not the reader; absent where the buttons stand to say what one saw. */
  readonly lookers?: string;
}

/**
 * By the vendor's home page. Source: docs/vendor/notes.md, "Life of an order and status words".
 */
const BY_VENDOR = 'set-up usually takes 2 to 4 business days';

/** How long it takes, and where that comes from, in the middle of a sentence: `your last 12 orders took 1 to 3 days`. */
export function usualText({ usual = null }: SetUpSetting): string {
  if (usual === null) return BY_VENDOR;
  const { orders, providers, fromDays, toDays, halfDays } = usual;
  const of = providers === null ? '' : `${listed(providers.map((each) => PROVIDER_FACTS[each].label))} `;
  const days = fromDays === toDays ? counted(toDays, 'day') : `${fromDays} to ${counted(toDays, 'day')}`;
  // One that took far longer than the others says little of the next one.
  const half = toDays - halfDays > 1 ? `, half of them ${halfDays} at most` : '';
  return `your last ${orders} ${of}orders took ${days}${half}`;
}

/** The same as a part of a grey line: `usually 2 to 4 business days`. */
export const usualInGrey = (setting: SetUpSetting): string =>
  setting.usual ? usualText(setting) : 'usually 2 to 4 business days';

/** Late domains on a card and in a message; where all of them are, as many as there is room for. */
const MOST_NAMED = 10;
const MOST_NAMES_LENGTH = 2_000;

/** `joinnorthwind.com, meetnorthwind.com and 86 more, all in Details`; empty when there are none. */
export function namesText(names: readonly string[], { namesAll = false }: SetUpSetting = {}): string {
  const shown: string[] = [];
  let length = 0;
  for (const name of names.slice(0, namesAll ? names.length : MOST_NAMED)) {
    length += name.length + 2;
    if (length > MOST_NAMES_LENGTH) break;
    shown.push(inline(name, 253));
  }
  const left = names.length - shown.length;
  const where = namesAll ? '' : ', all in Details';
  return left > 0 ? `${shown.join(', ')} and ${left} more${where}` : shown.join(', ');
}

/** `Late since yesterday: joinnorthwind.com.` of an order that is late; no name, when none that was read is known to be. */
export function lateText(order: Order, setting: SetUpSetting): string {
  const late = lateOf(order);
  if (!late) return '';
  const names = namesText(late.names, setting);
  return `*Late since ${dayInZone(late.since)}*${names === '' ? '' : `: ${names}`}.`;
}
