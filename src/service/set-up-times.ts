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

/** So many others may write in the moment between reading and writing; more than that is not ordinary. */
const MOST_TRIES = 10;

/**
 * Keeps them in one short list, which several processes write: each write takes the place of exactly what was read, else it is
 * done again with what stands there now. A store that was put back lacks the newest: what is said is true of those that are left.
 */
export function setUpTimesIn(settings: Pick<KeyValueStore, 'get' | 'setIfAbsent' | 'replace'>): SetUpTimes {
  const kept = async (): Promise<readonly SetUpTime[]> => timesIn(await settings.get(SET_UP_TIMES_KEY));
  const add = async (time: SetUpTime): Promise<void> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const before = await settings.get(SET_UP_TIMES_KEY);
      const times = timesIn(before);
      if (times.some(({ reference }) => reference === time.reference)) return;
      const after = JSON.stringify(withSetUpTime(times, time));
      const isWritten =
        before === null
          ? await settings.setIfAbsent(SET_UP_TIMES_KEY, after, null)
          : await settings.replace(SET_UP_TIMES_KEY, before, after);
      if (isWritten) return;
    }
    throw new Error(`How long an order took was written by others ${MOST_TRIES} times in a row`);
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

/** What another version wrote otherwise is forgotten. */
const timesIn = (text: string | null): readonly SetUpTime[] =>
  text === null ? [] : (Kept.safeParse(JSON.parse(text)).data ?? []);
