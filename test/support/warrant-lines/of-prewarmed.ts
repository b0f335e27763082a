import { type BuyPrewarmed, prewarmedRequest, prewarmedWorth } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, bea } from '../builders.ts';
import { anInbox, aPrewarmed } from '../prewarmed.ts';
import { anApprovedPrewarmed, openedLogin } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

const act = aPrewarmed({
  sequencer: { provider: 'Instantly', link: 'https://app.instantly.ai', loginId: 'sequencer' },
});
/** Pre-warmed inboxes with a sending tool, approved by two where two are asked for. */
export const approvedPrewarmed = anApprovedPrewarmed(act, { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedPrewarmed);
const worth = prewarmedWorth(act.inboxes);
const chargedCents = worth.nowCents + worth.monthCents;

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const other = (parts: Partial<BuyPrewarmed>): BuyPrewarmed => ({ ...act, ...parts });

/** What is asked for anew, when the stock is another. */
const moved = (now: BuyPrewarmed): Pick<Spoilt, 'facts' | 'event'> => {
  const to = { act: now, worth: prewarmedWorth(now.inboxes) };
  return { facts: { appraised: to }, event: { type: 'terms_changed', reason: 'target_changed', to } };
};

/** Each way in which a line can fail for what is bought from the stock, alone. */
export const OF_PREWARMED: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row has another price paid once than was approved',
    order: otherTerms({ worth: { ...worth, nowCents: worth.nowCents - 1 } }),
    event: held('not_as_approved'),
  },
  {
    line: 7,
    what: 'the row has another item than was approved',
    order: otherTerms({ act: other({ inboxes: [anInbox({ id: 'recOther' })] }) }),
    event: held('not_as_approved'),
  },
  {
    line: 8,
    what: 'what is paid once takes it above what one order may charge',
    facts: { limits: { perOrderCents: chargedCents - 1, perDayCents: chargedCents } },
    event: held('above_order_limit'),
  },
  {
    line: 10,
    what: 'nothing of it is in stock',
    facts: { appraised: null, isSoldOut: true },
    event: held('sold_out'),
  },
  { line: 10, what: 'one of two was sold', ...moved(other({ inboxes: act.inboxes.slice(1) })) },
  {
    line: 10,
    what: 'what is paid once is dearer',
    ...moved(other({ inboxes: act.inboxes.map((inbox) => ({ ...inbox, nowCents: inbox.nowCents + 1 })) })),
  },
  { line: 11, what: 'the login of the sending tool is gone', facts: { request: null }, event: held('logins_missing') },
  {
    line: 12,
    what: 'another item would be bought',
    facts: {
      request: prewarmedRequest(other({ inboxes: [anInbox({ id: 'recOther' })] }), terms.tag ?? '', openedLogin),
    },
    event: held('not_as_approved'),
  },
  {
    line: 12,
    what: 'the body lacks the account whose login is needed',
    facts: { request: prewarmedRequest(aPrewarmed(), terms.tag ?? '', openedLogin) },
    event: held('not_as_approved'),
  },
  {
    line: 14,
    what: 'details of orders there have no field for the tag',
    facts: { trace: { type: 'absent', unread: { count: 0, odd: null, silent: null }, lacksTags: true } },
    event: held('tags_missing'),
  },
];
