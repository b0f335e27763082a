import { cancelRequest, cancelWorth } from '../../../src/acts/cancel_order/cancel-order.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, aWorth, bea } from '../builders.ts';
import { aCancel, anApprovedCancel } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

const act = aCancel();
/** The end of a vendor order, approved by two where two are asked for. */
export const approvedCancel = anApprovedCancel(act, { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedCancel);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });

/** What is asked for anew, when the vendor shows another target. */
const moved = (parts: Parameters<typeof aCancel>[0]): Pick<Spoilt, 'facts' | 'event'> => {
  const now = aCancel(parts);
  const to = { act: now, worth: cancelWorth(now) };
  return { facts: { appraised: to }, event: { type: 'terms_changed', reason: 'target_changed', to } };
};

/** Each way in which a line can fail for what ends something, alone. */
export const OF_CANCEL: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row ends another order than was approved',
    order: otherTerms({ act: aCancel({ vendorOrderId: 'recOther' }) }),
    event: held('not_as_approved'),
  },
  {
    line: 7,
    what: 'the row says that less ends than was approved',
    order: otherTerms({ worth: { effect: 'cancel', endsMonthCents: 700, endsDomains: 1 } }),
    event: held('not_as_approved'),
  },
  { line: 10, what: 'another amount a month would end', ...moved({ monthCents: 700 }) },
  { line: 10, what: 'nobody knows which amount would end', ...moved({ monthCents: null }) },
  { line: 10, what: 'other names would end', ...moved({ names: ['getgoogle1.com'] }) },
  {
    line: 10,
    what: 'it would charge something',
    facts: { appraised: { worth: aWorth() } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: aWorth() } },
  },
  {
    line: 12,
    what: 'another order would end',
    facts: { request: cancelRequest(aCancel({ vendorOrderId: 'recOther' })) },
    event: held('not_as_approved'),
  },
];
