import { requestOf } from '../../../src/acts/act.ts';
import type { ActRequest } from '../../../src/acts/act-request.ts';
import type { CustomOrder } from '../../../src/acts/custom_order/custom-order.ts';
import type { SpendWorth } from '../../../src/acts/worth.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import type { Facts } from '../../../src/orders/warrant/facts.ts';
import { amir, aPolicy, aPurchase, aQuote, bea } from '../builders.ts';
import { anApprovedOrder, openedLogin } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

/** Accounts whose logins the call needs. */
const accounts = {
  hosting: { provider: 'Porkbun', loginId: 'hosting' },
  sequencer: { provider: 'Instantly', loginId: 'sequencer' },
};

/** The purchase of these tests: with logins, and approved by two where two are asked for. */
export const purchase = aPurchase({ source: 'other', ...accounts });
export const approvedPurchase = anApprovedOrder({ purchase, policy: aPolicy({ quorum: 2 }) }, [amir, bea]);
const terms = newestTerms(approvedPurchase);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const other = (parts: Partial<CustomOrder>): CustomOrder => ({ ...purchase, ...parts });

const worth: SpendWorth = {
  effect: 'spend',
  nowCents: 0,
  monthCents: aQuote(purchase).totalCents,
  yearCents: 0,
  lines: aQuote(purchase).lines,
};
const dearer = (amounts: Partial<SpendWorth>): Pick<Spoilt, 'facts' | 'event'> => {
  const now = { ...worth, ...amounts };
  return {
    facts: { appraised: { worth: now } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: now } },
  };
};

const request = requestOf(purchase, terms.tag, openedLogin);
const otherRequest = (parts: Partial<ActRequest>): Partial<Facts> => ({ request: { ...request, ...parts } });

/** Each way in which a line can fail for what charges something, alone. */
export const OF_PURCHASE: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row has another amount than was approved',
    order: otherTerms({ worth: { ...worth, monthCents: worth.monthCents + 1 } }),
    event: held('not_as_approved'),
  },
  {
    line: 7,
    what: 'the row has another act than was approved',
    order: otherTerms({ act: other({ coupon: 'HALF' }) }),
    event: held('not_as_approved'),
  },
  {
    line: 7,
    what: 'the row has another tag than was approved',
    order: otherTerms({ tag: 'acme-7f3k2q.2' }),
    event: held('not_as_approved'),
  },
  {
    line: 8,
    what: 'it is above what one order may charge',
    facts: { limits: { perOrderCents: worth.monthCents - 1, perDayCents: worth.monthCents } },
    event: held('above_order_limit'),
  },
  {
    line: 8,
    what: 'it is above what a day may charge',
    facts: { limits: { perOrderCents: worth.monthCents, perDayCents: worth.monthCents - 1 } },
    event: held('day_limit_reached'),
  },
  { line: 10, what: 'a month costs more', ...dearer({ monthCents: worth.monthCents + 1 }) },
  { line: 10, what: 'something is paid once now', ...dearer({ nowCents: 1 }) },
  { line: 10, what: 'a year costs more, and a month less', ...dearer({ yearCents: 1, monthCents: 1 }) },
  {
    line: 10,
    what: 'what it works on is another',
    facts: { appraised: { worth, act: other({ label: 'Beta' }) } },
    event: { type: 'terms_changed', reason: 'target_changed', to: { worth, act: other({ label: 'Beta' }) } },
  },
  { line: 11, what: 'a login is gone', facts: { request: null }, event: held('logins_missing') },
  {
    line: 12,
    what: 'the body says something else',
    facts: otherRequest({ body: { ...request.body, tag: 'acme-8f3k2q' } }),
    event: held('not_as_approved'),
  },
  {
    line: 12,
    what: 'the body lacks an account whose login is needed',
    facts: otherRequest({ body: requestOf(other({ hosting: undefined }), terms.tag, openedLogin).body }),
    event: held('not_as_approved'),
  },
  {
    line: 14,
    what: 'details of orders there have no field for the tag',
    facts: { trace: { type: 'absent', unread: { count: 0, odd: null, silent: null }, lacksTags: true } },
    event: held('tags_missing'),
  },
];
