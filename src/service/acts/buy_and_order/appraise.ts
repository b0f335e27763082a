import {
  type BuyAndOrder,
  isBuyStep,
  mailboxesOfBoth,
  namesOfBoth,
  withoutNames,
  worthOfBoth,
} from '../../../acts/buy_and_order/buy-and-order.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';
import { namesLeft } from '../buy_domains/appraise.ts';
import { appraiseCustomOrder } from '../custom_order/quote-purchase.ts';

/**
 * What it is worth now, from `step` on: names as `namesLeft` says, mailboxes at the price of now. A name that was bought
 * meanwhile is ordered on all the same, and not bought; one that cannot be had any more is left out of both, so that what is
 * left is another act. Throws what vendor reads throw.
 */
export async function appraiseBuyAndOrder(
  reads: PricingReads,
  act: BuyAndOrder,
  urgency: Urgency,
  step = 1,
): Promise<Appraised> {
  if (!isBuyStep(act, step)) return withMailboxes(reads, act, act, urgency);
  const left = await namesLeft(reads.vendor, namesOfBoth(act), urgency, step);
  if (!left.ok) return left;
  const now = withoutNames(act, new Set(left.gone), left.names);
  return now ? withMailboxes(reads, act, now, urgency) : { ok: false, refusal: 'sold_out' };
}

/** What both come to; `now` is what is left of the act, or the same at other prices. */
async function withMailboxes(
  reads: PricingReads,
  act: BuyAndOrder,
  now: BuyAndOrder,
  urgency: Urgency,
): Promise<Appraised> {
  const mailboxes = await appraiseCustomOrder(reads, mailboxesOfBoth(now), urgency);
  if (!mailboxes.ok || mailboxes.worth.effect !== 'spend') return mailboxes;
  const worth = worthOfBoth(now, mailboxes.worth);
  return now.names.length === act.names.length ? { ok: true, worth, repriced: now } : { ok: true, worth, act: now };
}
