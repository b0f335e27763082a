import { labelOf } from '../../src/acts/act.ts';
import type { Worth } from '../../src/acts/worth.ts';
import { actOf, type Order, termsOf } from '../../src/orders/order.ts';
import { amountText } from './price-text.ts';
import { inPlain } from './text.ts';

/** Longest label of an order; it is never cut. */
const MAX_LABEL = 60;

/** What an order is worth, as its title says it first: `$121.00 / month`, `Cancel, saves $35.00 / month`, `Free`. */
function worthTitle(worth: Worth): string {
  const amount = amountText(worth);
  if (worth.effect === 'cancel') return amount === null ? 'Cancel' : `Cancel, ${amount}`;
  return amount ?? 'Free';
}

/** The title of an order with what it is for first, in plain text: `Acme, spring campaign · $121.00 / month`. */
export const labelFirstLine = (order: Order): string => `${labelIn(order)} · ${worthTitle(termsOf(order).worth)}`;

const labelIn = (order: Order): string => inPlain(labelOf(actOf(order)), MAX_LABEL);
