import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import type { Rule } from '../../../src/audit/check/violation.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import type { Intent, OrderEvent } from '../../../src/orders/event.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import { newestTerms, type Order } from '../../../src/orders/order.ts';
import { Fingerprint, UserId } from '../../../src/values/ids.ts';
import { amir, aPolicy, asked, aWorth, bea, customOrderOf, noon, rita } from '../../support/builders.ts';
import {
  agreed,
  announced,
  approved,
  approvedBy,
  before,
  confirmed,
  dearer,
  found,
  happens,
  placed,
  policy,
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
const withTerms = (order: Order, change: Partial<Terms>): Order => ({
  ...order,
  terms: order.terms.map((terms) => (terms === newestTerms(order) ? { ...terms, ...change } : terms)),
});
const withCalls = (order: Order, change: Partial<Attempt>): Order => ({
  ...order,
  attempts: order.attempts.map((attempt) => ({ ...attempt, ...change })),
});
const withApprovals = (given: Partial<Extract<OrderEvent, { type: 'approved' }>>): Story =>
  rewritten(placed(), (entry) =>
    entry.event.type === 'approved' ? { ...entry, event: { ...entry.event, ...given } } : entry,
  );
const withAttempt = (made: Partial<Intent>): Story =>
  rewritten(placed(), (entry) =>
    entry.event.type === 'placing_started'
      ? { ...entry, event: { ...entry.event, attempt: { ...entry.event.attempt, ...made } } }
      : entry,
  );
const moved = () => story(...agreed, priceRose);
const insufficient: OrderEvent = {
  type: 'approvals_insufficient',
  reason: 'approver_not_entitled',
  asked: asked(policy),
  without: [bea],
};
const declined = { type: 'declined', by: amir, reason: '' } as const;

/** A dearer terms list in the place of what was agreed to. */
const withOtherTerms = (): Story =>
  kept(placed(), (order) => {
    const terms = moved().order.terms.slice(1);
    const attempts = order.attempts.map((attempt) => ({ ...attempt, terms: 2 }));
    return { ...order, terms, attempts };
  });
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
  [
    'approvals of the terms before a change',
    'no_quorum',
    () => rechained(story(...agreed, priceRose, ...agreed.slice(1), sent), (entries) => entries.toSpliced(-3, 2)),
  ],
  ['a quorum that is not complete', 'no_quorum', () => rechained(placed(), without('approved'))],
  ['no approval at all', 'no_quorum', () => rechained(placed(), without('approved', 2))],
  ['one person who agreed twice', 'no_quorum', () => withApprovals({ by: amir })],
  ['approvals of other terms', 'no_quorum', () => withApprovals({ fingerprint: other })],
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
      kept(placed(), (order) => ({
        ...order,
        approvals: order.approvals.map((approval) => ({ ...approval, by: rita })),
      })),
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
    () => kept(placed(), (order) => withTerms(order, { worth: dearer })),
  ],
  [
    'another tag under the same fingerprint',
    'fingerprint_differs',
    () => kept(placed(), (order) => withTerms(order, { tag: 'acme-zzzzzz' })),
  ],
  [
    'terms that nobody asked for',
    'fingerprint_differs',
    () => kept(placed(), (order) => ({ ...order, terms: [...story(...agreed, priceRose).order.terms] })),
  ],
  [
    'new terms that are not kept',
    'fingerprint_differs',
    () => kept(moved(), (order) => ({ ...order, terms: order.terms.slice(0, 1) })),
  ],
  [
    'new terms whose first ones are not kept',
    'fingerprint_differs',
    () => kept(moved(), (order) => ({ ...order, terms: order.terms.slice(1) })),
  ],
  [
    'new terms that are said to have come for another reason',
    'detail_differs',
    () => kept(moved(), (order) => withTerms(order, { because: 'workspace_renamed' })),
  ],
  [
    'new terms at another price than the one that rose',
    'detail_differs',
    () =>
      rewritten(moved(), (entry) =>
        entry.event.type === 'terms_changed' ? { ...entry, event: { ...entry.event, to: { worth: aWorth() } } } : entry,
      ),
  ],
  [
    'another purchase under the same fingerprint',
    'fingerprint_differs',
    () =>
      kept(placed(), (order) => {
        const act = customOrderOf(order);
        return withTerms(order, { act: { ...act, lines: act.lines.map((line) => ({ ...line, domains: [] })) } });
      }),
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
  ['a step before its turn', 'step_out_of_turn', () => withAttempt({ step: 2 })],
  [
    'approvals of others than the history knows',
    'detail_differs',
    () => kept(placed(), (order) => ({ ...order, approvals: order.approvals.slice(1) })),
  ],
  [
    'an approval that stands there twice',
    'detail_differs',
    () => kept(placed(), (order) => ({ ...order, approvals: [...order.approvals, ...order.approvals.slice(0, 1)] })),
  ],
  [
    'another requester',
    'detail_differs',
    () => kept(placed(), (order) => ({ ...order, facts: { ...order.facts, requestedBy: eve } })),
  ],
  [
    'another order of the vendor’s than was found',
    'detail_differs',
    () => kept(placed(), (order) => withCalls(order, { vendorOrderId: 'rec8' })),
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
      kept(story(...sentTwice, foundFirst), (order) => {
        const [earlier, present] = order.attempts;
        return earlier && present ? { ...order, attempts: [{ ...earlier, vendorOrderId: 'rec8' }, present] } : order;
      }),
  ],
  [
    'an earlier attempt that never turned up',
    'detail_differs',
    () => kept(story(...sentTwice), (order) => withCalls(order, { turnedUpAt: noon })),
  ],
  [
    'an attempt that was never begun',
    'detail_differs',
    () =>
      kept(placed(), (order) => ({
        ...order,
        attempts: order.attempts.flatMap((attempt) => [attempt, { ...attempt, number: 2 }]),
      })),
  ],
  [
    'an attempt that was made, kept as surely not sent',
    'detail_differs',
    () => kept(placed(), (order) => withCalls(order, { known: 'not_sent' })),
  ],
  [
    'an attempt on other terms than it was begun on',
    'detail_differs',
    () => kept(story(...sentTwice), (order) => withCalls(order, { terms: 1 })),
  ],
  [
    'somebody else who said that it is not there',
    'detail_differs',
    () =>
      kept(story(...sentTwice), (order) => ({
        ...order,
        attempts: order.attempts.map((each) => (each.givenUpBy ? { ...each, givenUpBy: bea } : each)),
      })),
  ],
  [
    'an order that asks for less than its clicks were told',
    'detail_differs',
    () => kept(story(announced, approvedBy(amir)), (order) => ({ ...order, asked: asked(aPolicy()) })),
  ],
  [
    'an approval that counted no longer when the other was given',
    'history_impossible',
    () => withApprovals({ entitled: [] }),
  ],
  ['approvals that were taken away', 'no_quorum', () => rechained(placed(), before('placing_started', insufficient))],
  [
    'more approvals asked for than were given',
    'no_quorum',
    () => rechained(placed(), before('placing_started', { type: 'asked_anew', asked: asked(aPolicy({ quorum: 3 })) })),
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
    [withOtherTerms, /its history agreed on other terms/],
    [withOtherTerms, /on the terms [0-9a-f]{8}, which are not kept/],
    [withOtherTerms, /knows nothing of the terms with the number 2/],
    [
      () =>
        rewritten(placed(), (entry) =>
          entry.event.type === 'requested' ? { ...entry, event: { ...entry.event, totalCents: 1 } } : entry,
        ),
      /requested at a different price/,
    ],
    [
      () => kept(story(...sentTwice), (order) => ('attempt' in order ? { ...order, attempt: 1 } : order)),
      /about the number of its attempt/,
    ],
    [() => kept(placed(), (order) => withCalls(order, { quotedCents: 1 })), /about what was sent to ScaledMail/],
  ])('a sentence of its own, case %#', (spoiled, sentence) => {
    expect(violationsIn(spoiled()).map((each) => each.sentence)).toContainEqual(expect.stringMatching(sentence));
  });
});
