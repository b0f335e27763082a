import { buyRequest, buyWorth } from '../../../src/acts/buy_domains/buy-domains.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, bea } from '../builders.ts';
import { aBuy, anApprovedBuy } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

const act = aBuy();
/** Names to buy, approved by two where two are asked for. */
export const approvedBuy = anApprovedBuy(act, { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedBuy);
const [first] = act.names;
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const dearer = aBuy({ names: act.names.map((each) => ({ ...each, priceCents: each.priceCents + 1 })) });
const left = aBuy({ names: first ? [first] : [] });

/** Each way in which a line can fail for names that are bought, alone. */
export const OF_BUY: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row buys another name than was approved',
    order: otherTerms({ act: aBuy({ names: [{ name: 'other.com', priceCents: 1_550, renewalCents: 1_700 }] }) }),
    event: held('not_as_approved'),
  },
  {
    line: 10,
    what: 'a name is dearer',
    facts: { appraised: { worth: buyWorth(dearer), repriced: dearer } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: buyWorth(dearer), act: dearer } },
  },
  {
    line: 10,
    what: 'a renewal is dearer',
    facts: { appraised: { worth: { ...buyWorth(act), yearCents: 3_401 } } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: { ...buyWorth(act), yearCents: 3_401 } } },
  },
  {
    line: 10,
    what: 'somebody else has one of the names by now',
    facts: { appraised: { worth: buyWorth(left), act: left } },
    event: { type: 'terms_changed', reason: 'target_changed', to: { worth: buyWorth(left), act: left } },
  },
  {
    line: 10,
    what: 'somebody else has all of the names by now',
    facts: { appraised: null, isSoldOut: true },
    event: held('sold_out'),
  },
  {
    line: 12,
    what: 'a name more would be bought',
    facts: { request: buyRequest(left, 1) },
    event: held('not_as_approved'),
  },
];
