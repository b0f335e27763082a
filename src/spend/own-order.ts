import { type Act, effectOf, labelOf, lasts, namesOf, workspaceOf, worthAfter } from '../acts/act.ts';
import type { VendorWorkspace } from '../acts/custom_order/custom-order.ts';
import type { QuoteLine } from '../acts/custom_order/quote.ts';
import type { Attempt } from '../orders/attempt.ts';
import { actOf, hasAttempt, type Order, type OrderState, termsOf } from '../orders/order.ts';
import { atVendor } from '../orders/standing/at-vendor.ts';
import { attemptMakesWhatLasts, hasNextStep, stepsDone } from '../orders/standing/steps.ts';
import type { Cents } from '../values/money.ts';
import type { OwnPart, PaidOnce } from './running-order.ts';

/** What of an order of ours counts as money: a small part of it, that many can be kept of. */
export interface OwnOrder extends OwnPart {
  readonly workspace: VendorWorkspace;
  /** It waits for approval or for its call; it stands at the vendor; it does no more. */
  readonly stage: 'waits' | 'runs' | 'ended';
  /** Whether it buys something: then its names are what it bought, or pays for. */
  readonly spends: boolean;
  /** Whether what it makes goes on being charged at the vendor. */
  readonly lasts: boolean;
  /** Numbers of all that its attempts made there; empty when it makes nothing that lasts. */
  readonly vendorOrderIds: readonly string[];
  /** The order at the vendor whose form it fills in, or is about to; null for all others. */
  readonly fills: string | null;
  /** Traces of its attempts, in lower case. */
  readonly tags: readonly string[];
  /** Its names, as they are called now. */
  readonly names: readonly string[];
  /** What it charges once and each month as it was asked for, while it waits without what is paid; of one that ends another, nothing. */
  readonly nowCents: Cents;
  readonly monthCents: Cents;
  /** What the vendor says that it costs a month; null before it does. */
  readonly vendorMonthCents: Cents | null;
  /** What it ends a month; null when the vendor does not say it, 0 when it ends nothing. */
  readonly endsCents: Cents | null;
  readonly lines: readonly QuoteLine[];
  /** When its call was made; null before that. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly isUnpaid: boolean;
  readonly paidOnce: readonly PaidOnce[];
}

const STAGES: Readonly<Record<OrderState, OwnOrder['stage'] | null>> = {
  awaiting_approval: 'waits',
  approved: 'waits',
  placing: 'waits',
  outcome_unknown: 'waits',
  payment_pending: 'runs',
  placed: 'runs',
  active: 'runs',
  cancelled: 'ended',
  refused: null,
  declined: null,
  withdrawn: null,
  expired: null,
};

/** What of an order counts as money; null when nothing came of it but perhaps steps that are paid. */
export function ownOrderOf(order: Order): OwnOrder | null {
  const { reference, requestedBy } = order.facts;
  const act = actOf(order);
  const label = labelOf(act);
  const own = { reference, requestedBy, label };
  const paidOnce = order.attempts.flatMap((attempt) => paidOnceBy(attempt, own));
  const stage = isBetweenSteps(order) ? 'waits' : (STAGES[order.state] ?? (paidOnce.length > 0 ? 'ended' : null));
  if (stage === null) return null;
  const whole = termsOf(order).worth;
  // What the first steps paid is paid: only the rest can still be charged.
  const worth = stage === 'waits' ? worthAfter<Act['kind']>(act, whole, stepsDone(order)) : whole;
  const makes = effectOf(act) === 'spend' && lasts(act);
  const made = makes
    ? order.attempts.filter((each) => each.known !== 'not_sent' && attemptMakesWhatLasts(order, each))
    : [];
  return {
    ...own,
    workspace: workspaceOf(act),
    stage,
    spends: effectOf(act) === 'spend',
    lasts: makes,
    vendorOrderIds: made.flatMap(({ vendorOrderId }) => (vendorOrderId === null ? [] : [vendorOrderId])),
    fills: act.kind === 'fill_form' ? act.form.vendorOrderId : null,
    tags: made.flatMap(({ tag }) => (tag === null ? [] : [tag.toLowerCase()])),
    names: namesNow(order),
    nowCents: worth.effect === 'spend' ? worth.nowCents : 0,
    monthCents: worth.effect === 'spend' ? worth.monthCents : 0,
    vendorMonthCents: atVendor(order).vendorAmountCents,
    endsCents: worth.effect === 'cancel' ? worth.endsMonthCents : 0,
    lines: worth.effect === 'spend' ? worth.lines : [],
    startedAt: hasAttempt(order) ? (made.find(({ number }) => number === order.attempt)?.startedAt ?? null) : null,
    endedAt: order.state === 'cancelled' ? order.cancelledAt : null,
    isUnpaid: order.state === 'payment_pending',
    paidOnce,
  };
}

/** Whether a step is done, and the next one is about to be sent. */
const isBetweenSteps = (order: Order): boolean => order.state === 'placed' && hasNextStep(order);

/** Names of the order as they are called now. */
function namesNow(order: Order): string[] {
  const changed = new Map((order.changed ?? []).map(({ domain, name }) => [domain, name]));
  return namesOf(actOf(order)).map((name) => changed.get(name) ?? name);
}

/** What a call that is proven to have happened was paid once. */
function paidOnceBy({ known, answer, nowCents = 0, startedAt }: Attempt, own: OwnPart): PaidOnce[] {
  return known === 'proven' && answer !== 'not_charged' && nowCents > 0
    ? [{ at: startedAt, cents: nowCents, own }]
    : [];
}
