import { addMinutes } from 'date-fns';
import fc from 'fast-check';
import { type CustomOrder, domainNames } from '../../../src/acts/custom_order/custom-order.ts';
import { checkOrder } from '../../../src/acts/custom_order/rules/check-order.ts';
import { vendorTag } from '../../../src/acts/custom_order/tag.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects, type Effect, type EffectIntent } from '../../../src/orders/effect.ts';
import { OrderEvent } from '../../../src/orders/event.ts';
import { fingerprintOf } from '../../../src/orders/fingerprint.ts';
import { type HistoryEntry, nextEntry } from '../../../src/orders/history.ts';
import type { Order, OrderState, Terms } from '../../../src/orders/order.ts';
import { Fingerprint } from '../../../src/values/ids.ts';
import { aLine, amir, aNewOrder, aPolicy, aPurchase, approvals, aQuote, bea, noon, rita } from '../builders.ts';
import { validOrder } from './orders.ts';
import { lineOf, ODD_TEXTS } from './texts.ts';

/** Lives of orders: whatever people, the vendor and the clock do, in any order. */

/** One thing that happens. What it means depends on the order that it meets, so it is made into an event only then. */
interface Happening {
  /** Whether it is one of those that mostly happen to an order in its state; `roll` says which. */
  readonly isFitting: boolean;
  readonly roll: number;
  readonly who: number;
  /** Chooses between a right and a wrong form of the same event: mostly the right one. */
  readonly pick: number;
  readonly words: string;
  readonly afterMinutes: number;
}

/** One step of a life: what happened, to which order, and what came of it. */
export interface Step {
  readonly before: Order;
  readonly event: OrderEvent;
  readonly at: Date;
  /** The order as text before `decide` saw it, to show that it was left alone. */
  readonly textBefore: string;
  readonly refusal: string | null;
  readonly isNews: boolean;
  readonly after: Order;
  readonly intents: readonly EffectIntent[];
}

export interface Life {
  readonly steps: readonly Step[];
  readonly order: Order;
  readonly effects: readonly Effect[];
  readonly history: readonly HistoryEntry[];
  readonly version: number;
}

/** The fingerprint of terms that nobody has seen. */
const STALE = Fingerprint.parse('0'.repeat(64));
const PEOPLE = [rita, amir, bea] as const;

/** The terms that the service would ask people to agree to anew. */
function newTerms({ facts, terms }: Order, pick: number, attempt: number): Terms {
  const quote = { ...terms.quote, totalCents: terms.quote.totalCents + (pick % 3) * 100 };
  const agreed = { attempt, quote, policy: { ...terms.policy, quorum: 1 + (pick % 2) } };
  const { lostAttempts, resembling, ruledOut } = terms;
  return {
    ...agreed,
    fingerprint: fingerprintOf(facts.reference, facts.purchase, agreed),
    ...(resembling ? { resembling } : {}),
    ...(ruledOut ? { ruledOut } : {}),
    ...(lostAttempts ? { lostAttempts } : {}),
  };
}

function attemptOf({ facts, terms }: Order, pick: number, at: Date) {
  const number = pick === 7 ? terms.attempt + 1 : terms.attempt;
  const { totalCents } = terms.quote;
  return {
    number,
    tag: vendorTag(facts.purchase.label, facts.reference, number),
    startedAt: at,
    quotedCents: pick === 8 ? totalCents + 1 : pick === 6 ? Math.max(totalCents - 1, 0) : totalCents,
    knownOrderIds: ['rec1'],
  };
}

/** The attempt that an order is sent as, mostly; else another one. */
function begunAs(order: Order, pick: number) {
  const { number, startedAt } = 'attempt' in order ? order.attempt : attemptOf(order, pick, noon);
  return { attempt: pick === 9 ? number + 1 : number, startedAt: pick === 8 ? noon : startedAt };
}

/** Which attempt an outcome is about: mostly one that was made; sometimes it is not said. */
const attemptNamed = (pick: number): { attempt?: number } => (pick > 4 ? { attempt: 1 + (pick % 3) } : {});

function eventOf(order: Order, { isFitting, roll, who, pick, words }: Happening, at: Date): OrderEvent {
  const types = isFitting ? FITTING[order.state] : ANY;
  const type = types[roll % types.length] ?? 'expired';
  const by = PEOPLE[type === 'withdrawn' && pick < 8 ? 0 : who] ?? rita;
  const { totalCents } = order.terms.quote;
  const fingerprint = pick === 9 ? STALE : order.terms.fingerprint;
  const names = domainNames(order.facts.purchase);
  switch (type) {
    case 'requested':
      return { type, by, fingerprint, totalCents };
    case 'announced':
      return { type, card: { channelId: approvals, ts: `1.${pick}` } };
    case 'announce_failed':
      return { type, failure: 'bot_not_in_channel' };
    case 'requester_told':
      return { type, message: { channelId: approvals, ts: `2.${pick}` } };
    case 'approved':
      return { type, by, fingerprint };
    case 'declined':
    case 'withdrawn':
      return { type, by, reason: words };
    case 'terms_changed':
      return { type, reason: 'price_rose', terms: newTerms(order, pick, order.terms.attempt) };
    case 'held':
      return { type, reason: pick % 2 === 0 ? 'paused' : 'vendor_unreachable' };
    case 'placing_started':
      return { type, attempt: attemptOf(order, pick, at) };
    case 'vendor_confirmed':
      return { type, vendorOrderId: pick % 2 === 0 ? null : words, ...attemptNamed(pick) };
    case 'vendor_could_not_charge':
      return { type, message: words, ...attemptNamed(pick) };
    case 'outcome_unclear': {
      const reason = pick === 0 ? 'rejected' : pick === 1 ? 'unfamiliar' : 'no_answer';
      return { type, reason, message: pick % 3 === 0 ? null : words, ...attemptNamed(pick) };
    }
    case 'not_sent':
      return { type, reason: 'too_late', ...begunAs(order, pick) };
    case 'second_order_found': {
      const vendorOrderId = pick % 2 === 0 ? null : 'rec8';
      return { type, attempt: 1 + (pick % 2), vendorOrderId, amountCents: vendorOrderId === null ? null : totalCents };
    }
    case 'look_incomplete':
      return { type, unread: pick % 2 === 0 ? 'list' : pick };
    case 'watch_failed':
      return { type };
    case 'resembling_found':
      return {
        type,
        resembling: {
          vendorOrderId: `rec${pick}`,
          tag: null,
          amountCents: totalCents,
          createdAt: at,
          names: names.slice(0, 1),
        },
      };
    case 'ruled_out':
      return { type, by, vendorOrderId: `rec${pick}` };
    case 'vendor_order_found': {
      const amountCents = pick === 0 ? null : pick === 1 ? totalCents + 1 : totalCents;
      const also = [{ vendorOrderId: 'rec10', amountCents: null, attempt: 1 + (who % 2) }];
      return { type, vendorOrderId: `rec${pick}`, amountCents, ...attemptNamed(pick), ...(who === 2 ? { also } : {}) };
    }
    case 'declared_absent':
      return {
        type,
        by,
        fingerprint,
        ...(pick % 2 === 0 ? { terms: newTerms(order, pick, order.terms.attempt + (pick === 8 ? 0 : 1)) } : {}),
      };
    case 'progress_seen':
      return { type, ready: pick % 2 === 0 ? names : [...names.slice(pick), words] };
    case 'expired':
    case 'vendor_order_absent':
    case 'vendor_cancelled':
      return { type };
  }
}

type EventType = OrderEvent['type'];
/** Every event, those that people cause twice. */
const ANY: readonly EventType[] = [
  ...OrderEvent.options.map((option) => option.shape.type.value),
  ...(['approved', 'declined', 'withdrawn', 'expired', 'terms_changed', 'placing_started'] as const),
];
const times = (count: number, type: EventType): EventType[] => Array.from({ length: count }, () => type);
const ENDED: readonly EventType[] = [
  'vendor_order_found',
  'vendor_order_absent',
  'vendor_order_absent',
  'look_incomplete',
  'vendor_confirmed',
];
/** An earlier attempt turns up, or is answered late. */
const LATE: readonly EventType[] = ['vendor_order_found', 'vendor_confirmed', 'vendor_could_not_charge'];

/** What mostly happens in a state, so that lives get far; anything may happen in any. */
const FITTING: Readonly<Record<OrderState, readonly EventType[]>> = {
  awaiting_approval: [
    ...times(12, 'approved'),
    ...(['announced', 'requester_told', 'declined', 'withdrawn', 'expired', 'vendor_order_found'] as const),
  ],
  approved: [
    ...times(6, 'placing_started'),
    ...(['held', 'terms_changed', 'withdrawn', 'vendor_order_found', 'resembling_found', 'ruled_out'] as const),
  ],
  placing: [...times(12, 'outcome_unclear'), 'vendor_confirmed', 'vendor_could_not_charge', 'not_sent', ...ENDED],
  outcome_unknown: [
    ...times(10, 'vendor_order_absent'),
    ...times(5, 'declared_absent'),
    ...(['look_incomplete', 'resembling_found', 'ruled_out', ...LATE] as const),
  ],
  payment_pending: ['progress_seen', ...LATE, ...ENDED],
  placed: ['progress_seen', 'progress_seen', 'watch_failed', 'vendor_cancelled', ...LATE, ...ENDED],
  active: ['progress_seen', 'vendor_cancelled', ...LATE, ...ENDED],
  cancelled: ANY,
  refused: ENDED,
  declined: ENDED,
  withdrawn: ENDED,
  expired: ENDED,
};

const happening: fc.Arbitrary<Happening> = fc.record({
  isFitting: fc.nat({ max: 4 }).map((roll) => roll > 1),
  roll: fc.nat({ max: 10_000 }),
  who: fc.constantFrom(0, 1, 1, 2, 2),
  pick: fc.nat({ max: 9 }),
  words: fc.constantFrom(...ODD_TEXTS, '', ' ', 'getgoogle1.com', 'x'.repeat(2_000)),
  afterMinutes: fc.constantFrom(0, 1, 60, 24 * 60, 8 * 24 * 60),
});

const happenings = fc.array(happening, { minLength: 5, maxLength: 50, size: 'max' });

function live(purchase: CustomOrder, quorum: number, all: readonly Happening[]): Life {
  const start = aNewOrder({ purchase, policy: aPolicy({ quorum }), quote: aQuote(purchase) });
  let { order } = start;
  let at = noon;
  let version = 1;
  let effects = addEffects([], start.effects, version);
  const history = [nextEntry(null, start.event, order.terms.fingerprint, at)];
  const steps: Step[] = [];
  for (const each of all) {
    at = addMinutes(at, each.afterMinutes);
    const event = eventOf(order, each, at);
    const before = order;
    const textBefore = JSON.stringify(before);
    const decision = decide(before, event, at);
    const step = { before, event, at, textBefore };
    if (!decision.ok) {
      steps.push({ ...step, refusal: decision.refusal, isNews: false, after: before, intents: [] });
      continue;
    }
    const { isNews, effects: intents } = decision;
    order = decision.order;
    version += 1;
    effects = addEffects(effects, intents, version);
    const { fingerprint } = order.terms;
    if (isNews) history.push(nextEntry(history.at(-1) ?? null, decision.event ?? event, fingerprint, at));
    steps.push({ ...step, refusal: null, isNews, after: order, intents });
  }
  return { steps, order, effects, history, version };
}

/** A checked purchase of any size, up to all that an order can hold. */
export const anyPurchase: fc.Arbitrary<CustomOrder> = validOrder.map((order) => {
  const checked = checkOrder(order, new Map());
  if (!checked.ok) throw new Error('A valid order was refused');
  return checked.purchase;
});

/** Mostly small: what an order holds seldom matters to its life, and large ones take their time. */
const purchaseOfLife = fc.oneof(
  {
    arbitrary: fc
      .tuple(lineOf(60), fc.integer({ min: 1, max: 12 }))
      .map(([label, count]) => aPurchase({ label, lines: [aLine('google', count)] })),
    weight: 20,
  },
  { arbitrary: anyPurchase, weight: 1 },
);

/** Lives of any orders under any quorum. */
export const life: fc.Arbitrary<Life> = fc
  .tuple(purchaseOfLife, fc.integer({ min: 1, max: 2 }), happenings)
  .map(([bought, quorum, all]) => live(bought, quorum, all));
