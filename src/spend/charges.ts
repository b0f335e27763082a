import { compareMonths, dayIn, dayOf, type Month, monthAfter, monthOf } from './month.ts';
import type { OwnedName, PaidOnce, RunningOrder } from './running-order.ts';
import { type Sum, sumOf } from './sum.ts';

/** Something that is charged, or was: a month of an order, an amount that is paid once, or the renewal of a name. */
export type Charge = {
  /** Midnight in UTC; null when the day is not known. */
  readonly day: Date | null;
  /** Null when the amount is not known. */
  readonly cents: number | null;
} & (
  | { readonly what: 'month'; readonly order: RunningOrder }
  | { readonly what: 'once'; readonly paid: PaidOnce }
  | { readonly what: 'renewal'; readonly name: string }
);

/** What charges are told from. */
export interface Account {
  readonly orders: readonly RunningOrder[];
  readonly paidOnce: readonly PaidOnce[];
  readonly names: readonly OwnedName[];
}

/**
 * The day of a month on which an order is charged; null in months before it was made. It bills monthly on the day of its
 * `created_at`; which day that is in a month that lacks it, nobody documented: we take the last day of such a month, and the day of
 * the order again in longer ones.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export function chargeDayIn(month: Month, madeAt: Date): Date | null {
  return compareMonths(month, monthOf(madeAt)) < 0 ? null : dayIn(month, madeAt.getUTCDate());
}

/** The next day after now on which an order is charged. */
export function nextChargeAfter(madeAt: Date, now: Date): Date {
  const month = monthOf(now);
  const today = dayOf(now);
  const days = [month, monthAfter(month), monthAfter(month, 2)].map((each) => chargeDayIn(each, madeAt));
  return days.find((day) => day !== null && day > today) ?? dayOf(madeAt);
}

/** All charges of a month, the earliest first, those of unknown days last. Nothing that is over is charged after its end. */
export function chargesIn(month: Month, { orders, paidOnce, names }: Account): Charge[] {
  const all = [
    ...orders.flatMap((order) => monthOfOrder(month, order)),
    ...paidOnce
      .filter(({ at }) => compareMonths(monthOf(at), month) === 0)
      .map((paid): Charge => ({ what: 'once', day: dayOf(paid.at), cents: paid.cents, paid })),
    ...names.flatMap((name) => renewalOf(month, name)),
  ];
  return all.toSorted((one, other) => rankOf(one) - rankOf(other));
}

const rankOf = ({ day }: Charge): number => day?.getTime() ?? Number.POSITIVE_INFINITY;

/**
 * An order that ended is charged up to the day of its end; of one whose end is not known, nothing is claimed. Of a day on which
 * it may have been over already, nobody knows whether it was charged.
 */
function monthOfOrder(month: Month, order: RunningOrder): Charge[] {
  const { madeAt, monthCents: cents, runs, endedAt, endedAfter } = order;
  const charge = { what: 'month', cents, order } as const;
  if (!madeAt) return runs ? [{ ...charge, day: null }] : [];
  const day = chargeDayIn(month, madeAt);
  if (!day) return [];
  const isOver = !runs && (endedAt === null || day > endedAt);
  if (isOver) return [];
  const isUnclear = !runs && endedAfter !== null && day > endedAfter;
  return [{ ...charge, day, cents: isUnclear ? null : cents }];
}

/**
 * Names renew each year on the day of their next renewal. The vendor moves that on by a year when it has renewed one, so the same
 * day of an earlier year counts too, when the name was bought before it.
 */
function renewalOf(month: Month, { name, boughtAt, renewsAt, renewalCents: cents }: OwnedName): Charge[] {
  if (!renewsAt || renewsAt.getUTCMonth() + 1 !== month.month) return [];
  const day = dayIn(month, renewsAt.getUTCDate());
  const isNext = month.year >= renewsAt.getUTCFullYear();
  const wasBefore = boughtAt !== null && compareMonths(monthOf(boughtAt), month) < 0;
  return isNext || wasBefore ? [{ what: 'renewal', day, cents, name }] : [];
}

/** A month as money: what was charged until now and what is ahead of it, by what is known. */
export interface MonthSpend {
  readonly month: Month;
  readonly charges: readonly Charge[];
  readonly total: Sum;
  /** Up to the day of now. */
  readonly past: Sum;
  readonly ahead: Sum;
  /** Orders that are over, of which nobody knows when they ended: what they were charged is not counted. */
  readonly unknownEnds: number;
}

/** What a month comes to. */
export function spendOf(month: Month, account: Account, now: Date): MonthSpend {
  const charges = chargesIn(month, account);
  const today = dayOf(now);
  const isPast = ({ day }: Charge): boolean =>
    day === null ? compareMonths(month, monthOf(now)) < 0 : day.getTime() <= today.getTime();
  const centsOf = (some: readonly Charge[]): Sum => sumOf(some.map(({ cents }) => cents));
  return {
    month,
    charges,
    total: centsOf(charges),
    past: centsOf(charges.filter(isPast)),
    ahead: centsOf(charges.filter((charge) => !isPast(charge))),
    unknownEnds: account.orders.filter((order) => mayHaveEndedIn(month, order)).length,
  };
}

/** Whether an order may have been charged in the month before it ended, and nobody knows. */
function mayHaveEndedIn(month: Month, { runs, endedAt, madeAt }: RunningOrder): boolean {
  if (runs || endedAt) return false;
  return madeAt === null || chargeDayIn(month, madeAt) !== null;
}
