import type { Notifier } from '../../../../src/service/ports/slack/notifier.ts';
import type { OrderStore } from '../../../../src/service/ports/stores/order-store.ts';
import { createWorker, type WorkerDeps } from '../../../../src/service/worker/worker.ts';
import { aReference } from '../../../support/builders.ts';
import type { PlacingWorld } from '../placing/placing-world.ts';

/** Lets a worker do everything that is due now. */
export async function work(world: PlacingWorld, overrides: Partial<WorkerDeps> = {}) {
  let finished = 0;
  const worker = createWorker({ ...world.deps, ...overrides }, () => {
    finished += 1;
  });
  const claimed = await worker.claimAndStart();
  await worker.idle();
  return { claimed, finished };
}
/** Deps whose notifier does some things differently. */
export const notifying = (world: PlacingWorld, overrides: Partial<Notifier>) => ({
  notifier: { ...world.deps.notifier, ...overrides },
});
/** Deps whose store does some things differently. */
export const storing = (world: PlacingWorld, overrides: Partial<OrderStore>) => ({
  orders: { ...world.store, ...overrides },
});
/** What the order still has to do. */
export const tasks = async (world: PlacingWorld) =>
  (await world.stored(aReference)).effects.map(({ task }) => task.type);
