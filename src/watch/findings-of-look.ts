import type { Found } from './changes.ts';
import type { About, BoughtName, DearerName, Finding, SeenOrder } from './finding.ts';

/** What one look found. */
export interface FoundByLook {
  readonly before: readonly SeenOrder[];
  readonly found: Found;
  readonly dearer: readonly DearerName[];
  readonly bought: readonly BoughtName[];
}

/** So many findings about orders are messages of their own; more are one message with a file. */
const MOST_MESSAGES = 8;

/**
 * The messages of one look. A key says what was found: after a store was put back something else may be found, which is told by
 * a message of its own; what is found again about an order is told by the message that is there. Lists of names, and of many
 * orders, are named by their moment, as the same may be found twice: after that they come again.
 */
export function findingsOf({ before, found, dearer, bought }: FoundByLook, now: Date): Finding[] {
  const at = now.toISOString();
  const finding = (key: string, about: About): Finding => ({ key, foundAt: now, about, message: null, settled: null });
  const [firstBefore, firstFound, firstDearer, firstBought] = [before[0], found[0], dearer[0], bought[0]];
  const isMany = found.length > MOST_MESSAGES;
  return [
    ...(firstBefore ? [finding(keyOfAll(before), { kind: 'stood_before', orders: [...before] })] : []),
    ...(isMany ? [] : found.map(({ key, about }) => finding(key, about))),
    ...(isMany && firstFound
      ? [finding(`many ${firstFound.key} ${at}`, { kind: 'many', found: found.map(({ about }) => about) })]
      : []),
    ...(firstDearer ? [finding(`renewals ${firstDearer.name} ${at}`, { kind: 'renewals', names: [...dearer] })] : []),
    ...(firstBought ? [finding(`bought ${firstBought.name} ${at}`, { kind: 'bought', names: [...bought] })] : []),
  ];
}

/** By the first of the orders, their number and their sum. */
const keyOfAll = (orders: readonly SeenOrder[]): string =>
  ['stood_before', orders[0]?.id, orders.length, orders.reduce((sum, each) => sum + (each.amountCents ?? 0), 0)].join(
    ' ',
  );
