import { describe, expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { storyViolations } from '../../../src/audit/check/order.ts';
import { auditedOrder } from '../../../src/audit/replay/audited-order.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects, type Effect } from '../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { type HistoryEntry, nextEntry } from '../../../src/orders/history/history.ts';
import type { NewOrder } from '../../../src/orders/new-order.ts';
import { type Order, termsOf } from '../../../src/orders/order.ts';
import { amir, aNewOrder, approvals, aSalt, asked, inState, noon } from '../../support/builders.ts';
import { aNewRedirect } from '../../support/changes.ts';
import { aNewFree, freed } from '../../support/free.ts';
import { aWarrant } from '../../support/warrants.ts';
import { intentOf } from './stories.ts';

type Step = (order: Order, at: Date) => OrderEvent;
const announced: Step = () => ({ type: 'announced', card: { channelId: approvals, ts: '1.1' } });
const sent: Step = (order) => ({
  type: 'placing_started',
  attempt: aWarrant(inState(order, 'approved'), {
    entitled: [order.facts.requestedBy, ...order.approvals.map(({ by }) => by)],
  }).intent,
});
const back: Step = () => ({ type: 'approvals_insufficient', reason: 'policy_changed', asked: asked(), without: [] });
const agreed: Step = (order) => {
  const { fingerprint } = termsOf(order);
  return { type: 'approved', by: amir, fingerprint, asked: asked(), entitled: [] };
};

interface Told {
  readonly order: Order;
  readonly effects: readonly Effect[];
  readonly history: readonly HistoryEntry[];
}

/** What happens when each step is accepted, a minute after the one before. */
function told({ order, event, effects }: NewOrder, ...steps: readonly Step[]): Told {
  const first = nextEntry(null, { event, fingerprint: termsOf(order).fingerprint, at: noon, salt: aSalt });
  let now: Told = { order, effects: addEffects([], effects, 1), history: [first] };
  for (const [index, step] of steps.entries()) {
    const at = addMinutes(noon, index + 1);
    const happened = step(now.order, at);
    const decision = decide(now.order, happened, at);
    if (!decision.ok) throw new Error(`${happened.type} was refused: ${decision.refusal}`);
    now = withEntry(now, happened, at, decision.order);
    now = { ...now, effects: addEffects(now.effects, decision.effects, index + 2) };
  }
  return now;
}

function withEntry(before: Told, event: OrderEvent, at: Date, order = before.order): Told {
  const news = { event, fingerprint: termsOf(order).fingerprint, at, salt: aSalt };
  return { ...before, order, history: [...before.history, nextEntry(before.history.at(-1) ?? null, news)] };
}

function rulesOf({ order, effects, history }: Told): string[] {
  const head = history.at(-1);
  if (!head) throw new Error('A story has a beginning');
  const audited = auditedOrder({ order, effects, head }, history);
  return storyViolations(audited, addMinutes(noon, 60)).map(({ rule }) => rule);
}

describe('an order that is free by rule', () => {
  test.each<{ what: string; steps: readonly Step[] }>([
    { what: 'not sent yet', steps: [announced] },
    { what: 'sent', steps: [announced, sent] },
    { what: 'one for people, once its rule is gone', steps: [announced, back] },
    { what: 'sent once people approved it after all', steps: [announced, back, agreed, sent] },
  ])('keeps every promise, $what', ({ steps }) => {
    expect(rulesOf(told(aNewFree(), ...steps))).toEqual([]);
  });

  test('is broken when it charges something', () => {
    const { order, event, effects } = aNewOrder();
    if (event.type !== 'requested') throw new Error('It is requested first');
    const { expiresAt: _until, change: _none, ...rest } = inState(order, 'awaiting_approval');
    const spend: NewOrder = {
      order: { ...rest, state: 'approved', hold: null, asked: freed() },
      event: { ...event, free: freed() },
      effects,
    };
    expect(rulesOf(told(spend))).toContain('not_free');
    const at = addMinutes(noon, 1);
    const begun = withEntry(told(spend), { type: 'placing_started', attempt: intentOf(spend.order, at) }, at);
    expect(rulesOf(begun)).toContain('not_free');
  });

  test('is broken when its history knows nothing of the rule', () => {
    const { order, effects } = aNewFree();
    const { event } = aNewRedirect();
    expect(rulesOf(told({ order, event, effects }))).toEqual(expect.arrayContaining(['state_differs']));
    const waiting = aNewRedirect();
    const approved = told(waiting, announced, agreed);
    expect(rulesOf({ ...approved, order: { ...approved.order, asked: freed() } })).toContain('detail_differs');
    const waits = told(waiting, announced);
    expect(rulesOf({ ...waits, order: { ...waits.order, asked: freed() } })).toContain('detail_differs');
  });

  test('needs approvals again once it went back to people', () => {
    const gone = told(aNewFree(), announced, back);
    const at = addMinutes(noon, 3);
    const { intent } = aWarrant(inState(aNewFree().order, 'approved'), { entitled: [gone.order.facts.requestedBy] });
    const begun = withEntry(gone, { type: 'placing_started', attempt: { ...intent, startedAt: at } }, at);
    expect(rulesOf(begun)).toEqual(expect.arrayContaining(['history_impossible', 'no_quorum']));
  });

  test('is not announced: nothing keeps it waiting for its card', () => {
    const { effects, ...free } = told(aNewFree());
    const unannounced = { ...free, effects: effects.filter(({ task }) => task.type !== 'announce') };
    expect(rulesOf(unannounced)).toEqual(['waits_forever']);
  });
});
