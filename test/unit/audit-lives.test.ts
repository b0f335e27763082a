import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { auditedOrder } from '../../src/audit/audited-order.ts';
import { storyViolations } from '../../src/audit/check-order.ts';
import { amir, noon, rita } from '../support/builders.ts';
import { property } from '../support/property-check.ts';
import { type Life, life } from '../support/property-lives.ts';
import {
  absent,
  agreed,
  announced,
  confirmed,
  found,
  happens,
  lookedForInVain,
  priceRose,
  readyAll,
  sent,
  sentTwice,
  story,
  unclear,
  violationsIn,
} from './audit-stories.ts';

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
    [
      'refused',
      [...agreed, sent, happens({ type: 'outcome_unclear', reason: 'rejected', message: '' }), absent, absent, absent],
    ],
    ['sent again', sentTwice],
    [
      'found after it was given up for lost',
      [
        ...sentTwice.slice(0, -3),
        happens({ type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null, attempt: 1 }),
      ],
    ],
    ['not charged', [...agreed, sent, happens({ type: 'vendor_could_not_charge', message: 'no' }), readyAll]],
    ['active', [...agreed, sent, confirmed, found, readyAll]],
    ['declined', [announced, happens({ type: 'declined', by: amir, reason: '' })]],
    ['withdrawn', [announced, happens({ type: 'withdrawn', by: rita, reason: '' })]],
  ] as const)('%s', (_name, steps) => {
    expect(violationsIn(story(...steps))).toEqual([]);
  });
});
