import { describe, expect, test } from '@jest/globals';
import { addDays, addMilliseconds, subHours, subMilliseconds } from 'date-fns';
import { requestOf } from '../../../src/acts/act.ts';
import { sentHashOf } from '../../../src/orders/approval/fingerprint.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import { approvalsCountUntil } from '../../../src/orders/schedule.ts';
import type { Facts } from '../../../src/orders/warrant/facts.ts';
import {
  FRESH_LINES,
  LAST_LINES,
  LOOK_MAX_AGE_MS,
  OWN_LINES,
  PRICE_LINES,
  REQUEST_LINES,
  RIGHTS_MAX_AGE_MS,
  TRACE_LINES,
  TURN_MAX_AGE_MS,
  WORKSPACE_LINES,
} from '../../../src/orders/warrant/lines.ts';
import { issueWarrant, Warrant } from '../../../src/orders/warrant/warrant.ts';
import { amir, aPolicy, aPurchase, aQuote, asked, aWorth, bea, noon } from '../../support/builders.ts';
import { approvedPurchase as approved, purchase } from '../../support/warrant-lines/of-purchase.ts';
import { SUBJECTS } from '../../support/warrant-lines/subjects.ts';
import { anApprovedCancel, anApprovedOrder, aWarrant, goodFacts, openedLogin } from '../../support/warrants.ts';
import { anAttempt, anIntent } from './sent.ts';

const LINES = [OWN_LINES, WORKSPACE_LINES, PRICE_LINES, REQUEST_LINES, TRACE_LINES, LAST_LINES, FRESH_LINES].flatMap(
  (lines) => lines.map(({ must }) => must),
);

const NOTHING = { type: 'absent', unread: { count: 0, odd: null, silent: null } } as const;

const issued = (overrides: Partial<Facts> = {}, order = approved) => issueWarrant(order, goodFacts(order, overrides));

describe('when every line holds', () => {
  test('there is a warrant for exactly what was approved', () => {
    const warrant = aWarrant(approved);
    const { tag } = newestTerms(approved);
    expect(warrant.request).toEqual(requestOf(purchase, tag, openedLogin));
    expect(warrant.intent).toEqual({
      number: 1,
      step: 1,
      tag,
      startedAt: noon,
      lookFrom: subHours(noon, 48),
      quotedCents: 1_400,
      sentHash: sentHashOf(requestOf(purchase, tag)),
    });
    expect(warrant.hasLogins).toBe(true);
  });

  test('nothing of a login is in what is recorded of it', () => {
    expect(JSON.stringify(aWarrant(approved).intent)).not.toContain('password of');
  });

  test('an order without logins says so', () => {
    expect(aWarrant().hasLogins).toBe(false);
  });

  test('it is for what is asked now, when that is less than was approved', () => {
    const worth = aWorth({ ...aQuote(purchase), totalCents: 1_260 });
    expect(aWarrant(approved, { appraised: { worth } }).intent.quotedCents).toBe(1_260);
  });

  test('a try that was surely not sent is made again under its number, and any other one is not', () => {
    const again = (known: 'not_sent' | 'said_absent') => {
      const order = { ...approved, attempts: [anAttempt({ known })] };
      return aWarrant(order).intent.number;
    };
    expect([again('not_sent'), again('said_absent')]).toEqual([1, 2]);
  });

  test.each<{ what: string; facts: Partial<Facts> }>`
    what                                        | facts
    ${'the last approval is almost too old'}    | ${{ now: subMilliseconds(addDays(noon, 7), 1) }}
    ${'the card says the same as the store'}    | ${{ witness: 'agrees' }}
    ${'it charges all that one order may'}      | ${{ limits: { perOrderCents: 1_400, perDayCents: 1_400 } }}
    ${'the price did not move'}                 | ${{ appraised: { worth: aWorth(aQuote(purchase)) } }}
    ${'the policy asks for fewer now'}          | ${{ requirement: asked(aPolicy({ quorum: 1 })), entitled: [bea] }}
    ${'others can decide, too'}                 | ${{ entitled: [amir, bea, amir] }}
    ${'the look, turn and rights are just new'} | ${{ lookedAt: subMilliseconds(noon, LOOK_MAX_AGE_MS), turnAt: subMilliseconds(noon, TURN_MAX_AGE_MS), rightsReadAt: subMilliseconds(noon, RIGHTS_MAX_AGE_MS) }}
  `('it is there also when $what', ({ facts }) => {
    expect(issued(facts)).toMatchObject({ ok: true });
  });

  test('the last approval counts, however old the others are', () => {
    const [first, second] = approved.approvals;
    if (!first || !second) throw new Error('Two approved');
    const order = { ...approved, approvals: [{ ...first, at: subHours(noon, 200) }, second] };
    expect(issued({}, order)).toMatchObject({ ok: true });
    expect(approvalsCountUntil(order.approvals)).toEqual(addDays(noon, 7));
  });
});

describe('a warrant to end something', () => {
  const cancel = anApprovedCancel();

  test('is for that call, charges nothing, and has no tag', () => {
    const warrant = aWarrant(cancel, { limits: { perOrderCents: 0, perDayCents: 0 } });
    expect(warrant.request).toMatchObject({ operation: 'cancelOrder', parameters: { order_id: 'recEnding' } });
    expect(warrant.intent).toMatchObject({ number: 1, tag: null, quotedCents: null });
  });
});

test('what charges nothing is not kept by missing tags, nor what does once somebody accepted them', () => {
  const lacking: Partial<Facts> = { trace: { ...NOTHING, lacksTags: true } };
  const cancel = anApprovedCancel();
  expect(issueWarrant(cancel, goodFacts(cancel, lacking))).toMatchObject({ ok: true });
  expect(issued({ ...lacking, acceptsMissingTags: true })).toMatchObject({ ok: true });
});

describe('when one line does not hold', () => {
  test('every line is numbered by its place, and has a row here', () => {
    expect(LINES.map((must) => Number.parseInt(must, 10))).toEqual(LINES.map((_, index) => index + 1));
    const rows = [...SUBJECTS.custom_order.spoilt, ...SUBJECTS.cancel_order.spoilt];
    expect(new Set(rows.map(({ line }) => line))).toEqual(new Set(LINES.map((_, index) => index + 1)));
  });

  describe.each(Object.entries(SUBJECTS))('of a %s', (_kind, { approved: subject, spoilt }) => {
    test.each(spoilt)('$line, as $what, that is said, and there is no warrant', ({ line, order, facts, event }) => {
      const answer = issueWarrant({ ...subject, ...order }, goodFacts(subject, facts));
      expect(answer).toEqual({ ok: false, line: LINES[line - 1], event, isStale: line === 16 });
    });
  });
});

describe('a warrant', () => {
  test.each<{ what: string; afterMs: number; monotonicMs: number; taken: boolean }>`
    what                                     | afterMs   | monotonicMs | taken
    ${'at once'}                             | ${0}      | ${5_000}    | ${true}
    ${'in the last moment'}                  | ${20_000} | ${25_000}   | ${true}
    ${'too late by the one clock'}           | ${20_001} | ${5_000}    | ${false}
    ${'too late by the other'}               | ${0}      | ${25_001}   | ${false}
    ${'when the clock was set back'}         | ${-1}     | ${5_000}    | ${false}
    ${'when it was set back, and much time'} | ${-1}     | ${25_001}   | ${false}
  `('is taken $what: $taken', ({ afterMs, monotonicMs, taken }) => {
    const warrant = aWarrant(approved, { monotonicMs: 5_000 });
    expect(warrant.take(addMilliseconds(noon, afterMs), monotonicMs)).toBe(taken);
  });

  test('is taken once', () => {
    const warrant = aWarrant();
    const monotonicMs = noon.getTime();
    expect([1, 2, 3].map(() => warrant.take(noon, monotonicMs))).toEqual([true, false, false]);
  });

  test('that was asked for too late was not taken, and stays too late', () => {
    const warrant = aWarrant();
    const late = addMilliseconds(noon, 20_001);
    expect([1, 2].map(() => warrant.take(late, late.getTime()))).toEqual([false, false]);
  });

  test('says what is sent, and nobody can change that', () => {
    const { request } = aWarrant();
    expect(() => Object.assign(request.query, { organization_id: 'recElsewhere' })).toThrow(TypeError);
    expect(() => Object.assign(request.body ?? {}, { tag: 'another' })).toThrow(TypeError);
  });

  test('is not changed by who froze only the outside of the request', () => {
    const order = anApprovedOrder();
    const { tag } = newestTerms(order);
    const outside = Object.freeze(requestOf(aPurchase(), tag));
    const { request } = aWarrant(order, { request: outside });
    expect(() => Object.assign(outside.body ?? {}, { tag: 'another' })).toThrow(TypeError);
    expect(request.body).toMatchObject({ tag });
  });

  test('is made by nobody else', () => {
    const granted = { intent: anIntent(), request: aWarrant().request, hasLogins: false };
    const endless = { validUntil: addDays(noon, 1), validUntilMonotonicMs: Number.POSITIVE_INFINITY };
    // @ts-expect-error: the key is not to be had outside of its file.
    const forge = () => new Warrant(Symbol('issued'), { ...granted, ...endless });
    expect(forge).toThrow('Only issueWarrant makes a warrant');
    // @ts-expect-error: what looks like a warrant is none.
    const lookalike: Warrant = { ...granted, take: () => true };
    expect(lookalike).not.toBeInstanceOf(Warrant);
  });

  test('is not for an order that waits for approval', () => {
    const waiting = { ...anApprovedOrder({ purchase: aPurchase() }), state: 'awaiting_approval' as const };
    // @ts-expect-error: nobody has approved it.
    const asking = () => issueWarrant(waiting, goodFacts());
    expect(asking).toBeInstanceOf(Function);
  });
});
