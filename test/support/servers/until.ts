import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;
const MOST_MS = 60_000;

/** Resolves once it is so. Servers of others say so only when they are asked. Rejects after a minute. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + MOST_MS;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > endsAt) throw new Error(`Waited in vain for this: ${what}`);
    await setTimeout(LOOK_EVERY_MS);
  }
}
