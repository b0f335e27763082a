import { describe, expect, test } from '@jest/globals';
import { addDays, subMilliseconds } from 'date-fns';
import fc from 'fast-check';
import { effectOf, WRITE_KINDS } from '../../../../src/acts/act.ts';
import { REDIRECT_WORTH } from '../../../../src/acts/change_redirect/change-redirect.ts';
import { askedOfPeople, canBeFree, isFreeByRule } from '../../../../src/orders/approval/free-by-rule.ts';
import { policyHash, requirementFor, rulesHash } from '../../../../src/orders/approval/requirement.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { newOrder } from '../../../../src/orders/new-order.ts';
import { newestTerms, Order, type OrderIn } from '../../../../src/orders/order.ts';
import type { Facts } from '../../../../src/orders/warrant/facts.ts';
import { issueWarrant } from '../../../../src/orders/warrant/warrant.ts';
import {
  amir,
  anOrder,
  aPolicy,
  aPurchase,
  approvals,
  asked,
  aWorth,
  bea,
  noon,
  rita,
} from '../../../support/builders.ts';
import {
  anApprovedRedirect,
  anApprovedSender,
  aRedirect,
  aSenderChange,
  threeRedirects,
} from '../../../support/changes.ts';
import { aFreeOrder, aNewFree, freed, freePolicy } from '../../../support/free.ts';
import { property } from '../../../support/property/check.ts';
import { SUBJECTS, type Subject } from '../../../support/warrant-lines/subjects.ts';
import { aWarrant, goodFacts } from '../../../support/warrants.ts';

const free = aFreeOrder();
const asking = { act: aRedirect(), worth: REDIRECT_WORTH, requester: rita };
const announced: OrderEvent = { type: 'announced', card: { channelId: approvals, ts: '1.1' } };
const limits = { perOrderCents: 1, perDayCents: 1 };

/** What an event makes of an order. Throws when it is refused. */
function happened(order: Order, event: OrderEvent, at = noon) {
  const decision = decide(order, event, at);
  if (!decision.ok) throw new Error(`${event.type} was refused: ${decision.refusal}`);
  return decision;
}

/** Facts in which a free order may be sent: its sender may do so still. */
const goodFree = (order: OrderIn<'approved'>, overrides: Partial<Facts> = {}): Facts =>
  goodFacts(order, { entitled: [order.facts.requestedBy], ...overrides });

describe('the rule', () => {
  test('frees what is sent freely and named, and nothing else', () => {
    expect(requirementFor({ ...asking, isSentFreely: true }, freePolicy())).toMatchObject({ rule: 'free', need: 0 });
    expect(requirementFor(asking, freePolicy())).toMatchObject({ rule: 'approvers', need: 1 });
    expect(requirementFor({ ...asking, isSentFreely: true }, aPolicy())).toMatchObject({ rule: 'approvers' });
    const other = aPolicy({ freeActs: ['swap_domain'] });
    expect(requirementFor({ ...asking, isSentFreely: true }, other)).toMatchObject({ rule: 'approvers' });
  });

  test('frees nothing that charges or ends something, whatever a policy names', () => {
    for (const { approved } of Object.values<Subject>(SUBJECTS)) {
      const { act, worth } = newestTerms(approved);
      const isWrite = effectOf(act) === 'write';
      expect([act.kind, canBeFree({ act, worth })]).toEqual([act.kind, isWrite]);
      const { rule } = requirementFor({ act, worth, requester: rita, isSentFreely: true }, freePolicy());
      expect([act.kind, rule]).toEqual([act.kind, isWrite ? 'free' : 'approvers']);
    }
    expect(canBeFree({ act: aRedirect(), worth: aWorth() })).toBe(false);
    expect(canBeFree({ act: aPurchase(), worth: REDIRECT_WORTH })).toBe(false);
    expect(WRITE_KINDS.map((kind) => effectOf({ kind }))).toEqual(WRITE_KINDS.map(() => 'write'));
  });

  test('frees no sender whose mailboxes are deleted, though its kind is free', () => {
    const deleting = { ...asking, act: aSenderChange({ mode: 'name_and_alias' }), isSentFreely: true };
    expect(requirementFor(deleting, freePolicy())).toMatchObject({ rule: 'approvers', need: 1 });
    const only = { ...deleting, act: aSenderChange({ mode: 'name_only' }) };
    expect(requirementFor(only, freePolicy())).toMatchObject({ rule: 'free' });
    const order = { ...anApprovedSender(deleting.act), asked: freed(), approvals: [] };
    expect(issueWarrant(order, goodFree(order))).toMatchObject({ ok: false });
    expect(() => newOrder(order.facts, { ...deleting, requirement: freed() })).toThrow('change_sender cannot be free');
  });

  test('is part of the policy: a process with another one knows other rules, one that frees nothing those of before', () => {
    expect(rulesHash(freePolicy(), limits)).not.toBe(rulesHash(aPolicy(), limits));
    expect(policyHash(aPolicy({ freeActs: [] }))).toBe(policyHash(aPolicy()));
    const [one, two] = [freePolicy(), freePolicy({ freeActs: WRITE_KINDS.toReversed() })];
    expect(policyHash(one)).toBe(policyHash(two));
  });
});

describe('an order that is free by rule', () => {
  test('is approved by that click, which is nobody’s approval, is announced and sent, and says so in its history', () => {
    const { order, event, effects } = aNewFree();
    expect(order).toMatchObject({ state: 'approved', approvals: [], asked: { rule: 'free', need: 0, otherwise: 1 } });
    expect(event).toMatchObject({ type: 'requested', by: rita, free: order.asked });
    expect(effects.map(({ task }) => task.type)).toEqual(['announce', 'place']);
    expect(Order.parse(order)).toEqual(order);
  });

  test('is never made of what charges something', () => {
    const facts = anOrder().facts;
    const spend = { act: aPurchase(), worth: aWorth(), requirement: freed() };
    expect(() => newOrder(facts, spend)).toThrow('custom_order cannot be free of approvals');
  });

  test('does not wait for approval: such a row is refused', () => {
    expect(Order.safeParse({ ...anOrder(), asked: freed() }).success).toBe(false);
  });

  test('needs no second drawing of its card', () => {
    const { effects } = happened(free, announced);
    expect(effects.map(({ task }) => task.type)).not.toContain('redraw');
  });

  test.each<{ what: string; event: OrderEvent }>([
    {
      what: 'its rule is gone',
      event: { type: 'approvals_insufficient', reason: 'policy_changed', asked: asked(), without: [] },
    },
    { what: 'what it changes became another', event: { type: 'terms_changed', reason: 'target_changed', to: {} } },
  ])('waits for approval like any other when $what, and approvers hear of it', ({ event }) => {
    const { order, effects } = happened(free, event);
    expect(order).toMatchObject({ state: 'awaiting_approval', asked: { rule: 'approvers', need: 1 } });
    expect(effects).toContainEqual({ task: { type: 'tell', to: 'approvers', notice: 'terms_changed' }, dueAt: noon });
    const { fingerprint } = newestTerms(order);
    const clicked: OrderEvent = { type: 'approved', by: amir, fingerprint, asked: asked(), entitled: [] };
    expect(happened(order, clicked).order).toMatchObject({ state: 'approved', approvals: [{ by: amir }] });
    expect(decide(order, { ...clicked, by: rita }, noon)).toMatchObject({ ok: false, refusal: 'own_order' });
  });

  test('stays free under another policy that frees it, and a looser one frees nothing that asked for approval', () => {
    const other = freed(freePolicy({ users: [bea] }));
    expect(happened(free, { type: 'asked_anew', asked: other }).order.asked).toEqual(other);
    expect(decide(free, { type: 'asked_anew', asked: asked(aPolicy({ users: [bea] })) }, noon).ok).toBe(false);
    const people = anApprovedRedirect();
    for (const order of [people, anOrder()]) {
      expect(happened(order, { type: 'asked_anew', asked: other }).order.asked).toEqual(askedOfPeople(other));
    }
  });

  test('goes on with its next step by itself', () => {
    const order = aFreeOrder(threeRedirects);
    const begun = happened(order, { type: 'placing_started', attempt: aWarrantOf(order).intent }).order;
    const taken = happened(begun, { type: 'vendor_confirmed', vendorOrderId: 'recRunning', attempt: 1 }).order;
    const next = happened(taken, { type: 'progress_seen', ready: [], isDone: true });
    expect(next.order).toMatchObject({ state: 'approved', approvals: [] });
    expect(next.effects.map(({ task }) => task.type)).toContain('place');
  });
});

const aWarrantOf = (order: OrderIn<'approved'>) => aWarrant(order, { entitled: [order.facts.requestedBy] });

describe('its warrant', () => {
  const stops = (overrides: Partial<Facts>, order = free) => issueWarrant(order, goodFree(order, overrides));

  test('is there while the rule is in force and its sender may send it', () => {
    expect(stops({})).toMatchObject({ ok: true });
    expect(stops({ requirement: freed(freePolicy({ users: [bea] })) })).toMatchObject({ ok: true });
    expect(stops({ now: subMilliseconds(addDays(noon, 7), 1) })).toMatchObject({ ok: true });
  });

  test.each<{ what: string; line: number; facts: Partial<Facts>; reason: string }>([
    { what: 'the setting was taken away', line: 6, facts: { requirement: asked() }, reason: 'policy_changed' },
    { what: 'its sender may not send it', line: 15, facts: { entitled: [] }, reason: 'sender_not_entitled' },
    { what: 'only somebody else may', line: 15, facts: { entitled: [amir] }, reason: 'sender_not_entitled' },
    { what: 'it was sent a week ago', line: 1, facts: { now: addDays(noon, 7) }, reason: 'approval_too_old' },
  ])('is refused when $what, and people are asked', ({ line, facts, reason }) => {
    expect(stops(facts)).toMatchObject({
      ok: false,
      line: expect.stringMatching(new RegExp(`^${line}\\. `)),
      event: { type: 'approvals_insufficient', reason, asked: { rule: 'approvers', need: 1 }, without: [] },
    });
  });

  test('is not given to what people have to approve because others are free', () => {
    const waiting = { ...anApprovedRedirect(), approvals: [] };
    const facts = goodFacts(waiting, { requirement: freed(), entitled: [rita, amir] });
    expect(issueWarrant(waiting, facts)).toMatchObject({ ok: false });
    const own = { ...waiting, approvals: [{ by: rita, at: noon, fingerprint: newestTerms(waiting).fingerprint }] };
    expect(issueWarrant(own, facts)).toMatchObject({ ok: false, event: { type: 'approvals_insufficient' } });
  });
});

/** Any order that charges or ends something, as if it were free by rule, with whoever may do what. */
const forged = fc
  .tuple(
    fc.constantFrom(...Object.values<Subject>(SUBJECTS).filter(({ approved }) => !canBeFree(newestTerms(approved)))),
    fc.boolean(),
    fc.subarray([rita, amir, bea]),
    fc.boolean(),
  )
  .map(([{ approved }, isApproved, entitled, isFreed]) => {
    const order: OrderIn<'approved'> = { ...approved, asked: freed(), approvals: isApproved ? approved.approvals : [] };
    return { order, facts: { entitled, requirement: isFreed ? freed() : asked() } };
  });

property(
  'whatever a row, a policy and rights say, what charges or ends something never goes without approvals',
  forged,
  ({ order, facts }) => {
    expect(isFreeByRule(order)).toBe(true);
    expect(issueWarrant(order, goodFacts(order, facts)).ok).toBe(false);
    // Begun as the honest order would be.
    const { intent } = aWarrant(SUBJECTS[newestTerms(order).act.kind].approved);
    expect(decide(order, { type: 'placing_started', attempt: intent }, noon)).toMatchObject({ ok: false });
  },
  { runs: 300 },
);
