import type { After } from '../ports/after.ts';
import type { Log } from '../ports/log.ts';
import { HEARTBEAT_MS, type StoreTrust } from './store-trust.ts';
import type { WentBack } from './went-back.ts';

/** Beats that go on until they are stopped. */
export interface Heartbeat {
  /** The proof that the store went back in time, as the last beat found it. */
  wentBack(): WentBack | null;
  stop(): void;
}

/**
 * Resolves after the first beat, so that the store was looked at before anything is done with it. A beat that fails is
 * logged, and the next one comes as if it had not: the store is looked at again before it is trusted.
 */
export async function startHeartbeat(trust: Pick<StoreTrust, 'beat'>, after: After, log: Log): Promise<Heartbeat> {
  let isStopped = false;
  let cancel = () => {};
  let wentBack: WentBack | null = null;
  const beat = async () => {
    try {
      wentBack = await trust.beat();
    } catch (error) {
      log.warn({ error }, 'The store took no heartbeat; it is tried again');
    }
    if (!isStopped) cancel = after(HEARTBEAT_MS, beat);
  };
  await beat();
  return {
    wentBack: () => wentBack,
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
