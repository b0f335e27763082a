import { addMilliseconds, subDays, subMilliseconds } from 'date-fns';
import { requestOf } from '../../../src/acts/act.ts';
import type { ActRequest } from '../../../src/acts/act-request.ts';
import type { Worth } from '../../../src/acts/worth.ts';
import type { Asked, Terms } from '../../../src/orders/approval/terms.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { newestTerms, type OrderIn, type Resembling } from '../../../src/orders/order.ts';
import type { HoldReason } from '../../../src/orders/reasons.ts';
import type { Trace, UnreadOrders } from '../../../src/orders/trace.ts';
import type { Facts } from '../../../src/orders/warrant/facts.ts';
import { LOOK_MAX_AGE_MS, RIGHTS_MAX_AGE_MS, TURN_MAX_AGE_MS } from '../../../src/orders/warrant/lines.ts';
import { amir, aPolicy, asked, bea, noon, rita } from '../builders.ts';
import { openedLogin } from '../warrants.ts';

type Approved = OrderIn<'approved'>;

/** What is wrong with an order, or with what is known of it. */
export interface Spoilt {
  /** Number of the line that finds it. */
  readonly line: number;
  readonly what: string;
  readonly order?: Partial<Approved>;
  readonly facts?: Partial<Facts>;
  readonly event: OrderEvent;
}

/** What stands in the way while a reason lasts. */
export const held = (reason: HoldReason): OrderEvent => ({ type: 'held', reason });

const resembling: Resembling = {
  vendorOrderId: 'recOther',
  tag: null,
  amountCents: 1_400,
  createdAt: noon,
  names: ['getgoogle1.com'],
};
const unopened: Resembling = { ...resembling, vendorOrderId: 'recUnopened', names: [] };
const found = { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 1_400, attempt: 1 } as const;
const traced = (trace: Trace): Partial<Facts> => ({ trace });
const unread = (orders: Partial<UnreadOrders>): Partial<Facts> =>
  traced({ type: 'absent', unread: { count: 1, odd: null, silent: null, ...orders } });
const asksAbout = (about: Resembling): OrderEvent => ({ type: 'resembling_found', resembling: about });

const stale = held('vendor_unreachable');
const justOver = (maxAgeMs: number): Date => subMilliseconds(noon, maxAgeMs + 1);
const later = addMilliseconds(noon, 1);
const threeOf = asked(aPolicy({ quorum: 3 }));
const oneOfOthers = asked(aPolicy({ users: [], quorum: 1 }));
const OTHER_OPERATION = {
  createCustomOrder: 'cancelOrder',
  cancelOrder: 'createCustomOrder',
  updateDomainRedirect: 'cancelOrder',
  buyPreWarmInboxes: 'createCustomOrder',
  buyDomains: 'createCustomOrder',
  submitForm: 'createCustomOrder',
  updateDomainName: 'updateDomainRedirect',
  createOrder: 'cancelOrder',
  swapSenderName: 'updateDomainName',
  createWorkspace: 'createCustomOrder',
} as const satisfies Record<ActRequest['operation'], ActRequest['operation']>;

/** Each way in which a line can fail that every kind has, alone: all else is well. The order was approved by Amir and Bea. */
export function linesOfAny(order: Approved): readonly Spoilt[] {
  const need: Asked = order.asked;
  const terms: Terms = newestTerms(order);
  const approvalsBy = (...people: (typeof amir)[]) =>
    people.map((by) => ({ by, at: noon, fingerprint: terms.fingerprint }));
  const tooOld = (at: Date) => approvalsBy(amir, bea).map((each) => ({ ...each, at }));
  const insufficient = (without: (typeof amir)[], more: Asked = need): OrderEvent => ({
    type: 'approvals_insufficient',
    reason: more.policyHash === need.policyHash ? 'approver_not_entitled' : 'policy_changed',
    asked: more,
    without,
  });
  const otherTerms = (other: Partial<Terms>): Partial<Approved> => ({ terms: [{ ...terms, ...other }] });
  const otherWorth: Worth =
    terms.worth.effect === 'write' ? { effect: 'cancel', endsMonthCents: null, endsDomains: 1 } : { effect: 'write' };
  const request = requestOf(terms.act, terms.tag, openedLogin);
  const otherRequest = (parts: Partial<ActRequest>): Partial<Facts> => ({ request: { ...request, ...parts } });
  return [
    {
      line: 1,
      what: 'the last approval is seven days old',
      order: { approvals: tooOld(subDays(noon, 7)) },
      event: { type: 'approvals_insufficient', reason: 'approval_too_old', asked: need, without: [] },
    },
    {
      line: 1,
      what: 'there is no approval of these terms',
      order: { approvals: [] },
      event: { type: 'approvals_insufficient', reason: 'approval_too_old', asked: need, without: [] },
    },
    { line: 2, what: 'placing is paused', facts: { isPaused: true }, event: held('paused') },
    {
      line: 3,
      what: 'the store may lose what is written',
      facts: { storeProblem: 'appendfsync everysec' },
      event: held('store_not_durable'),
    },
    {
      line: 4,
      what: 'the card is newer than the store',
      facts: { witness: 'store_went_back' },
      event: held('store_went_back'),
    },
    {
      line: 4,
      what: 'this process remembers the attempt',
      facts: { isBegunHere: true },
      event: held('store_went_back'),
    },
    {
      line: 4,
      what: 'this process remembers the attempt, and the card cannot be read',
      facts: { isBegunHere: true, witness: 'wait' },
      event: held('store_went_back'),
    },
    { line: 4, what: 'the card cannot be read yet', facts: { witness: 'wait' }, event: held('store_unproven') },
    {
      line: 5,
      what: 'another process knows a newer policy',
      facts: { hasNewestPolicy: false },
      event: held('policy_outdated'),
    },
    {
      line: 6,
      what: 'the policy asks for more approvals now',
      facts: { requirement: threeOf },
      event: insufficient([], threeOf),
    },
    {
      line: 6,
      what: 'one approval of two is there',
      order: { approvals: approvalsBy(amir) },
      event: insufficient([]),
    },
    {
      line: 6,
      what: 'one person approved twice',
      order: { approvals: approvalsBy(amir, amir) },
      event: insufficient([]),
    },
    {
      line: 6,
      what: 'the requester is among those who approved',
      order: { approvals: approvalsBy(amir, rita) },
      facts: { entitled: [amir, rita] },
      event: insufficient([rita]),
    },
    {
      line: 7,
      what: 'the row has another number of terms than was approved',
      order: otherTerms({ number: 2 }),
      event: held('not_as_approved'),
    },
    { line: 9, what: 'the workspace is gone', facts: { workspace: null }, event: held('workspace_gone') },
    {
      line: 9,
      what: 'the workspace has another name',
      facts: { workspace: { id: 'recNorthwind', name: 'Southwind' } },
      event: {
        type: 'terms_changed',
        reason: 'workspace_renamed',
        to: { act: { ...terms.act, workspace: { id: 'recNorthwind', name: 'Southwind' } } },
      },
    },
    { line: 10, what: 'the price makes no sense', facts: { appraised: null }, event: held('price_unclear') },
    {
      line: 10,
      what: 'it is worth something of another sort',
      facts: { appraised: { worth: otherWorth } },
      event: { type: 'terms_changed', reason: 'price_rose', to: { worth: otherWorth } },
    },
    {
      line: 12,
      what: 'it goes to another workspace',
      facts: otherRequest({ query: { ...request.query, organization_id: 'recOther' } }),
      event: held('not_as_approved'),
    },
    {
      line: 12,
      what: 'it is another call',
      facts: otherRequest({ operation: OTHER_OPERATION[request.operation] }),
      event: held('not_as_approved'),
    },
    { line: 13, what: 'our trace is there', facts: traced({ type: 'found', event: found }), event: found },
    {
      line: 13,
      what: 'an order there resembles ours',
      facts: traced({ type: 'resembling', resembling, unread: { count: 0, odd: null, silent: null } }),
      event: asksAbout(resembling),
    },
    {
      line: 13,
      what: 'an order there gives an answer that says nothing',
      facts: unread({ odd: unopened }),
      event: asksAbout(unopened),
    },
    {
      line: 13,
      what: 'an order there has no number',
      facts: unread({}),
      event: held('orders_unread'),
    },
    {
      line: 13,
      what: 'an order there gives no answer',
      facts: unread({ silent: unopened }),
      event: held('vendor_unreachable'),
    },
    {
      line: 13,
      what: 'an order there gives no answer, and ours had waited for that',
      order: { hold: 'vendor_unreachable' },
      facts: unread({ silent: unopened }),
      event: asksAbout(unopened),
    },
    {
      line: 13,
      what: 'people are asked about an order that is proven to be another’s',
      order: { question: resembling, hold: 'resembling_order' },
      event: { type: 'vendor_order_absent' },
    },
    {
      line: 15,
      what: 'nobody who approved can decide any more',
      facts: { entitled: [] },
      event: insufficient([amir, bea]),
    },
    {
      line: 15,
      what: 'the policy names others now',
      facts: { requirement: oneOfOthers, entitled: [] },
      event: insufficient([amir, bea], oneOfOthers),
    },
    { line: 15, what: 'one of two cannot decide any more', facts: { entitled: [bea] }, event: insufficient([amir]) },
    { line: 16, what: 'the look is old', facts: { lookedAt: justOver(LOOK_MAX_AGE_MS) }, event: stale },
    { line: 16, what: 'the turn is old', facts: { turnAt: justOver(TURN_MAX_AGE_MS) }, event: stale },
    { line: 16, what: 'the rights are old', facts: { rightsReadAt: justOver(RIGHTS_MAX_AGE_MS) }, event: stale },
    { line: 16, what: 'the clock was set back since the look', facts: { lookedAt: later }, event: stale },
    { line: 16, what: 'the clock was set back since the turn', facts: { turnAt: later }, event: stale },
    {
      line: 16,
      what: 'the clock was set back since the rights were read',
      facts: { rightsReadAt: later },
      event: stale,
    },
  ];
}
