import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import type { Rule } from '../../../src/audit/check/violation.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import type { HistoryEntry } from '../../../src/orders/history.ts';
import type { Attempt, Order } from '../../../src/orders/order.ts';
import { Fingerprint, UserId } from '../../../src/values/ids.ts';
import { amir, bea, noon, rita } from '../../support/builders.ts';
import {
  agreed,
  announced,
  approved,
  before,
  confirmed,
  dearer,
  found,
  happens,
  placed,
  priceRose,
  readyAll,
  rechained,
  type Story,
  sent,
  sentTwice,
  story,
  unclear,
  violationsIn,
  without,
} from './stories.ts';

/** The rules that a story breaks, each told in a whole sentence. */
function brokenRules(told: Story, head?: HistoryEntry): Rule[] {
  const violations = violationsIn(told, head);
  expect(violations.filter(({ sentence }) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
  return [...new Set(violations.map(({ rule }) => rule))];
}

const other = Fingerprint.parse('0'.repeat(64));
const eve = UserId.parse('U0EVE');

/** The story with another order beside the same history. */
const kept = (told: Story, change: (order: Order) => Order): Story => ({ ...told, order: change(told.order) });
/** The story with each entry changed and the chain made anew, as somebody would do who knows how. */
const rewritten = (told: Story, change: (entry: HistoryEntry) => HistoryEntry): Story =>
  rechained(told, (entries) => entries.map(change));
const withTerms = (order: Order, terms: Partial<Order['terms']>): Order => ({
  ...order,
  terms: { ...order.terms, ...terms },
});
const withApprovals = (given: Partial<Extract<OrderEvent, { type: 'approved' }>>): Story =>
  rewritten(placed(), (entry) =>
    entry.event.type === 'approved' ? { ...entry, event: { ...entry.event, ...given } } : entry,
  );
const withAttempt = (made: Partial<Attempt>): Story =>
  rewritten(placed(), (entry) =>
    entry.event.type === 'placing_started'
      ? { ...entry, event: { ...entry.event, attempt: { ...entry.event.attempt, ...made } } }
      : entry,
  );
const declined = { type: 'declined', by: amir, reason: '' } as const;

const foundFirst = happens({ type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: 1_400, attempt: 1 });
const second = { type: 'second_order_found', attempt: 1, vendorOrderId: 'rec1', amountCents: null } as const;

/** Each way to spoil a good order, and the rule that shows it. */
const SPOILED: readonly (readonly [what: string, rule: Rule, spoiled: () => Story])[] = [
  ['a state that the history does not lead to', 'state_differs', () => ({ ...approved(), order: placed().order })],
  ['an approval that was never given', 'state_differs', () => ({ ...story(announced), order: approved().order })],
  ['a step that was taken out', 'history_impossible', () => rechained(placed(), without('placing_started'))],
  [
    'a history that does not begin with the request',
    'history_impossible',
    () => rechained(placed(), without('requested')),
  ],
  [
    'an event of another state',
    'history_impossible',
    () => rechained(placed(), before('approved', { type: 'vendor_cancelled' })),
  ],
  ['a quorum that is not complete', 'no_quorum', () => rechained(placed(), without('approved'))],
  ['no approval at all', 'no_quorum', () => rechained(placed(), without('approved', 2))],
  ['one person who agreed twice', 'no_quorum', () => withApprovals({ by: amir })],
  ['approvals of other terms', 'no_quorum', () => withApprovals({ fingerprint: other })],
  [
    'approvals that a change of terms had voided',
    'no_quorum',
    () => rechained(story(...agreed, priceRose, ...agreed.slice(1), sent), (entries) => entries.toSpliced(-3, 2)),
  ],
  [
    'approvals of an attempt that was given up',
    'no_quorum',
    () => rechained(story(...sentTwice.slice(0, -2)), (entries) => entries.toSpliced(-3, 2)),
  ],
  ['an approval by the requester', 'own_order', () => withApprovals({ by: rita })],
  [
    'a requester who says that it is not there',
    'own_order',
    () =>
      rewritten(story(...sentTwice), (entry) =>
        entry.event.type === 'declared_absent' ? { ...entry, event: { ...entry.event, by: rita } } : entry,
      ),
  ],
  [
    'an approval by the requester that only the order has',
    'own_order',
    () =>
      kept(placed(), (order) =>
        'approvals' in order
          ? { ...order, approvals: order.approvals.map((approval) => ({ ...approval, by: rita })) }
          : order,
      ),
  ],
  [
    'an approval by somebody whom nobody named',
    'not_named',
    () =>
      rewritten(placed(), (entry) =>
        entry.event.type === 'approved' && entry.event.by === bea
          ? { ...entry, event: { ...entry.event, by: eve } }
          : entry,
      ),
  ],
  [
    'a withdrawal by somebody else',
    'not_the_requester',
    () =>
      rewritten(story(happens({ type: 'withdrawn', by: rita, reason: '' })), (entry) =>
        entry.event.type === 'withdrawn' ? { ...entry, event: { ...entry.event, by: eve } } : entry,
      ),
  ],
  ['a call after it was declined', 'placed_after_end', () => rechained(placed(), before('placing_started', declined))],
  [
    'a call after it expired',
    'placed_after_end',
    () => rechained(placed(), before('placing_started', { type: 'expired' })),
  ],
  [
    'a call after it was withdrawn',
    'placed_after_end',
    () => rechained(placed(), before('placing_started', { type: 'withdrawn', by: rita, reason: '' })),
  ],
  [
    'another price under the same fingerprint',
    'fingerprint_differs',
    () => kept(placed(), (order) => withTerms(order, { quote: { ...order.terms.quote, totalCents: 1 } })),
  ],
  [
    'another policy under the same fingerprint',
    'fingerprint_differs',
    () => kept(placed(), (order) => withTerms(order, { policy: { ...order.terms.policy, quorum: 1 } })),
  ],
  [
    'another purchase under the same fingerprint',
    'fingerprint_differs',
    () =>
      kept(placed(), (order) => ({
        ...order,
        facts: { ...order.facts, purchase: { ...order.facts.purchase, label: 'Eve' } },
      })),
  ],
  [
    'another fingerprint',
    'fingerprint_differs',
    () => kept(placed(), (order) => withTerms(order, { fingerprint: other })),
  ],
  [
    'an entry on terms that were not in force',
    'fingerprint_differs',
    () => rewritten(placed(), (entry) => ({ ...entry, fingerprint: other })),
  ],
  [
    'an attempt that was sent twice',
    'attempt_repeated',
    () =>
      rechained(placed(), (entries) =>
        entries.flatMap((entry) => (entry.event.type === 'placing_started' ? [entry, entry] : [entry])),
      ),
  ],
  ['an attempt of another number than was approved', 'attempt_repeated', () => withAttempt({ number: 2 })],
  ['a tag of another order', 'tag_wrong', () => withAttempt({ tag: 'acme-zzzzzz' })],
  ['a higher price than was approved', 'price_above_approved', () => withAttempt({ quotedCents: 9_999 })],
  [
    'approvals of others than the history knows',
    'detail_differs',
    () => kept(placed(), (order) => ('approvals' in order ? { ...order, approvals: order.approvals.slice(1) } : order)),
  ],
  [
    'another requester',
    'detail_differs',
    () => kept(placed(), (order) => ({ ...order, facts: { ...order.facts, requestedBy: eve } })),
  ],
  [
    'another order of the vendor’s than was found',
    'detail_differs',
    () => kept(placed(), (order) => ('vendorOrderId' in order ? { ...order, vendorOrderId: 'rec8' } : order)),
  ],
  [
    'somebody else who declined',
    'detail_differs',
    () => kept(story(happens(declined)), (order) => (order.state === 'declined' ? { ...order, by: bea } : order)),
  ],
  [
    'another number of an earlier attempt than turned up',
    'detail_differs',
    () =>
      kept(story(...sentTwice, foundFirst), (order) =>
        withTerms(order, {
          lostAttempts: order.terms.lostAttempts?.map((lost) => ({ ...lost, vendorOrderId: 'rec8' })),
        }),
      ),
  ],
  [
    'a second order that nobody sent',
    'history_impossible',
    () => rechained(placed(), before('vendor_order_found', second)),
  ],
  [
    'a requester who says that it is another one',
    'own_order',
    () => rechained(placed(), before('vendor_order_found', { type: 'ruled_out', by: rita, vendorOrderId: 'rec7' })),
  ],
  ['nothing due that keeps it going', 'waits_forever', () => ({ ...approved(), effects: [] })],
  [
    'a card that nobody posts',
    'waits_forever',
    () => ({ ...story(), effects: story().effects.filter(({ task }) => task.type !== 'announce') }),
  ],
  [
    'what is due put off for years',
    'waits_forever',
    () => ({ ...approved(), effects: approved().effects.map((effect) => ({ ...effect, dueAt: addDays(noon, 999) })) }),
  ],
];

describe('a spoiled order is found out by', () => {
  test.each(SPOILED)('%s', (_what, rule, spoiled) => {
    expect(brokenRules(spoiled())).toContain(rule);
  });

  test('an entry that was changed, lost or moved', () => {
    const { history, ...told } = placed();
    const [first, second, ...rest] = history;
    if (!first || !second) throw new Error('The story is too short');
    for (const spoiled of [
      [second, first, ...rest],
      [first, ...rest],
      [first, { ...second, at: noon }, ...rest],
    ]) {
      expect(brokenRules({ ...told, history: spoiled })).toContain('chain_broken');
    }
  });

  test('its head, when the newest entries are missing', () => {
    const told = placed();
    const head = told.history.at(-1);
    expect(brokenRules({ ...told, history: told.history.slice(0, -1) }, head)).toContain('history_cut');
    expect(brokenRules({ ...told, history: [] }, head)).toEqual(
      expect.arrayContaining(['history_cut', 'history_impossible']),
    );
  });

  test('every open state that has nothing due', () => {
    const open = [
      [],
      agreed,
      [...agreed, sent],
      [...agreed, sent, unclear],
      [...agreed, sent, confirmed],
      [...agreed, sent, confirmed, found, readyAll],
    ];
    for (const steps of open) expect(brokenRules({ ...story(...steps), effects: [] })).toEqual(['waits_forever']);
  });

  test.each<[spoiled: () => Story, sentence: RegExp]>([
    [() => kept(placed(), (order) => ({ ...order, terms: dearer(order) })), /its history agreed on other terms/],
    [
      () => kept(placed(), (order) => ({ ...order, terms: dearer(order) })),
      /on the terms [0-9a-f]{8}, which are not kept/,
    ],
    [
      () =>
        rewritten(placed(), (entry) =>
          entry.event.type === 'requested' ? { ...entry, event: { ...entry.event, totalCents: 1 } } : entry,
        ),
      /requested at a different price/,
    ],
    [() => kept(placed(), (order) => withTerms(order, { attempt: 2 })), /about the number of its attempt/],
    [
      () =>
        kept(placed(), (order) =>
          'attempt' in order ? { ...order, attempt: { ...order.attempt, quotedCents: 1 } } : order,
        ),
      /about what was sent to ScaledMail/,
    ],
  ])('a sentence of its own, case %#', (spoiled, sentence) => {
    expect(violationsIn(spoiled()).map((each) => each.sentence)).toContainEqual(expect.stringMatching(sentence));
  });
});
