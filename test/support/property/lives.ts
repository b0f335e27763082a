import { addMinutes } from 'date-fns';
import fc from 'fast-check';
import {
  type Act,
  type ActOf,
  chargedAtStep,
  type Kinds,
  namesOf,
  paidOnceAtStep,
  tagOfStep,
} from '../../../src/acts/act.ts';
import { type BuyAndOrder, namesOfBoth, withoutNames } from '../../../src/acts/buy_and_order/buy-and-order.ts';
import { type BuyDomains, buyWorth } from '../../../src/acts/buy_domains/buy-domains.ts';
import { prewarmedWorth } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { cancelWorth } from '../../../src/acts/cancel_order/cancel-order.ts';
import { REDIRECT_WORTH } from '../../../src/acts/change_redirect/change-redirect.ts';
import { SENDER_WORTH } from '../../../src/acts/change_sender/change-sender.ts';
import { WORKSPACE_WORTH } from '../../../src/acts/create_workspace/create-workspace.ts';
import type { CustomOrder } from '../../../src/acts/custom_order/custom-order.ts';
import { checkOrder } from '../../../src/acts/custom_order/rules/check-order.ts';
import { packageWorth } from '../../../src/acts/fixed_package/fixed-package.ts';
import { SWAP_WORTH } from '../../../src/acts/swap_domain/swap-domain.ts';
import { chargedCents, paidOnce, type Worth } from '../../../src/acts/worth.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import type { Asked } from '../../../src/orders/approval/terms.ts';
import { nextAttemptNumber } from '../../../src/orders/decide/attempts.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects, type Effect, type EffectIntent } from '../../../src/orders/effect.ts';
import { type Intent, OrderEvent } from '../../../src/orders/event.ts';
import { type HistoryEntry, nextEntry } from '../../../src/orders/history/history.ts';
import { newOrder } from '../../../src/orders/new-order.ts';
import {
  actOf,
  attemptOf,
  hasAttempt,
  newestTerms,
  type Order,
  type OrderState,
  termsOf,
} from '../../../src/orders/order.ts';
import { stepOf } from '../../../src/orders/standing/steps.ts';
import { surfaceOf } from '../../../src/orders/surface.ts';
import { Fingerprint, type UserId } from '../../../src/values/ids.ts';
import { aBuyAndOrder, bothWorth } from '../both.ts';
import {
  aLine,
  amir,
  aPolicy,
  aPurchase,
  approvals,
  aQuote,
  aReference,
  aSalt,
  asked,
  aWorth,
  bea,
  noon,
  rita,
  team,
} from '../builders.ts';
import { aNewSpace, aRedirect, aSenderChange, aSwap, changedOrder, newAddresses, threeRedirects } from '../changes.ts';
import { aFilling, FILLING_WORTH } from '../filling.ts';
import { freed, freePolicy } from '../free.ts';
import { aPackage } from '../packages.ts';
import { aPrewarmed } from '../prewarmed.ts';
import { aBuy, aCancel } from '../warrants.ts';
import { validOrder } from './orders.ts';
import { lineOf, ODD_TEXTS } from './texts.ts';

/** Lives of orders: whatever people, the vendor and the clock do, in any order. */

/** One thing that happens. What it means depends on the order that it meets, so it is made into an event only then. */
export interface Happening {
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
const REASONS = ['policy_changed', 'approver_not_entitled', 'approval_too_old', 'sender_not_entitled'] as const;

/** Policies that come into force one after the other, by the number of approvals that they need. */
const askedOf = (pick: number): Asked => {
  const isOther = pick % 4 > 1;
  return asked(aPolicy({ quorum: 1 + (pick % 2), ...(isOther ? { users: [amir, bea] } : {}) }));
};

/** The same, of a policy that frees all that can be freed: whether it frees this order depends on how that was sent. */
const freedOf = (pick: number): Asked => freed(freePolicy({ quorum: 1 + (pick % 2) }));

/** What the service would ask people to agree to anew: the same, or dearer. */
function movedWorth(order: Order, pick: number): Worth {
  const { worth } = newestTerms(order);
  return worth.effect === 'spend' ? { ...worth, monthCents: worth.monthCents + (pick % 3) * 100 } : worth;
}

/** Of names that are bought, some are taken, or all are dearer. */
function movedNames(
  act: BuyDomains,
  pick: number,
): Pick<Extract<OrderEvent, { type: 'terms_changed' }>, 'reason' | 'to'> {
  const isTaken = pick % 2 === 1 && act.names.length > 1;
  const names = isTaken
    ? act.names.slice(1)
    : act.names.map((each) => ({ ...each, priceCents: each.priceCents + pick }));
  const now = { ...act, names };
  return { reason: isTaken ? 'target_changed' : 'price_rose', to: { act: now, worth: buyWorth(now) } };
}

/** Of names that are bought and ordered on, some are taken, or all are dearer; or the mailboxes are. */
function movedBoth(
  act: BuyAndOrder,
  pick: number,
): Pick<Extract<OrderEvent, { type: 'terms_changed' }>, 'reason' | 'to'> {
  const { reason, to } = movedNames(namesOfBoth(act), pick);
  const names = to.act?.kind === 'buy_domains' ? to.act.names : act.names;
  const gone = act.names.filter(({ name }) => !names.some((each) => each.name === name)).map(({ name }) => name);
  const now = withoutNames(act, new Set(gone), names) ?? act;
  const worth = bothWorth(now);
  return { reason, to: { act: now, worth: { ...worth, monthCents: worth.monthCents + (pick % 3) * 100 } } };
}

/** What the vendor shows instead of what was approved: a price, or for what is to end another amount and other names. */
function movedTerms(order: Order, pick: number): Pick<Extract<OrderEvent, { type: 'terms_changed' }>, 'reason' | 'to'> {
  const { act } = newestTerms(order);
  if (act.kind === 'buy_prewarmed') {
    const inboxes = act.inboxes.length > 1 ? act.inboxes.slice(pick % 2) : act.inboxes;
    return { reason: 'target_changed', to: { act: { ...act, inboxes }, worth: prewarmedWorth(inboxes) } };
  }
  if (act.kind === 'buy_domains') return movedNames(act, pick);
  if (act.kind === 'buy_and_order') return movedBoth(act, pick);
  if (act.kind !== 'cancel_order') return { reason: 'price_rose', to: { worth: movedWorth(order, pick) } };
  const now = { ...act, monthCents: pick % 3 === 0 ? null : pick * 100, names: act.names.slice(pick % 2) };
  return { reason: 'target_changed', to: { act: now, worth: cancelWorth(now) } };
}

function intentOf(order: Order, pick: number, at: Date): Intent {
  const { act, tag, worth } = newestTerms(order);
  const step = stepOf(order) + (pick === 5 ? 1 : 0);
  const cents = chargedAtStep(act, worth, step);
  const quoted = pick === 8 ? cents + 1 : pick === 6 ? Math.max(cents - 1, 0) : cents;
  return {
    number: nextAttemptNumber(order) + (pick === 7 ? 1 : 0),
    step,
    tag: tagOfStep(act, tag, step),
    startedAt: at,
    lookFrom: order.facts.requestedAt,
    quotedCents: worth.effect === 'spend' ? quoted : pick === 8 ? 1 : null,
    ...paidOnceAtStep(act, worth, step),
    sentHash: null,
  };
}

/** The attempt that an order is sent as, mostly; else another one. */
function begunAs(order: Order, pick: number) {
  const { number, startedAt } = hasAttempt(order) ? attemptOf(order) : intentOf(order, pick, noon);
  return { attempt: pick === 9 ? number + 1 : number, startedAt: pick === 8 ? noon : startedAt };
}

/** What the policy in force says of a click: mostly what the card says, and that everybody before still counts. */
function policyAtClick(order: Order, pick: number): { asked: Asked; entitled: UserId[] } {
  const before = [...new Set(order.approvals.map(({ by }) => by))];
  const now = pick === 6 ? freedOf(pick) : order.asked;
  return { asked: pick === 8 ? askedOf(before.length) : now, entitled: pick === 7 ? before.slice(1) : before };
}

/** Which attempt an outcome is about: mostly one that was made; sometimes it is not said. */
const attemptNamed = (pick: number): { attempt?: number } => (pick > 4 ? { attempt: 1 + (pick % 3) } : {});

function eventOf(order: Order, { isFitting, roll, who, pick, words }: Happening, at: Date): OrderEvent {
  const types = isFitting ? FITTING[order.state] : ANY;
  const type = types[roll % types.length] ?? 'expired';
  const by = PEOPLE[type === 'withdrawn' && pick < 8 ? 0 : who] ?? rita;
  const totalCents = chargedCents(termsOf(order).worth);
  const fingerprint = pick === 9 ? STALE : termsOf(order).fingerprint;
  const names = namesOf(actOf(order));
  switch (type) {
    case 'requested':
      return { type, by, fingerprint, totalCents, ...paidOnce(termsOf(order).worth) };
    case 'announced':
      return { type, card: { channelId: approvals, ts: `1.${pick}` }, ...(pick % 3 === 0 && { drawn: 'placed' }) };
    case 'announce_failed':
      return { type, failure: pick % 2 === 0 ? 'bot_not_in_channel' : 'card_late', word: pick === 1 ? null : 'odd' };
    case 'card_lost':
      return {
        type,
        card: surfaceOf(order, 'card') ?? { channelId: approvals, ts: `1.${pick}` },
        word: 'is_archived',
        ...(pick % 2 === 0 && { isShown: true }),
      };
    case 'requester_told':
      return { type, message: { channelId: approvals, ts: `2.${pick}` } };
    case 'approved':
      return { type, by, fingerprint, ...policyAtClick(order, pick) };
    case 'declined':
    case 'withdrawn':
      return { type, by, reason: words };
    case 'terms_changed':
      return { type, ...movedTerms(order, pick) };
    case 'approvals_insufficient': {
      const reason = REASONS[pick % REASONS.length] ?? 'policy_changed';
      return { type, reason, asked: askedOf(pick), without: reason === 'approver_not_entitled' ? [by] : [] };
    }
    case 'asked_anew':
      return { type, asked: pick > 5 ? freedOf(pick) : askedOf(pick) };
    case 'held':
      if (pick % 2 === 0) return { type, reason: 'paused' };
      return { type, reason: 'vendor_unreachable', ...(pick > 4 && { trouble: pick > 6 ? 'key_refused' : 'failing' }) };
    case 'placing_started':
      return { type, attempt: intentOf(order, pick, at) };
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
        ...(pick % 2 === 0 ? { again: pick === 8 ? {} : { worth: movedWorth(order, pick) } } : {}),
      };
    case 'progress_seen':
      if (pick === 1) return { type, ready: [], isDone: true };
      if (pick === 3)
        return { type, ready: [], unread: [...names.slice(1), words], ...(who === 0 && { isToGoOn: true }) };
      return { type, ready: pick % 2 === 0 ? [...names] : [...names.slice(pick), words] };
    case 'domains_changed': {
      const [domain = 'none.com', other = 'other.com'] = names;
      const name = pick % 2 === 0 ? { name: pick > 7 ? other : `new${pick}.com` } : {};
      return {
        type,
        through: changedOrder,
        changes: [
          {
            domain,
            ...name,
            ...(pick % 3 === 0 && { redirect: words }),
            ...(pick % 5 === 0 && { sender: { firstName: words, lastName: 'Neil', keepsAddresses: pick === 0 } }),
          },
        ],
      };
    }
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
    'asked_anew',
  ],
  approved: [
    ...times(6, 'placing_started'),
    ...(['held', 'terms_changed', 'approvals_insufficient', 'asked_anew'] as const),
    ...(['withdrawn', 'vendor_order_found', 'resembling_found', 'ruled_out'] as const),
  ],
  placing: [...times(12, 'outcome_unclear'), 'vendor_confirmed', 'vendor_could_not_charge', 'not_sent', ...ENDED],
  outcome_unknown: [
    ...times(10, 'vendor_order_absent'),
    ...times(5, 'declared_absent'),
    ...(['look_incomplete', 'resembling_found', 'ruled_out', ...LATE] as const),
  ],
  payment_pending: ['progress_seen', ...LATE, ...ENDED],
  placed: [
    ...times(3, 'progress_seen'),
    ...(['declared_absent', 'watch_failed', 'vendor_cancelled', ...LATE, ...ENDED] as const),
  ],
  active: ['progress_seen', 'vendor_cancelled', 'domains_changed', ...LATE, ...ENDED],
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

/** What happens one after the other. */
export const happenings: fc.Arbitrary<readonly Happening[]> = fc.array(happening, {
  minLength: 5,
  maxLength: 50,
  size: 'max',
});

/** An order as it stands before anything of a life happens to it. */
type Beginning = Pick<Life, 'order' | 'effects' | 'history' | 'version'>;

const WORTHS: { readonly [Kind in keyof Kinds]: (act: Kinds[Kind]) => Worth } = {
  custom_order: (act) => aWorth(aQuote(act)),
  cancel_order: cancelWorth,
  change_redirect: () => REDIRECT_WORTH,
  buy_prewarmed: ({ inboxes }) => prewarmedWorth(inboxes),
  buy_domains: buyWorth,
  fill_form: () => FILLING_WORTH,
  swap_domain: () => SWAP_WORTH,
  fixed_package: (act) => packageWorth(act.package),
  change_sender: () => SENDER_WORTH,
  create_workspace: () => WORKSPACE_WORTH,
  buy_and_order: bothWorth,
};
const worthOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): Worth => WORTHS[act.kind](act);

interface Asking {
  readonly quorum: number;
  /** Whether its sender sends it without approval, where that is free by rule. */
  readonly isSentFreely: boolean;
}

function live(act: Act, { quorum, isSentFreely }: Asking, all: readonly Happening[]): Life {
  const facts = { reference: aReference, account: team, requestedBy: rita, requestedAt: noon };
  const worth = worthOf(act);
  const requirement = requirementFor({ act, worth, requester: rita, isSentFreely }, freePolicy({ quorum }));
  const { order, event, effects } = newOrder(facts, { act, worth, requirement });
  const first = nextEntry(null, { event, fingerprint: termsOf(order).fingerprint, at: noon, salt: aSalt });
  return livedOn({ order, effects: addEffects([], effects, 1), history: [first], version: 1 }, all, noon);
}

/** What becomes of an order from a moment on. */
export function livedOn(beginning: Beginning, all: readonly Happening[], from: Date): Life {
  let { order, effects, version } = beginning;
  let at = from;
  const history = [...beginning.history];
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
    const news = { event: decision.event ?? event, fingerprint: termsOf(order).fingerprint, at, salt: aSalt };
    if (isNews) history.push(nextEntry(history.at(-1) ?? null, news));
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

const actOfLife: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: purchaseOfLife, weight: 3 },
  { arbitrary: fc.constant(aCancel()), weight: 1 },
  { arbitrary: fc.constantFrom(aRedirect(), threeRedirects), weight: 2 },
  { arbitrary: fc.constant(aPrewarmed()), weight: 1 },
  { arbitrary: fc.constant(aBuy()), weight: 1 },
  { arbitrary: fc.constant(aFilling()), weight: 1 },
  { arbitrary: fc.constant(aSwap()), weight: 1 },
  { arbitrary: fc.constant(aPackage()), weight: 1 },
  { arbitrary: fc.constantFrom(aSenderChange(), newAddresses), weight: 1 },
  { arbitrary: fc.constant(aNewSpace()), weight: 1 },
  { arbitrary: fc.constant(aBuyAndOrder()), weight: 1 },
);

/** Lives of any orders under any quorum, half of those that can be free sent so. */
export const life: fc.Arbitrary<Life> = fc
  .tuple(actOfLife, fc.integer({ min: 1, max: 2 }), fc.boolean(), happenings)
  .map(([bought, quorum, isSentFreely, all]) => live(bought, { quorum, isSentFreely }, all));
