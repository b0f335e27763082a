import { ownsName } from '../../../acts/claim.ts';
import type { Reference } from '../../../values/ids.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';

const KEY_OF_NAMES = ownsName('').key;

/** Which of the names stand in an open order, with that order. */
export const takenNames = async (
  orders: OrderStore,
  names: readonly string[],
): Promise<ReadonlyMap<string, Reference>> => byName(await orders.claimed(names.map(ownsName)));

/** Claims of names, by the names. */
export const byName = (taken: ReadonlyMap<string, Reference>): ReadonlyMap<string, Reference> =>
  new Map(
    [...taken].flatMap(([key, reference]) =>
      key.startsWith(KEY_OF_NAMES) ? [[key.slice(KEY_OF_NAMES.length), reference] as const] : [],
    ),
  );
