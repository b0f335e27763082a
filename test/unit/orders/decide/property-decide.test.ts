import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { effectOf, tagOfStep } from '../../../../src/acts/act.ts';
import { chargedCents } from '../../../../src/acts/worth.ts';
import { isFreeByRule } from '../../../../src/orders/approval/free-by-rule.ts';
import { nextAttemptNumber } from '../../../../src/orders/decide/attempts.ts';
import type { Intent, OrderEvent } from '../../../../src/orders/event.ts';
import { firstBrokenEntry, type HistoryEntry } from '../../../../src/orders/history/history.ts';
import {
  actOf,
  approvalsOf,
  attemptOf,
  hasAttempt,
  Order,
  type OrderState,
  termsOf,
} from '../../../../src/orders/order.ts';
import { attemptsLookedFor } from '../../../../src/orders/standing/at-vendor.ts';
import { rita } from '../../../support/builders.ts';
import { property } from '../../../support/property/check.ts';
import { type Life, life, type Step } from '../../../support/property/lives.ts';

/**
 * Where an order may go next, besides staying.
 * Source: docs/architecture.md, "States of an order". An order that ended, or waits again, after a call that a person
 * gave up for lost is placed when that call's order turns up after all.
 */
const MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  awaiting_approval: ['approved', 'declined', 'withdrawn', 'expired', 'placed', 'payment_pending'],
  approved: ['awaiting_approval', 'placing', 'withdrawn', 'placed', 'payment_pending'],
  placing: ['approved', 'placed', 'refused', 'payment_pending', 'outcome_unknown'],
  outcome_unknown: ['approved', 'placed', 'refused', 'payment_pending', 'awaiting_approval'],
  payment_pending: ['placed', 'active', 'cancelled', 'approved', 'awaiting_approval'],
  placed: ['active', 'cancelled', 'approved', 'awaiting_approval', 'refused'],
  active: ['cancelled'],
  cancelled: [],
  refused: ['placed', 'payment_pending'],
  declined: ['placed', 'payment_pending'],
  withdrawn: ['placed', 'payment_pending'],
  expired: ['placed', 'payment_pending'],
};

/** That a call made an order: it stands in the vendor's list, or the vendor said so, however late. */
const PROOFS: readonly OrderEvent['type'][] = ['vendor_order_found', 'vendor_confirmed', 'vendor_could_not_charge'];

const accepted = ({ steps }: Life): Step[] => steps.filter(({ refusal }) => refusal === null);
const moved = (each: Life): Step[] => accepted(each).filter(({ before, after }) => before.state !== after.state);

/** Whether a proof is about the present attempt of an order that ended, or waits: our store forgot its call. */
function isOfForgotten({ before, event, refusal }: Step): boolean {
  const isUnsent = ['awaiting_approval', 'declined', 'withdrawn', 'expired'].includes(before.state);
  const isOfPresent = 'attempt' in event && event.attempt === nextAttemptNumber(before);
  return refusal === null && isUnsent && isOfPresent && PROOFS.includes(event.type);
}

/** The order without what only says how it was looked for. */
function withoutLooks(order: Order): object {
  const waited = { reminders: null, mayAskToConfirm: null };
  const looked = { looks: 0, unread: null, fullLooks: null, question: null, ...waited };
  const progress = 'progress' in order ? { progress: { ...order.progress, isUnread: null, unread: null } } : {};
  // A vendor that is away answers now this, now that: it is one hold.
  const isAway = order.state === 'approved' && AWAY.has(order.hold ?? '');
  const held = order.state === 'approved' ? { hold: isAway ? 'away' : order.hold, trouble: null, isKeyTold: null } : {};
  return { ...order, ...looked, ...progress, ...held };
}
const AWAY: ReadonlySet<string> = new Set(['vendor_unreachable', 'vendor_busy', 'orders_unread']);

/**
 * Whether enough different people, none of them the requester, agreed to exactly the terms that the order has; nobody has to where
 * it is free by rule, which nothing is that charges or ends something.
 */
function hasQuorum(order: Order): boolean {
  if (isFreeByRule(order)) return termsOf(order).worth.effect === 'write' && effectOf(actOf(order)) === 'write';
  const { fingerprint } = termsOf(order);
  const agreeing = order.approvals.filter((approval) => approval.by !== rita && approval.fingerprint === fingerprint);
  return new Set(agreeing.map(({ by }) => by)).size >= order.asked.need;
}

describe('whatever happens to an order', () => {
  property(
    'it stays an order, its facts never change, and what is refused leaves it as it was',
    life,
    (each) => {
      for (const { before, after, textBefore, refusal } of each.steps) {
        expect(JSON.stringify(before)).toBe(textBefore);
        if (refusal !== null) expect(after).toBe(before);
        expect(after.facts).toBe(each.order.facts);
      }
      expect(Order.parse(each.order)).toStrictEqual(each.order);
    },
    { runs: 150 },
  );

  property(
    'it only moves as declared, and an order that ended comes back only when a lost or forgotten call turns up',
    life,
    (each) => {
      for (const step of moved(each)) {
        const { before, after, event } = step;
        expect([before.state, MOVES[before.state]]).toEqual([before.state, expect.arrayContaining([after.state])]);
        const hasEnded = ['declined', 'withdrawn', 'expired'].includes(before.state);
        if (hasEnded || before.state === 'refused') expect(PROOFS).toContain(event.type);
        const isMade = after.state === 'placed' || after.state === 'payment_pending';
        if (hasEnded || (before.state === 'awaiting_approval' && isMade)) {
          expect([attemptsLookedFor(before).length > 0, isOfForgotten(step)]).toContain(true);
        }
      }
    },
    { runs: 300 },
  );

  property(
    'approvals count for the present terms only, never twice, never by the requester',
    life,
    ({ steps }) => {
      for (const { after } of steps) {
        const known = new Set(after.terms.map(({ fingerprint }) => fingerprint));
        expect(after.approvals.filter(({ by, fingerprint }) => by === rita || !known.has(fingerprint))).toEqual([]);
        const each = after.approvals.map(({ by, fingerprint }) => `${by} ${fingerprint}`);
        expect(new Set(each).size).toBe(each.length);
      }
    },
    { runs: 150 },
  );

  property(
    'placing is asked for, begun and settled only with a quorum for exactly these terms',
    life,
    ({ steps }) => {
      for (const [index, { event, refusal, after, intents }] of steps.entries()) {
        if (intents.some(({ task }) => task.type === 'place'))
          expect([after.state, hasQuorum(after)]).toEqual(['approved', true]);
        if (refusal === null && event.type === 'placing_started') expect(hasQuorum(after)).toBe(true);
        if (hasAttempt(after)) {
          const { quotedCents, step, tag } = attemptOf(after);
          const isAgreed = approvalsOf(after).length > 0 || isFreeByRule(after);
          expect([isAgreed, steps.slice(0, index + 1).some(isOfForgotten)]).toContain(true);
          expect(tag).toBe(tagOfStep(termsOf(after).act, termsOf(after).tag, step));
          expect(quotedCents ?? 0).toBeLessThanOrEqual(chargedCents(termsOf(after).worth));
        }
      }
    },
    { runs: 150 },
  );

  property(
    'what asks for approvals never becomes free, and what is free is no more so once people have to decide',
    life,
    ({ steps }) => {
      for (const { before, after } of steps) {
        if (!isFreeByRule(before)) expect(isFreeByRule(after)).toBe(false);
        if (after.state === 'awaiting_approval') expect(after.asked.rule).toBe('approvers');
      }
    },
    { runs: 300 },
  );

  property(
    'each attempt is paid for once at most: its call begins once unless it was surely not sent, and the next has another number and tag',
    life,
    (each) => {
      const begun: Intent[] = [];
      for (const { event } of accepted(each)) {
        if (event.type === 'placing_started') begun.push(event.attempt);
        // What was surely not sent may begin again.
        if (event.type === 'not_sent') expect(begun.pop()?.startedAt).toEqual(event.startedAt);
      }
      expect(new Set(begun.map(({ number }) => number)).size).toBe(begun.length);
      const tags = begun.flatMap(({ tag }) => (tag === null ? [] : [tag]));
      expect(new Set(tags).size).toBe(tags.length);
      // A call that the store forgot has a number without a beginning.
      const hasForgotten = each.steps.some(isOfForgotten);
      const numbers = begun.map(({ number }) => number);
      expect(numbers).toEqual(
        hasForgotten ? numbers.toSorted((left, right) => left - right) : begun.map((_, index) => index + 1),
      );
    },
    { runs: 150 },
  );

  property(
    'every attempt whose order may stand at the vendor is looked for, and an earlier one never stands in for a later',
    life,
    (each) => {
      const pending = new Set(each.effects.map(({ task }) => task.type));
      const sought = attemptsLookedFor(each.order);
      const isVendorsWord = each.order.state === 'refused' && sought.length === 1;
      if (sought.length > 0 && !isVendorsWord)
        expect([each.order.state, [...pending]]).toEqual([each.order.state, expect.arrayContaining(['reconcile'])]);
      for (const { before, after, event } of accepted(each)) {
        if (!('attempt' in before) || !('attempt' in event) || typeof event.attempt !== 'number') continue;
        if (before.state === 'refused' || before.attempt === event.attempt) continue;
        expect([after.state, hasAttempt(after) && attemptOf(after)]).toEqual([before.state, attemptOf(before)]);
      }
    },
    { runs: 300 },
  );
});

/** What a look for an order comes to. The look itself is done then. */
const LOOKS: readonly OrderEvent['type'][] = [
  'vendor_order_found',
  'second_order_found',
  'resembling_found',
  'vendor_order_absent',
  'look_incomplete',
];

property(
  'whatever a look comes to, the next one is asked for while there is anything to look for',
  life,
  (each) => {
    for (const { after, event, intents } of accepted(each)) {
      // A refusal by the vendor alone is looked into for a day.
      const isVendorsWord = after.state === 'refused' && attemptOf(after).givenUpBy === undefined;
      if (!LOOKS.includes(event.type) || attemptsLookedFor(after).length === 0 || isVendorsWord) continue;
      expect([after.state, event.type, intents.map(({ task }) => task.type)]).toEqual([
        after.state,
        event.type,
        expect.arrayContaining(['reconcile']),
      ]);
    }
  },
  { runs: 400 },
);

describe('the record of a life', () => {
  property(
    'is a chain: one entry for each piece of news, nothing new without one, and effects with ids of their own',
    life,
    (each) => {
      const news = accepted(each).filter(({ isNews }) => isNews);
      expect(each.history).toHaveLength(news.length + 1);
      expect(firstBrokenEntry(each.history)).toBeNull();
      for (const { before, after, isNews } of moved(each))
        expect([before.state, after.state, isNews]).toEqual([before.state, after.state, true]);
      for (const { before, after, isNews } of accepted(each)) {
        if (!isNews) expect(withoutLooks(after)).toEqual(withoutLooks(before));
      }
      expect(new Set(each.effects.map(({ id }) => id)).size).toBe(each.effects.length);
    },
    { runs: 150 },
  );

  property(
    'shows every entry that is changed, lost or moved',
    fc.tuple(life, fc.nat(), fc.nat({ max: 2 })),
    ([{ history }, pick, how]) => {
      const index = pick % history.length;
      const entry = history[index];
      if (!entry) return;
      const later = { ...entry, at: new Date(entry.at.getTime() + 1) };
      const tampered: HistoryEntry[][] = [history.with(index, later), history.toSpliced(index, 1), [entry, ...history]];
      // An entry that is lost at the end is shown by the order's own head instead.
      const isLostAtEnd = how === 1 && index === history.length - 1;
      if (!isLostAtEnd) expect(firstBrokenEntry(tampered[how] ?? [])).not.toBeNull();
    },
    { runs: 150 },
  );
});
