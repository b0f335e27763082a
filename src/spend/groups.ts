import type { PartProvider, RunningOrder } from './running-order.ts';
import { type Sum, sumOf } from './sum.ts';

/** What orders, or parts of them, come to together. */
export interface Total {
  readonly orders: number;
  readonly domains: Sum;
  readonly mailboxes: Sum;
  readonly month: Sum;
}

/** Orders that have something in common. */
export interface Group<Key> extends Total {
  readonly key: Key;
}

/** What orders that run come to. Counts that are not known are said to be that, as amounts are. */
export const totalOf = (orders: readonly RunningOrder[]): Total => totalOfParts(orders.map(wholeOf));

/** Groups of orders, those that cost most first. */
export function groupsBy<Key extends string>(
  orders: readonly RunningOrder[],
  keyOf: (order: RunningOrder) => Key,
): Group<Key>[] {
  return grouped(orders.map((order) => [keyOf(order), wholeOf(order)]));
}

/** The same by provider: an order of several is in each of its parts. */
export const byProvider = (orders: readonly RunningOrder[]): Group<PartProvider>[] =>
  grouped(
    orders.flatMap(({ parts }) =>
      parts.map(({ provider, domains, mailboxes, monthCents }): [PartProvider, Counted] => [
        provider,
        { domains, mailboxes, monthCents },
      ]),
    ),
  );

/** Domains and mailboxes of an order of all its parts, and what it costs. */
interface Counted {
  readonly domains: number | null;
  readonly mailboxes: number | null;
  readonly monthCents: number | null;
}

function wholeOf({ parts, monthCents }: RunningOrder): Counted {
  const sum = (counts: readonly (number | null)[]) => {
    const { known, unknown } = sumOf(counts);
    return unknown > 0 ? null : known;
  };
  return {
    domains: sum(parts.map(({ domains }) => domains)),
    mailboxes: sum(parts.map(({ mailboxes }) => mailboxes)),
    monthCents,
  };
}

const totalOfParts = (parts: readonly Counted[]): Total => ({
  orders: parts.length,
  domains: sumOf(parts.map(({ domains }) => domains)),
  mailboxes: sumOf(parts.map(({ mailboxes }) => mailboxes)),
  month: sumOf(parts.map(({ monthCents }) => monthCents)),
});

function grouped<Key>(all: readonly (readonly [Key, Counted])[]): Group<Key>[] {
  const groups = new Map<Key, Counted[]>();
  for (const [key, part] of all) {
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return [...groups]
    .map(([key, parts]) => ({ key, ...totalOfParts(parts) }))
    .toSorted((one, other) => other.month.known - one.month.known || other.domains.known - one.domains.known);
}
