import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { storyViolations } from '../../../src/audit/check/order.ts';
import { auditedOrder } from '../../../src/audit/replay/audited-order.ts';
import { amir, noon, rita } from '../../support/builders.ts';
import { property } from '../../support/property/check.ts';
import { type Life, life } from '../../support/property/lives.ts';
import {
  absent,
  agreed,
  announced,
  confirmed,
  declaredAbsent,
  found,
  happens,
  lookedForInVain,
  priceRose,
  readyAll,
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
const notSent: Step = (order, at) => ({
  type: 'not_sent',
  reason: 'too_late',
  attempt: 2,
  startedAt: 'attempt' in order ? order.attempt.startedAt : at,
});
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
});

describe('an order that went its way breaks no promise', () => {
  test.each([
    ['requested', []],
    ['approved', agreed],
    ['approved anew after the price rose', [...agreed, priceRose, ...agreed.slice(1), sent]],
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
