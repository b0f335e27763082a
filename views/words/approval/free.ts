import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import { type Order, termsOf } from '../../../src/orders/order.ts';
import { partsOf } from '../../acts/act-views.ts';
import { truncate, type Words } from '../text.ts';

/** Beside an order that nobody has to approve: in a grey line, and at the beginning of a sentence. */
export const NO_APPROVAL = 'no approval needed (rule)';
export const NO_APPROVAL_SENTENCE = 'No approval needed (rule)';

/** Of a page whose act is sent at once: what its button says, and what happens then. */
export const SEND_FREELY = 'Send without approval';
export const SENT_AT_ONCE = '*Sent at once, without approval (rule)*; the approvers’ channel reads it';

/** Lines with old and new of what is free by rule; the rest is counted. */
const MOST_LINES = 3;
/** Most code points of it: a grey line takes 150. */
const MAX_LINE = 150;

/** What an order that is free by rule changes, old → new, as people typed it; nothing of any other order. */
export function changedParts(order: Order): Words[] {
  if (!isFreeByRule(order)) return [];
  const { act, worth } = termsOf(order);
  const lines = partsOf(act, worth, { hasUnitPrices: false }).flatMap((part) => part.lines);
  const shown = lines.slice(0, MOST_LINES).map((line) => ({ words: truncate(line, MAX_LINE) }));
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [{ words: 'the rest in Details' }] : [])];
}
