import { type Act, lasts, namesOf, targetOf, worthAfter } from '../../src/acts/act.ts';
import type { Attempt } from '../../src/orders/attempt.ts';
import {
  actOf,
  attemptOf,
  type CancelledBy,
  hasAttempt,
  newestTerms,
  type Order,
  type OrderIn,
  termsOf,
} from '../../src/orders/order.ts';
import { stepsDone } from '../../src/orders/standing/steps.ts';
import type { Reference, UserId } from '../../src/values/ids.ts';
import { contentOf as contentOfAct, headingOf } from '../acts/act-views.ts';
import { effectOfOrder } from './effect.ts';
import { spendText } from './price-text.ts';
import { inline, listed, type Naming } from './text.ts';

/** What an order is called everywhere: its worth, then its label. Plain text, not escaped. */
export function titleText(order: Order): string {
  const { act, worth } = termsOf(order);
  return headingOf(act, worth);
}

/** What an order is about: `9 domains with 18 mailboxes`. */
export const contentOf = (order: Order): string => contentOfAct(actOf(order), termsOf(order).worth);

/** What an act works on or buys, as people look for it: `order number recOrd1`, `these domains`, `the redirect of acme.com`. */
export function targetText(order: Order): string {
  if (effectOfOrder(order) === 'buy') return 'these domains';
  if (termsOf(order).worth.effect === 'write') return `the ${contentOf(order)}`;
  const target = targetOf(actOf(order));
  return target === null ? soughtText(order) : `order number ${inline(target)}`;
}

/** What an order charges, of several steps what those that are not done yet charge; null when it does not spend. */
export function chargeOf(order: Order): string | null {
  const { act, worth } = termsOf(order);
  const left = worthAfter<Act['kind']>(act, worth, stepsDone(order));
  return left.effect === 'spend' ? spendText(left) : null;
}

/** By what people know a vendor order of ours: its tag, or its domains where such an order has none. */
export function traceText(order: Order): string {
  const act = actOf(order);
  const [first = ''] = namesOf(act);
  const isTagless = newestTerms(order).tag === null && lasts(act) && first !== '';
  return isTagless ? `exactly these domains, such as ${inline(first)}` : `the tag \`${tagText(order)}\``;
}

/** What people look for at the vendor. */
export function soughtText(order: Order): string {
  const trace = traceText(order);
  return trace.startsWith('the tag') ? trace : `an order with ${trace}`;
}

/** What people look for at the vendor: the tag of the present attempt, else the reference. */
export function tagText(order: Order): string {
  const tag = hasAttempt(order) ? attemptOf(order).tag : null;
  return tag === null ? order.facts.reference : inline(tag);
}

/** `follows order x3mqj2`, for a grey line; null for an order that was asked for anew. */
export const followsText = (follows: Reference | undefined): string | null =>
  follows === undefined ? null : `follows order \`${follows}\``;

/** Who said of an order given up that it is not at the vendor; undefined when the vendor itself refused it. */
export const givenUpBy = (order: OrderIn<'refused'>): UserId | undefined => attemptOf(order).givenUpBy;

/** `cancelled by order m4x8tp, which Rita Okafor asked for and Amir Haddad approved`. */
export function cancelledByText({ reference, requestedBy, approvedBy }: CancelledBy, named: Naming): string {
  const approved = approvedBy.length === 0 ? '' : ` and ${listed(approvedBy.map(named))} approved`;
  return `cancelled by order \`${reference}\`, which ${named(requestedBy)} asked for${approved}`;
}

/** All attempts but the one that the order stands by. */
export function attemptsBeside(order: Order): readonly Attempt[] {
  const present = hasAttempt(order) ? order.attempt : null;
  return order.attempts.filter(({ number }) => number !== present);
}
