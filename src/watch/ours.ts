import { z } from 'zod';
import { effectOf, lasts, mayBeCheaper, namesOf, targetOf, workspaceOf } from '../acts/act.ts';
import { NameToBuy } from '../acts/buy_domains/buy-domains.ts';
import { quotedMonthCents } from '../orders/attempt.ts';
import { questionOf } from '../orders/decide/settle-resembling.ts';
import { actOf, type Order, termsOfAttempt } from '../orders/order.ts';
import { madeSince } from '../orders/schedule.ts';
import { attemptsLookedFor } from '../orders/standing/at-vendor.ts';
import { attemptMakesWhatLasts } from '../orders/standing/steps.ts';
import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';
import type { OrderStub } from './stub.ts';

/** A vendor order that one of ours made, and what it may cost a month. */
export interface Made {
  readonly reference: Reference;
  /** What the vendor said that it costs, else what was approved; null when neither is known. */
  readonly monthCents: Cents | null;
  /** Whether it may cost less than that, as with a coupon. */
  readonly mayBeCheaper: boolean;
}

/** An order of ours that may have left something at the vendor of which nobody knows the number. */
export interface Sought {
  readonly reference: Reference;
  readonly workspaceId: string;
  readonly names: ReadonlySet<string>;
  /** What was made there before is none of its. */
  readonly since: Date;
  /** Vendor orders of which a person said that they are other ones. */
  readonly ruledOut: ReadonlySet<string>;
}

/** What our orders explain at the vendor. */
export interface Ours {
  /** By the number at the vendor: of all attempts of all orders, those that ended too. */
  readonly made: ReadonlyMap<string, Made>;
  /** Vendor orders that one of ours ended, or is about to end, with when that was sent last. */
  readonly ended: ReadonlyMap<string, Date>;
  readonly sought: readonly Sought[];
  /** Vendor orders about which people are asked whether they are one of ours, with that one. */
  readonly asked: ReadonlyMap<string, Reference>;
  /** By the tag of an attempt, in lower case: what orders made that are not kept any more, and whose number was never known. */
  readonly purgedTags: ReadonlyMap<string, Made>;
  /** Names of all orders that were sent; whatever they did, they explain these. */
  readonly names: ReadonlySet<string>;
  /** Names that were bought here, with what their renewal was said to cost. */
  readonly renewals: ReadonlyMap<string, Cents>;
}

/** No order at all. */
export const NOTHING_OF_OURS: Ours = {
  made: new Map(),
  ended: new Map(),
  sought: [],
  asked: new Map(),
  purgedTags: new Map(),
  names: new Set(),
  renewals: new Map(),
};

/** Whatever act buys names says for each of them what a renewal costs. */
const Buying = z.object({ names: z.array(NameToBuy) });

/** What some orders explain together. */
export function oursOf(orders: Iterable<Order>): Ours {
  const made = new Map<string, Made>();
  const ended: [string, Date][] = [];
  const sought: Sought[] = [];
  const asked = new Map<string, Reference>();
  const names = new Set<string>();
  const renewals = new Map<string, Cents>();
  for (const order of orders) {
    for (const [id, each] of madeBy(order)) made.set(id, each);
    ended.push(...endedBy(order));
    const looked = soughtBy(order);
    if (looked) sought.push(looked);
    const question = questionOf(order);
    if (question) asked.set(question.vendorOrderId, order.facts.reference);
    if (order.attempts.length === 0) continue;
    for (const { act } of order.terms) for (const name of namesOf(act)) names.add(name.toLowerCase());
    for (const { name, renewalCents } of Buying.safeParse(actOf(order)).data?.names ?? [])
      renewals.set(name.toLowerCase(), renewalCents);
  }
  return { ...NOTHING_OF_OURS, made, ended: newestOf(ended), sought, asked, names, renewals };
}

/**
 * What some orders explain that are not kept any more: by the numbers of what they made; where none is known, by their tags, as a
 * tag that somebody copies explains nothing. Nor does that of an order which made nothing, as far as anybody knew: what stands
 * there with it has to be told. Nothing of them is looked for.
 */
export function oursOfStubs(stubs: readonly OrderStub[]): Ours {
  const made = stubs.flatMap((stub) =>
    stub.made.map(({ vendorOrderId, ...cost }): [string, Made] => [
      vendorOrderId,
      { reference: stub.reference, ...cost },
    ]),
  );
  const byTag = stubs
    .filter(({ made, state }) => made.length === 0 && !MADE_NOTHING.has(state))
    .flatMap(({ reference, tags }) =>
      tags.map((tag): [string, Made] => [tag.toLowerCase(), { reference, monthCents: null, mayBeCheaper: true }]),
    );
  const renewals = stubs.flatMap((stub) =>
    stub.renewals.map(({ name, renewalCents }): [string, Cents] => [name.toLowerCase(), renewalCents]),
  );
  return {
    ...NOTHING_OF_OURS,
    made: new Map(made),
    purgedTags: new Map(byTag),
    ended: newestOf(stubs.flatMap(({ ended }) => (ended === null ? [] : [[ended.vendorOrderId, ended.sentAt]]))),
    names: new Set(stubs.flatMap(({ names }) => names.map((name) => name.toLowerCase()))),
    renewals: new Map(renewals),
  };
}

/** What several parts of our orders explain together. */
export const oursTogether = (parts: readonly Ours[]): Ours => ({
  made: new Map(parts.flatMap(({ made }) => [...made])),
  ended: newestOf(parts.flatMap(({ ended }) => [...ended])),
  sought: parts.flatMap(({ sought }) => sought),
  asked: new Map(parts.flatMap(({ asked }) => [...asked])),
  purgedTags: new Map(parts.flatMap(({ purgedTags }) => [...purgedTags])),
  names: new Set(parts.flatMap(({ names }) => [...names])),
  renewals: new Map(parts.flatMap(({ renewals }) => [...renewals])),
});

/** Whether an order makes vendor orders: what it charges goes on there. */
const makesOrders = (order: Order): boolean => effectOf(actOf(order)) === 'spend' && lasts(actOf(order));

function madeBy(order: Order): [string, Made][] {
  if (!makesOrders(order)) return [];
  return order.attempts.flatMap((attempt): [string, Made][] =>
    attempt.vendorOrderId === null || !attemptMakesWhatLasts(order, attempt)
      ? []
      : [[attempt.vendorOrderId, madeByAttempt(order, attempt)]],
  );
}

/** What an attempt of an order made, or will have made. */
export function madeByAttempt(order: Order, attempt: Order['attempts'][number]): Made {
  return {
    reference: order.facts.reference,
    monthCents: attempt.vendorAmountCents ?? quotedMonthCents(attempt),
    mayBeCheaper: mayBeCheaper(termsOfAttempt(order, attempt).act),
  };
}

/** Of several moments for one vendor order, the last. */
const newestOf = (ended: readonly (readonly [string, Date])[]): ReadonlyMap<string, Date> =>
  new Map(ended.toSorted(([, one], [, other]) => one.getTime() - other.getTime()));

/** Whoever gave up, declined or withdrew, or was refused, made or ended nothing, until that turns out otherwise. */
const MADE_NOTHING: ReadonlySet<Order['state']> = new Set(['refused', 'declined', 'withdrawn', 'expired']);

/** The vendor order that an order ended, or may have ended, and when. */
function endedBy(order: Order): [string, Date][] {
  const act = actOf(order);
  const target = targetOf(act);
  if (effectOf(act) !== 'cancel' || target === null || MADE_NOTHING.has(order.state)) return [];
  const sent = order.attempts.filter(({ known }) => known !== 'not_sent').at(-1);
  return sent ? [[target, sent.startedAt]] : [];
}

function soughtBy(order: Order): Sought | null {
  if (!makesOrders(order) || attemptsLookedFor(order).length === 0) return null;
  return {
    reference: order.facts.reference,
    workspaceId: workspaceOf(actOf(order)).id,
    names: new Set(namesOf(actOf(order)).map((name) => name.toLowerCase())),
    since: madeSince(order.facts.requestedAt),
    ruledOut: new Set(order.ruledOut),
  };
}
