import { addDays, addMinutes } from 'date-fns';
import { namesOf } from '../../../src/acts/act.ts';
import { chargedCents } from '../../../src/acts/worth.ts';
import { storyViolations } from '../../../src/audit/check/order.ts';
import type { Violation } from '../../../src/audit/check/violation.ts';
import { auditedOrder } from '../../../src/audit/replay/audited-order.ts';
import { nextAttemptNumber } from '../../../src/orders/decide/attempts.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects, type Effect } from '../../../src/orders/effect.ts';
import type { Intent, OrderEvent } from '../../../src/orders/event.ts';
import { type HistoryEntry, nextEntry } from '../../../src/orders/history/history.ts';
import { actOf, newestTerms, type Order, termsOf } from '../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../src/orders/schedule.ts';
import {
  amir,
  aNewOrder,
  aPolicy,
  approvals,
  aQuote,
  aSalt,
  asked,
  aWorth,
  bea,
  noon,
} from '../../support/builders.ts';

/** Stories of orders for the audit: good ones, and what somebody would make of them. */
export interface Story {
  readonly order: Order;
  readonly effects: readonly Effect[];
  readonly history: readonly HistoryEntry[];
}
export type Step = (order: Order, at: Date) => OrderEvent;

/** Both Amir and Bea have to agree. */
export const policy = aPolicy({ users: [amir, bea], userGroups: [], quorum: 2 });

const start = (): Story => {
  const { order, event, effects } = aNewOrder({ policy });
  return {
    order,
    effects: addEffects([], effects, 1),
    history: [nextEntry(null, { event, fingerprint: termsOf(order).fingerprint, at: noon, salt: aSalt })],
  };
};

/** What happens when each step is accepted, a minute after the one before. */
export function story(...steps: readonly Step[]): Story {
  return steps.reduce<Story>((told, step, index) => {
    const at = addMinutes(noon, index + 1);
    const event = step(told.order, at);
    const decision = decide(told.order, event, at);
    if (!decision.ok) throw new Error(`${event.type} was refused: ${decision.refusal}`);
    const { order, effects, isNews } = decision;
    const news = { event: decision.event ?? event, fingerprint: termsOf(order).fingerprint, at, salt: aSalt };
    const entry = nextEntry(told.history.at(-1) ?? null, news);
    return {
      order,
      effects: addEffects(told.effects, effects, index + 2),
      history: isNews ? [...told.history, entry] : told.history,
    };
  }, start());
}

const card = { channelId: approvals, ts: '1.1' };
export const announced: Step = () => ({ type: 'announced', card });
export const approvedBy =
  (by: typeof amir, under = asked(policy), entitled = [amir, bea]): Step =>
  (order) => ({ type: 'approved', by, fingerprint: newestTerms(order).fingerprint, asked: under, entitled });
export const agreed = [announced, approvedBy(amir), approvedBy(bea)];
export const intentOf = (order: Order, at: Date): Intent => {
  const { tag, worth } = newestTerms(order);
  const look = { lookFrom: order.facts.requestedAt, sentHash: 'f00d' };
  const quotedCents = chargedCents(worth);
  return { number: nextAttemptNumber(order), step: 1, tag, startedAt: at, quotedCents, ...look };
};
export const sent: Step = (order, at) => ({ type: 'placing_started', attempt: intentOf(order, at) });
export const happens =
  (event: OrderEvent): Step =>
  () =>
    event;
export const confirmed = happens({ type: 'vendor_confirmed', vendorOrderId: null });
export const found = happens({ type: 'vendor_order_found', vendorOrderId: 'rec9', amountCents: 1_400 });
export const unclear = happens({ type: 'outcome_unclear', reason: 'no_answer', message: null });
export const absent = happens({ type: 'vendor_order_absent' });
export const dearer = aWorth({ ...aQuote(), totalCents: 1_500 });
export const priceRose = happens({ type: 'terms_changed', reason: 'price_rose', to: { worth: dearer } });
export const renamed: Step = (order) => {
  const act = { ...actOf(order), workspace: { id: 'recNorthwind', name: 'Southwind' } };
  return { type: 'terms_changed', reason: 'workspace_renamed', to: { act } };
};
export const declaredAbsent: Step = (order) => ({
  type: 'declared_absent',
  by: amir,
  fingerprint: termsOf(order).fingerprint,
  again: {},
});
export const lookedForInVain = Array.from({ length: LOOKS_BEFORE_ASKING }, () => absent);
export const sentTwice = [
  ...agreed,
  sent,
  unclear,
  ...lookedForInVain,
  declaredAbsent,
  ...agreed.slice(1),
  sent,
  confirmed,
  found,
];
export const readyAll: Step = (order) => ({ type: 'progress_seen', ready: [...namesOf(actOf(order))] });

/** The same entries, chained anew: what somebody would write who knows how the chain is made. */
export function rechained(told: Story, change: (entries: readonly HistoryEntry[]) => readonly HistoryEntry[]): Story {
  const history: HistoryEntry[] = [];
  for (const { event, fingerprint, at } of change(told.history)) {
    history.push(nextEntry(history.at(-1) ?? null, { event, fingerprint, at, salt: aSalt }));
  }
  return { ...told, history };
}
export const withEvent = (entry: HistoryEntry | undefined, event: OrderEvent): HistoryEntry[] =>
  entry ? [{ ...entry, event }] : [];
export const indexOf = (entries: readonly HistoryEntry[], type: OrderEvent['type']) =>
  entries.findIndex(({ event }) => event.type === type);
export const without =
  (type: OrderEvent['type'], count = 1) =>
  (entries: readonly HistoryEntry[]) =>
    entries.toSpliced(indexOf(entries, type), count);
/** Puts an event before the first entry of a type, under the same terms. */
export const before = (type: OrderEvent['type'], event: OrderEvent) => (entries: readonly HistoryEntry[]) =>
  entries.toSpliced(indexOf(entries, type), 0, ...withEvent(entries[indexOf(entries, type)], event));

/** An order that was agreed to by two people, sent, and found; and one that waits to be sent. */
export const placed = () => story(...agreed, sent, confirmed, found);
export const approved = () => story(...agreed);

/** What the audit says of a story a day later; `head` is where its history should end. */
export function violationsIn(told: Story, head: HistoryEntry | undefined = told.history.at(-1)): Violation[] {
  const last = { sequence: head?.sequence ?? 0, hash: head?.hash ?? '' };
  return storyViolations(auditedOrder({ ...told, head: last }, told.history), addDays(noon, 1));
}
