import { z } from 'zod';
import type { EmailProvider } from '../acts/custom_order/custom-order.ts';
import type { Order } from '../orders/order.ts';
import {
  SetUpTime,
  setUpTimeOf,
  type UsualSetUp,
  usualOf,
  usualSetUp,
  withSetUpTime,
} from '../orders/standing/set-up-times.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** Under this key stands, without an end, how long the newest orders took: some kilobytes. */
const SET_UP_TIMES_KEY = 'set_up_times';
const Kept = z.array(SetUpTime);

/** How long earlier orders of the account took; only words hang on it. */
export interface SetUpTimes {
  /** Keeps how long an order took that works now; does nothing for others. May be called again. */
  remember(order: Order): Promise<void>;
  /** How long orders like one that is being set up took; null for others, and when too little is known. */
  usual(order: Order): Promise<UsualSetUp | null>;
  /** How long our orders of these providers took; null when too little is known. */
  usualOf(providers: readonly EmailProvider[]): Promise<UsualSetUp | null>;
}

/**
 * Keeps them in one short list. Of two processes that write it in the same moment one may lose an order, and a store that was
 * put back lacks the newest: what is said is true of those that are left.
 */
export function setUpTimesIn(settings: Pick<KeyValueStore, 'get' | 'set'>): SetUpTimes {
  const kept = async (): Promise<readonly SetUpTime[]> => {
    const text = await settings.get(SET_UP_TIMES_KEY);
    // What another version wrote otherwise is forgotten.
    return text === null ? [] : (Kept.safeParse(JSON.parse(text)).data ?? []);
  };
  const add = async (time: SetUpTime): Promise<void> => {
    const times = await kept();
    if (times.some(({ reference }) => reference === time.reference)) return;
    await settings.set(SET_UP_TIMES_KEY, JSON.stringify(withSetUpTime(times, time)), null);
  };
  /** Orders that work in the same moment are written one after the other. */
  let last: Promise<void> = Promise.resolve();
  return {
    remember: async (order) => {
      const time = setUpTimeOf(order);
      if (time === null) return;
      const written = last.then(() => add(time));
      last = written.catch(() => {});
      await written;
    },
    usualOf: async (providers) => usualOf(await kept(), providers),
    usual: async (order) => (order.state === 'placed' ? usualSetUp(await kept(), order) : null),
  };
}
