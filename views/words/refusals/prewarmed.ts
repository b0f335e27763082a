import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import type { QuoteRefusal } from '../../../src/acts/custom_order/quote.ts';
import type { LimitName } from '../../../src/orders/approval/limits.ts';
import type { AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { NO_WORKSPACE } from '../../form/ordering/what-view.ts';
import { counted, inline, listed } from '../text.ts';
import { aboveLimitMessage, quoteRefusalMessage, refusalMessage } from './refusal.ts';

/** Why somebody cannot choose from the stock. */
export type CannotChoose =
  | { readonly refusal: AuthorityRefusal | QuoteRefusal | 'no_workspace' | 'form_forgotten' }
  | { readonly refusal: 'none_in_stock'; readonly inOrders: number };

/** What is the matter, and the next step: mrkdwn. */
export function cannotChooseText(refused: CannotChoose): string {
  switch (refused.refusal) {
    case 'none_in_stock':
      return refused.inOrders === 0
        ? 'ScaledMail has no pre-warmed inboxes in stock right now. Please try again later.'
        : `ScaledMail has no other pre-warmed inboxes in stock right now: ${refused.inOrders === 1 ? 'the only one is' : `all ${refused.inOrders} are`} in open orders.`;
    case 'no_workspace':
      return NO_WORKSPACE;
    case 'form_forgotten':
      return 'This form was left open too long and is forgotten. Nothing was sent. Please start again.';
    case 'price_missing':
    case 'price_unit_unclear':
    case 'price_units_disagree':
      return quoteRefusalMessage(refused.refusal);
    default:
      return refusalMessage(refused.refusal, null);
  }
}

/** More names than this are counted. */
const MOST_NAMED = 5;

/** Why the picker is shown again. */
export type NotReviewed =
  | { readonly why: 'sold'; readonly names: readonly string[] }
  | { readonly why: 'taken'; readonly taken: ReadonlyMap<string, Reference> }
  | { readonly why: 'tool'; readonly problems: readonly Problem[] }
  | { readonly why: 'no_price'; readonly refusal: QuoteRefusal }
  | {
      readonly why: 'above_limit';
      readonly above: { readonly cents: number; readonly limitCents: number; readonly limit: LimitName };
    };

const KEPT = 'Everything else that you chose and typed is still here.';

/** The same as a sentence above it: mrkdwn. */
export function notReviewedText(because: NotReviewed): string {
  switch (because.why) {
    case 'sold':
      return `*Sold meanwhile:* ${namesText(because.names)}. ${KEPT}`;
    case 'taken':
      return `${takenText(because.taken)} ${KEPT}`;
    case 'tool':
      return toolTroubleText(because.problems);
    case 'no_price':
      return quoteRefusalMessage(because.refusal);
    case 'above_limit':
      return aboveLimitMessage(because.above);
  }
}

/** What is the matter with the sending tool or its login: mrkdwn. */
export const toolTroubleText = (problems: readonly Problem[]): string =>
  `*The sending tool needs a look.* ${problems.map(({ message }) => inline(message, 300)).join(' ')} Nothing was sent, and everything else is still here.`;

/** `brightledger.com is in the open order 7f3k2q.` */
export function takenText(taken: ReadonlyMap<string, Reference>): string {
  const names = [...taken].map(([name, reference]) => `${inline(name, 100)} (order \`${reference}\`)`);
  const rest = names.length - MOST_NAMED;
  const shown = rest > 0 ? [...names.slice(0, MOST_NAMED), `${rest} more`] : names;
  return `Meanwhile ${listed(shown)} ${names.length === 1 ? 'is' : 'are'} in another open order. Nothing was sent.`;
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => inline(name, 100));
  const rest = names.length - shown.length;
  return listed(rest > 0 ? [...shown, counted(rest, 'more', 'more')] : shown);
}

/** Above a review that is another one than was sent. */
export const CHANGED_MEANWHILE = 'What you chose changed in another window. Nothing was sent. Please look once more.';
