import { addDays, addMinutes } from 'date-fns';
import { vendorTag } from '../../../src/acts/custom_order/tag.ts';
import { storyViolations } from '../../../src/audit/check/order.ts';
import type { Violation } from '../../../src/audit/check/violation.ts';
import { auditedOrder } from '../../../src/audit/replay/audited-order.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects, type Effect } from '../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { fingerprintOf } from '../../../src/orders/fingerprint.ts';
import { type HistoryEntry, nextEntry } from '../../../src/orders/history.ts';
import type { Attempt, Order, Terms } from '../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../src/orders/schedule.ts';
import { amir, aNewOrder, aPolicy, approvals, bea, noon } from '../../support/builders.ts';

/** Stories of orders for the audit: good ones, and what somebody would make of them. */
export interface Story {
  readonly order: Order;
  readonly effects: readonly Effect[];
  readonly history: readonly HistoryEntry[];
}
export type Step = (order: Order, at: Date) => OrderEvent;

const start = (): Story => {
  const { order, event, effects } = aNewOrder({ policy: aPolicy({ users: [amir, bea], userGroups: [], quorum: 2 }) });
  return {
    order,
    effects: addEffects([], effects, 1),
    history: [nextEntry(null, event, order.terms.fingerprint, noon)],
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
    const entry = nextEntry(told.history.at(-1) ?? null, decision.event ?? event, order.terms.fingerprint, at);
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
  (by: typeof amir): Step =>
  ({ terms }) => ({ type: 'approved', by, fingerprint: terms.fingerprint });
export const agreed = [announced, approvedBy(amir), approvedBy(bea)];
export const attemptOf = ({ facts, terms }: Order, at: Date): Attempt => ({
  number: terms.attempt,
  tag: vendorTag(facts.purchase.label, facts.reference, terms.attempt),
  startedAt: at,
  quotedCents: terms.quote.totalCents,
  knownOrderIds: [],
});
export const sent: Step = (order, at) => ({ type: 'placing_started', attempt: attemptOf(order, at) });
export const happens =
  (event: OrderEvent): Step =>
  () =>
    event;
export const confirmed = happens({ type: 'vendor_confirmed', vendorOrderId: null });
export const found = happens({ type: 'vendor_order_found', vendorOrderId: 'rec9', amountCents: 1_400 });
export const unclear = happens({ type: 'outcome_unclear', reason: 'no_answer', message: null });
export const absent = happens({ type: 'vendor_order_absent' });
export const dearer = ({ facts, terms }: Order): Terms => {
  const next = { ...terms, quote: { ...terms.quote, totalCents: terms.quote.totalCents + 100 } };
  return { ...next, fingerprint: fingerprintOf(facts.reference, facts.purchase, next) };
};
export const priceRose: Step = (order) => ({ type: 'terms_changed', reason: 'price_rose', terms: dearer(order) });
export const declaredAbsent: Step = ({ facts, terms }) => {
  const next = { ...terms, attempt: terms.attempt + 1 };
  const asked = { ...next, fingerprint: fingerprintOf(facts.reference, facts.purchase, next) };
  return { type: 'declared_absent', by: amir, fingerprint: terms.fingerprint, terms: asked };
};
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
export const readyAll: Step = ({ facts }) => ({
  type: 'progress_seen',
  ready: facts.purchase.lines.flatMap(({ domains }) => domains.map(({ name }) => name)),
});

/** The same entries, chained anew: what somebody would write who knows how the chain is made. */
export function rechained(told: Story, change: (entries: readonly HistoryEntry[]) => readonly HistoryEntry[]): Story {
  const history: HistoryEntry[] = [];
  for (const { event, fingerprint, at } of change(told.history)) {
    history.push(nextEntry(history.at(-1) ?? null, event, fingerprint, at));
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
