import { requestOfBoth, withoutNames } from '../../../src/acts/buy_and_order/buy-and-order.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { aBuyAndOrder, anApprovedBoth, bothWorth } from '../both.ts';
import { amir, aPolicy, bea } from '../builders.ts';
import { openedLogin } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

const TWO = ['newacme.com', 'hadacme.com'].map((name) => ({ name, priceCents: 1_550, renewalCents: 1_700 }));
const act = aBuyAndOrder({ names: TWO });
/** Names to buy and mailboxes on them, approved by two where two are asked for: its first step is next. */
export const approvedBoth = anApprovedBoth(act, { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedBoth);
const worth = bothWorth(act);
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const dearer = { ...act, names: TWO.map((each) => ({ ...each, priceCents: each.priceCents + 1 })) };
const left = withoutNames(act, new Set(['newacme.com']), TWO.slice(1)) ?? act;

/** Each way in which a line can fail for names that are bought and ordered on, alone. */
export const OF_BOTH: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row buys fewer names than were approved',
    order: otherTerms({ act: { ...act, names: TWO.slice(1) } }),
    event: held('not_as_approved'),
  },
  {
    line: 7,
    what: 'the row orders on fewer domains than were approved',
    order: otherTerms({ act: left }),
    event: held('not_as_approved'),
  },
  {
    line: 8,
    what: 'both together are above what one order may charge',
    facts: { limits: { perOrderCents: worth.nowCents + worth.monthCents - 1, perDayCents: 10_000_000 } },
    event: held('above_order_limit'),
  },
  {
    line: 10,
    what: 'a name is dearer',
    facts: { appraised: { worth: bothWorth(dearer), repriced: dearer } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: bothWorth(dearer), act: dearer } },
  },
  {
    line: 10,
    what: 'a month costs more, while its names are as they were',
    facts: { appraised: { worth: { ...worth, monthCents: worth.monthCents + 1 } } },
    event: {
      type: 'terms_changed',
      reason: 'price_rose',
      to: { worth: { ...worth, monthCents: worth.monthCents + 1 } },
    },
  },
  {
    line: 10,
    what: 'somebody else has one of the names by now',
    facts: { appraised: { worth: bothWorth(left), act: left } },
    event: { type: 'terms_changed', reason: 'target_changed', to: { worth: bothWorth(left), act: left } },
  },
  {
    line: 10,
    what: 'somebody else has all of the names by now',
    facts: { appraised: null, isSoldOut: true },
    event: held('sold_out'),
  },
  {
    line: 12,
    what: 'mailboxes would be ordered before the names are bought',
    facts: { request: requestOfBoth(act, terms.tag, openedLogin, 2) },
    event: held('not_as_approved'),
  },
];
