import type { WebClient } from '@slack/web-api';
import type { KeyValueStore } from '../../service/ports/stores/key-value-store.ts';
import type { OrderStore } from '../../service/ports/stores/order-store.ts';
import { isTokenRefusal, wordOf } from '../say/refusals.ts';
import type { Found, ReadinessCheck } from './readiness.ts';

/** What is ours answers at once; Slack is asked rarely. */
const STORE_EVERY_MS = 5_000;
const SOCKET_EVERY_MS = 5_000;
const WORK_EVERY_MS = 5_000;
const TOKEN_EVERY_MS = 60_000;

const TRIAL = 'readiness';
/** The trial write goes by itself. */
const TRIAL_TTL_MS = 60_000;

const FINE: Found = { state: 'fine' };
const unready = (problem: string): Found => ({ state: 'unready', problem });

/** The ports that are tried. */
export interface TriedStore {
  readonly orders: Pick<OrderStore, 'durabilityProblem' | 'select'>;
  /** Nothing waits for the disk on the way of a trial. */
  readonly shortLived: Pick<KeyValueStore, 'set' | 'replace' | 'delete'>;
}

/**
 * Does to the store what serving needs of it: writes a value, replaces it (in Redis by a script, which an ACL may forbid),
 * reads the newest order. So a replica, a full disk, a foreign cluster node or a Sentinel shows, which all answer a ping.
 * Nothing is left. Answers what an acknowledged write could be lost by; null when all is well. Throws what the store throws.
 */
export async function tryStore(store: TriedStore): Promise<string | null> {
  const { durabilityProblem } = store.orders;
  try {
    await use(store);
  } catch (cause) {
    // What is known of the store may say how to fix it.
    const known = await durabilityProblem().catch(() => null);
    throw new Error(known ?? 'The store did not take a trial write', { cause });
  }
  return durabilityProblem();
}

async function use({ orders, shortLived }: TriedStore): Promise<void> {
  await shortLived.set(TRIAL, 'first', TRIAL_TTL_MS);
  await shortLived.replace(TRIAL, 'first', 'second');
  await shortLived.delete(TRIAL);
  await orders.select({ stage: 'all' }, { offset: 0, limit: 1 });
}

/** Whether the store does what serving needs of it. */
export const storeCheck = (store: TriedStore): ReadinessCheck => ({
  name: 'store',
  look: async () => {
    const problem = await tryStore(store);
    return problem === null ? FINE : unready(problem);
  },
  everyMs: STORE_EVERY_MS,
});

/**
 * Whether Slack accepts the token. Only a refusal keeps people out: while Slack is away, or asks to wait, no other process
 * could serve them either.
 */
export const tokenCheck = (client: WebClient): ReadinessCheck => ({
  name: 'slack',
  look: async () => {
    try {
      await client.auth.test();
      return FINE;
    } catch (error) {
      const word = wordOf(error);
      if (word !== null && isTokenRefusal(word)) return unready(`Slack does not accept the token (${word})`);
      return { state: 'troubled', problem: word === null ? 'Slack does not answer' : `Slack says ${word}` };
    }
  },
  everyMs: TOKEN_EVERY_MS,
  // The start has asked already.
  isKnownFine: true,
});

/** Whether payloads can come in over a socket. */
export const socketCheck = (isDeaf: () => boolean): ReadinessCheck => ({
  name: 'socket',
  look: async () => (isDeaf() ? unready('nothing came from Slack’s socket for 30 seconds') : FINE),
  everyMs: SOCKET_EVERY_MS,
});

/** Whether the last look for due work could be taken; `failure` is what it failed with, or null. */
export const workCheck = (failure: () => unknown): ReadinessCheck => ({
  name: 'work',
  look: async () => {
    const cause = failure();
    if (cause !== null) throw new Error('due work cannot be looked for', { cause });
    return FINE;
  },
  everyMs: WORK_EVERY_MS,
});

/** Whether the store may have gone back in time, in its words. People have to reach us to do something about it. */
export const timeCheck = (warning: () => string | null): ReadinessCheck => ({
  name: 'store-time',
  look: async () => {
    const problem = warning();
    return problem === null ? FINE : { state: 'troubled', problem };
  },
  everyMs: STORE_EVERY_MS,
});
