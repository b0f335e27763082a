import { vendorOrdersOfTwice } from '../orders/cancellable.ts';
import { maySettleAbsent } from '../orders/decide/settle-absent.ts';
import { questionOf } from '../orders/decide/settle-resembling.ts';
import type { Order, OrderState, Progress } from '../orders/order.ts';
import { keepsFromWorking } from '../values/mail-record.ts';
import { type Account, type Charge, chargesIn } from './charges.ts';
import { totalOf } from './groups.ts';
import { dayOf, monthAfter, monthOf } from './month.ts';
import { type Sum, sumOf } from './sum.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Charges are told for so many days ahead, renewals for so many. */
const CHARGE_DAYS = 7;
const RENEWAL_DAYS = 30;

/** What the weekly digest says. */
export interface Digest {
  /** What is charged each month from now on. */
  readonly month: Sum;
  /** How much more that is than in the digest before; null when there was none. */
  readonly changedCents: number | null;
  /** Orders that wait for somebody, the worst first. */
  readonly needs: readonly Order[];
  /** Of the next seven days, today among them. */
  readonly charges: readonly Charge[];
  /** Of the next thirty days. */
  readonly renewals: readonly Charge[];
  /** Names that nothing uses. */
  readonly unused: number;
}

/** What is kept of a digest, to say in the next one what changed. */
export interface DigestMark {
  readonly monthCents: number;
  /** Everything that it said, in a short form: one that would say the same is not posted. */
  readonly said: string;
}

/** The states that wait for somebody, the worst first; an order that stands at the vendor twice comes before them, in any state. */
const WORST_FIRST: readonly OrderState[] = [
  ...(['payment_pending', 'outcome_unknown', 'placed', 'approved', 'awaiting_approval'] as const),
];

/** Whether an order waits for somebody: to pay, to look, to answer a question, or to decide. */
export function waitsForSomebody(order: Order): boolean {
  if (questionOf(order) !== null || vendorOrdersOfTwice(order).length > 0) return true;
  switch (order.state) {
    case 'payment_pending':
    case 'awaiting_approval':
      return true;
    case 'outcome_unknown':
      return maySettleAbsent(order);
    case 'placed':
      return isOpen(order.progress);
    case 'approved':
      return order.hold !== null;
    default:
      return false;
  }
}

/** Whether it takes long, nobody knows how far it is, or only our own look at DNS holds it back: of that there is no message. */
const isOpen = ({ isStuck, isUnknown, lacking = [] }: Progress): boolean =>
  isStuck || isUnknown === true || lacking.some(keepsFromWorking);

/** What there is to say of an account this week. `orders` may be any: those that wait for nobody are left out. */
export function digestOf(
  account: Account,
  orders: readonly Order[],
  { now, before }: { readonly now: Date; readonly before: DigestMark | null },
): Digest {
  const month = totalOf(account.orders.filter(({ runs }) => runs)).month;
  const today = dayOf(now);
  const ahead = [0, 1].flatMap((months) => chargesIn(monthAfter(monthOf(now), months), account));
  const within = (days: number) =>
    ahead.filter(({ day }) => day !== null && day >= today && day.getTime() < today.getTime() + days * DAY_MS);
  const rank = ({ state }: Order) => WORST_FIRST.indexOf(state);
  return {
    month,
    changedCents: before === null ? null : month.known - before.monthCents,
    needs: orders.filter(waitsForSomebody).toSorted((one, other) => rank(one) - rank(other)),
    charges: within(CHARGE_DAYS).filter(({ what }) => what === 'month'),
    renewals: within(RENEWAL_DAYS).filter(({ what }) => what === 'renewal'),
    unused: account.names.filter(({ isFree }) => isFree).length,
  };
}

/** What is kept of it. */
export const markOf = (digest: Digest): DigestMark => ({ monthCents: digest.month.known, said: saidBy(digest) });

/** Whether there is anything to say. */
export function hasNews({ month, needs, charges, renewals, unused }: Digest): boolean {
  const runs = month.known > 0 || month.unknown > 0;
  return runs || needs.length > 0 || charges.length > 0 || renewals.length > 0 || unused > 0;
}

/** Days with what is charged then; of orders, those that wait. */
function saidBy({ month, needs, charges, renewals, unused }: Digest): string {
  return JSON.stringify([
    ...[month, unused],
    ...[needs.map(({ facts, state }) => `${facts.reference} ${state}`), byDay(charges), byDay(renewals)],
  ]);
}

function byDay(charges: readonly Charge[]): [string, Sum][] {
  const days = new Map<string, (number | null)[]>();
  for (const { day, cents } of charges) {
    const key = day?.toISOString().slice(0, 10) ?? '';
    days.set(key, [...(days.get(key) ?? []), cents]);
  }
  return [...days].map(([day, some]) => [day, sumOf(some)]);
}
