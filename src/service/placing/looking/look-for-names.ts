import { workspaceOf } from '../../../acts/act.ts';
import type { Attempt } from '../../../orders/attempt.ts';
import { presentNumber } from '../../../orders/decide/attempts.ts';
import type { OrderEvent } from '../../../orders/event.ts';
import { newestTerms, type Order, termsOfAttempt } from '../../../orders/order.ts';
import { attemptsLookedFor } from '../../../orders/standing/at-vendor.ts';
import { stepOf } from '../../../orders/standing/steps.ts';
import type { Trace } from '../../../orders/trace.ts';
import { evidenceOfAttempt, wantedNamesOf } from '../../acts/acts-at-vendor.ts';
import type { TraceReads } from '../vendor-lists.ts';

const NOTHING_UNREAD = { count: 0, odd: null, silent: null };
const ONE_UNREAD = { count: 1, odd: null, silent: null };

/**
 * Looks whether the vendor's list has the names that a step buys. Right before a call none of them is there, else it is not
 * made: so all of them there afterwards are the proof that it happened. Some of them there are none, and no proof of the
 * opposite either: people are asked. The vendor sells a name once, so of two tries that have a name in common the newest
 * counts, and none once one of them is proven. Throws what reading the list throws. Source: docs/vendor/openapi.yaml, "getPurchasedDomains".
 */
export async function lookForNames(reads: TraceReads, order: Order): Promise<Trace> {
  const namesBy = (attempt: Attempt) => wantedNamesOf(termsOfAttempt(order, attempt).act, attempt.step);
  const buys = (attempt: Attempt) => evidenceOfAttempt(order, attempt) === 'names_bought';
  const numbered = order.attempts.filter((each) => buys(each) && each.vendorOrderId !== null);
  const settled = new Set(numbered.flatMap(namesBy));
  const attempt = attemptsLookedFor(order).find(
    (each) => buys(each) && !namesBy(each).some((name) => settled.has(name)),
  );
  if (!attempt && order.state !== 'approved') return { type: 'absent', unread: NOTHING_UNREAD };
  const { act } = attempt ? termsOfAttempt(order, attempt) : newestTerms(order);
  const bought = new Set(await reads.purchased(workspaceOf(act).id));
  const names = wantedNamesOf(act, attempt?.step ?? stepOf(order));
  const there = names.filter((name) => bought.has(name));
  if (there.length === names.length) return found(names, attempt?.number ?? presentNumber(order));
  if (order.state === 'approved') return beforeCall(order, bought);
  return { type: 'absent', unread: NOTHING_UNREAD, ...(there.length > 0 ? { only: there } : {}) };
}

/** What is about to be sent: nothing while some of it is there, as it is then asked for anew without that. */
function beforeCall(order: Order, bought: ReadonlySet<string>): Trace {
  const names = wantedNamesOf(newestTerms(order).act, stepOf(order));
  const there = names.filter((name) => bought.has(name));
  if (there.length === names.length) return found(names, presentNumber(order));
  return { type: 'absent', unread: there.length > 0 ? ONE_UNREAD : NOTHING_UNREAD };
}

/** The list has no number for what was bought: the first name stands for it. */
function found([first = '']: readonly string[], attempt: number): Trace {
  const event: OrderEvent = { type: 'vendor_order_found', vendorOrderId: first, amountCents: null, attempt };
  return { type: 'found', event };
}
