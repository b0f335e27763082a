import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import fc from 'fast-check';
import { storyViolations } from '../../../src/audit/check/order.ts';
import { auditedOrder } from '../../../src/audit/replay/audited-order.ts';
import { withoutPeople } from '../../../src/orders/history/history.ts';
import { attemptOf, hasAttempt } from '../../../src/orders/order.ts';
import { UserId } from '../../../src/values/ids.ts';
import { amir, aPolicy, asked, bea, noon, rita } from '../../support/builders.ts';
import { property } from '../../support/property/check.ts';
import { type Life, life } from '../../support/property/lives.ts';
import {
  absent,
  agreed,
  announced,
  approvedBy,
  confirmed,
  declaredAbsent,
  found,
  happens,
  lookedForInVain,
  policy,
  priceRose,
  readyAll,
  renamed,
  type Step,
  sent,
  sentTwice,
  story,
  unclear,
  violationsIn,
} from './stories.ts';

const foundAs = (attempt: number) =>
  happens({ type: 'vendor_order_found', vendorOrderId: `rec${attempt}`, amountCents: 1_400, attempt });
const answeredLate = (attempt: number) => happens({ type: 'vendor_confirmed', vendorOrderId: null, attempt });
const notSentAs =
  (attempt: number): Step =>
  (order, at) => ({
    type: 'not_sent',
    reason: 'too_late',
    attempt,
    startedAt: hasAttempt(order) ? attemptOf(order).startedAt : at,
  });
const notSent = notSentAs(2);
const notSentFirst = notSentAs(1);
const carl = UserId.parse('U0CARL');
const one = asked(aPolicy({ users: [amir], userGroups: [], quorum: 1 }));
const three = asked(aPolicy({ users: [amir, bea, carl], userGroups: [], quorum: 3 }));
const clickUnder = (under: typeof one) => approvedBy(amir, under, [amir]);
const looser = happens({ type: 'asked_anew', asked: one });
const oneLess = happens({
  type: 'approvals_insufficient',
  reason: 'approver_not_entitled',
  asked: asked(policy),
  without: [amir],
});
const tooOld = happens({
  type: 'approvals_insufficient',
  reason: 'approval_too_old',
  asked: asked(policy),
  without: [],
});
/** Amir does not count any more, Bea and Carl do, and then Amir again. */
const byOthers = [
  announced,
  approvedBy(amir),
  approvedBy(bea, asked(policy), []),
  happens({ type: 'asked_anew', asked: three }),
  approvedBy(carl, three, [bea]),
  approvedBy(amir, three, [bea, carl]),
  sent,
  confirmed,
];
const renamedTwice = [...agreed, renamed, ...agreed.slice(1), renamed, ...agreed.slice(1), sent, confirmed, found];
const rejected = happens({ type: 'outcome_unclear', reason: 'rejected', message: '' });
const unreadTimes = (count: number) =>
  Array.from({ length: count }, () => happens({ type: 'look_incomplete', unread: 'list' }));
const resembling = happens({
  type: 'resembling_found',
  resembling: { vendorOrderId: 'rec7', tag: null, amountCents: null, createdAt: null, names: ['getgoogle1.com'] },
});
const ruledOut = happens({ type: 'ruled_out', by: amir, vendorOrderId: 'rec7' });

/** After all lives, so that nothing in them is due too late. */
const later = addDays(noon, 2_000);

const audited = ({ order, effects, history }: Life) => {
  const last = history.at(-1);
  return auditedOrder({ order, effects, head: { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' } }, history);
};

describe('whatever happens to an order', () => {
  property(
    'the audit finds nothing, as long as only decide moved it',
    life,
    (each) => {
      expect(storyViolations(audited(each), later)).toEqual([]);
    },
    { runs: 200 },
  );

  property(
    'the audit finds nothing either once names and words were erased from the history, all or some',
    fc.tuple(life, fc.integer({ min: 1, max: 3 })),
    ([each, every]) => {
      const history = each.history.map((entry, index) => (index % every === 0 ? withoutPeople(entry) : entry));
      expect(storyViolations(audited({ ...each, history }), later)).toEqual([]);
    },
    { runs: 100 },
  );
});

describe('an order that went its way breaks no promise', () => {
  test.each([
    ['requested', []],
    ['approved', agreed],
    ['approved anew after the price rose', [...agreed, priceRose, ...agreed.slice(1), sent]],
    ['approved anew after the workspace got another name, and the old one again', renamedTwice],
    ['approved by others under another policy', byOthers],
    ['approved anew after one was not entitled any more', [...agreed, oneLess, approvedBy(amir), sent, confirmed]],
    ['approved anew after the approvals were too old', [...agreed, tooOld, ...agreed.slice(1), sent, confirmed]],
    ['approved by the only one who decides now, a second time', [announced, approvedBy(amir), looser, clickUnder(one)]],
    ['sent again after it was surely not sent', [...agreed, sent, notSentFirst, sent, confirmed, found]],
    ['dearer after it was surely not sent', [...agreed, sent, notSentFirst, priceRose, ...agreed.slice(1), sent]],
    ['on hold', [...agreed, happens({ type: 'held', reason: 'paused' })]],
    ['being placed', [...agreed, sent]],
    ['found', [...agreed, sent, confirmed, found]],
    ['looked for in vain', [...agreed, sent, unclear, ...lookedForInVain]],
    ['refused', [...agreed, sent, rejected, absent, absent, absent]],
    ['sent again', sentTwice],
    [
      'found after it was given up for lost',
      [
        ...sentTwice.slice(0, -3),
        happens({ type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null, attempt: 1 }),
      ],
    ],
    ['ordered twice', [...sentTwice, foundAs(1), readyAll]],
    ['ordered twice, told by a late yes', [...sentTwice.slice(0, -2), answeredLate(1), confirmed, foundAs(1), found]],
    ['ordered once, by the first of two calls', [...sentTwice.slice(0, -2), foundAs(1), notSent]],
    [
      'ordered once, as the second is not there',
      [...sentTwice.slice(0, -2), answeredLate(1), unclear, ...lookedForInVain, declaredAbsent, foundAs(2)],
    ],
    ['answered late while it waited again', [...sentTwice.slice(0, -5), answeredLate(1), foundAs(1)]],
    ['found though the store knows of no call', [...agreed, foundAs(1)]],
    ['answered though the store knows of no call', [...agreed, answeredLate(1), found]],
    ['asked about, and another one', [...agreed, sent, unclear, resembling, ruledOut, ...lookedForInVain]],
    [
      'refused after looks that could not read everything',
      [...agreed, sent, rejected, ...unreadTimes(6), absent, absent, absent, answeredLate(1)],
    ],
    ['taking long, unread', [...agreed, sent, confirmed, unreadTimes(6), happens({ type: 'watch_failed' })].flat()],
    ['not charged', [...agreed, sent, happens({ type: 'vendor_could_not_charge', message: 'no' }), readyAll]],
    ['active', [...agreed, sent, confirmed, found, readyAll]],
    ['declined', [announced, happens({ type: 'declined', by: amir, reason: '' })]],
    ['withdrawn', [announced, happens({ type: 'withdrawn', by: rita, reason: '' })]],
  ] as const)('%s', (_name, steps) => {
    expect(violationsIn(story(...steps))).toEqual([]);
  });
});
