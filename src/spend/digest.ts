import { maySettleAbsent } from '../orders/decide/settle-absent.ts';
import { questionOf } from '../orders/decide/settle-resembling.ts';
import type { Order, OrderState } from '../orders/order.ts';
import type { Progress } from '../orders/progress.ts';
import { vendorOrdersOfTwice } from '../orders/standing/cancellable.ts';
import { daysBetween } from '../values/digest-time.ts';
import type { Reference } from '../values/ids.ts';
import { keepsFromWorking } from '../values/mail-record.ts';
import { type Finding, isOpen } from '../watch/finding.ts';
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
  /** Its day where its readers are, such as `2026-11-30`. */
  readonly day: string;
  /** What is charged each month from now on. */
  readonly month: Sum;
  /** How much more that is than in the digest before; null when there was none, or an amount is not known now or was not then. */
  readonly changed: DigestChange | null;
  /** Orders in ScaledMail's lists that cannot be read: what they cost is not in it. */
  readonly unreadable: number;
  /** Orders that wait for somebody, the worst first. */
  readonly needs: readonly Order[];
  /** Those of them that stand at ScaledMail twice. */
  readonly twice: ReadonlySet<Reference>;
  /** What the account watch told and nobody said anything of so far, the oldest first. */
  readonly unexplained: readonly Finding[];
  /** Of the next seven days, today among them. */
  readonly charges: readonly Charge[];
  /** Of the next thirty days. */
  readonly renewals: readonly Charge[];
  /** Names that nothing uses. */
  readonly unused: number;
}

/** How much more is charged a month than when the newest digest was posted. */
export interface DigestChange {
  readonly cents: number;
  /** The day of that digest, such as `2026-11-30`. */
  readonly since: string;
  /** Whether that is a week ago. */
  readonly isAWeek: boolean;
}

/** What is kept of a digest that was posted, to say in the next one what changed. */
export interface DigestMark {
  /** The day on which it was posted, such as `2026-11-30`. */
  readonly day: string;
  /** Null when not all of it was known. */
  readonly monthCents: number | null;
  /** Everything that it said, in a short form: one that would say the same is not posted. */
  readonly said: string;
}

/** The states that wait for somebody, the worst first; an order that stands at the vendor twice comes before them, in any state. */
const WORST_FIRST: readonly OrderState[] = [
  ...(['payment_pending', 'outcome_unknown', 'placed', 'approved', 'awaiting_approval'] as const),
];

/** Numbers of vendor orders that are over. */
type Over = ReadonlySet<string | null>;

/** Whether an order waits for somebody: to pay, to look, to answer a question, or to decide; `over`: what nobody has to cancel. */
export function waitsForSomebody(order: Order, over: Over = new Set()): boolean {
  if (questionOf(order) !== null || standsTwice(order, over)) return true;
  switch (order.state) {
    case 'payment_pending':
    case 'awaiting_approval':
      return true;
    case 'outcome_unknown':
      return maySettleAbsent(order);
    case 'placed':
      return isHeldUp(order.progress);
    case 'approved':
      return order.hold !== null;
    default:
      return false;
  }
}

/** Whether one of the vendor orders is to be cancelled still: somebody may have done so by hand, and then the alarm is over. */
function standsTwice(order: Order, over: Over): boolean {
  const ids = vendorOrdersOfTwice(order);
  const left = ids.filter((id) => !over.has(id)).length;
  return order.state === 'cancelled' || left === ids.length ? left > 0 : left > 1;
}

/** Whether it takes long, nobody knows how far it is, or only our own look at DNS holds it back: of that there is no message. */
const isHeldUp = ({ isStuck, isUnknown, lacking = [] }: Progress): boolean =>
  isStuck || isUnknown === true || lacking.some(keepsFromWorking);

/** What a digest is made of, beside the account. */
export interface DigestParts {
  readonly now: Date;
  /** The day of the digest, where its readers are. */
  readonly day: string;
  /** The newest one that was posted; null before there was one. */
  readonly before: DigestMark | null;
  /** Any orders of ours: those that wait for nobody are left out. */
  readonly orders: readonly Order[];
  /** What the account watch found; what somebody explained is left out. */
  readonly findings: readonly Finding[];
  /** See `Digest`. */
  readonly unreadable: number;
}

/** What there is to say of an account this week. */
export function digestOf(account: Account, { now, day, before, orders, findings, unreadable }: DigestParts): Digest {
  const month = totalOf(account.orders.filter(({ runs }) => runs)).month;
  const today = dayOf(now);
  // From the last days of January, thirty days reach into March.
  const ahead = [0, 1, 2].flatMap((months) => chargesIn(monthAfter(monthOf(now), months), account));
  const within = (days: number) =>
    ahead.filter(
      (each) => each.day !== null && each.day >= today && each.day.getTime() < today.getTime() + days * DAY_MS,
    );
  const over: Over = new Set(account.orders.filter(({ runs }) => !runs).map(({ vendorOrderId }) => vendorOrderId));
  const twice = new Set(orders.filter((order) => standsTwice(order, over)).map(({ facts }) => facts.reference));
  const rank = ({ facts, state }: Order) => (twice.has(facts.reference) ? -1 : WORST_FIRST.indexOf(state));
  return {
    day,
    month,
    changed: changeSince(before, day, knownMonth({ month, unreadable })),
    unreadable,
    needs: orders.filter((order) => waitsForSomebody(order, over)).toSorted((one, other) => rank(one) - rank(other)),
    twice,
    unexplained: findings.filter(isOpen).toSorted((one, other) => one.foundAt.getTime() - other.foundAt.getTime()),
    charges: within(CHARGE_DAYS).filter(({ what }) => what === 'month'),
    renewals: within(RENEWAL_DAYS).filter(({ what }) => what === 'renewal'),
    unused: account.names.filter(({ isFree }) => isFree).length,
  };
}

/** What is charged a month; null when an order has no amount, or cannot be read: it would be missed as if it had ended. */
const knownMonth = ({ month, unreadable }: Pick<Digest, 'month' | 'unreadable'>): number | null =>
  month.unknown === 0 && unreadable === 0 ? month.known : null;

function changeSince(before: DigestMark | null, day: string, cents: number | null): DigestChange | null {
  if (before === null || before.monthCents === null || cents === null) return null;
  return { cents: cents - before.monthCents, since: before.day, isAWeek: daysBetween(before.day, day) === 7 };
}

/** What is kept of it. */
export const markOf = (digest: Digest): DigestMark => ({
  day: digest.day,
  monthCents: knownMonth(digest),
  said: saidBy(digest),
});

/** Whether there is anything to say. */
export function hasNews({ month, changed, needs, unexplained, charges, renewals, unused }: Digest): boolean {
  const runs = month.known > 0 || month.unknown > 0;
  const isChanged = changed !== null && changed.cents !== 0;
  return runs || isChanged || unused > 0 || [needs, unexplained, charges, renewals].some((some) => some.length > 0);
}

/** Days with what is charged then; of orders, those that wait. */
function saidBy({ month, needs, unexplained, charges, renewals, unused }: Digest): string {
  return JSON.stringify([
    ...[month, unused],
    ...[needs.map(({ facts, state }) => `${facts.reference} ${state}`), byDay(charges), byDay(renewals)],
    unexplained.map(({ key }) => key),
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
