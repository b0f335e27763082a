import type { Clock } from '../service/ports/clock.ts';
import type { KeptOrder, OrderReader } from '../storage/order-reader.ts';
import { violationsOf } from './check/order.ts';
import type { Violation } from './check/violation.ts';

/** An order as it is kept, and the promises that it breaks. */
export interface Walked {
  readonly kept: KeptOrder;
  readonly violations: readonly Violation[];
}

/** Told now and then how far a long walk is. */
export type OnProgress = (done: number, total: number) => Promise<void>;

/** People at a terminal want a sign of life about so often. */
const PROGRESS_EVERY_MS = 2_000;

/** Reads and checks every order of a store, one after the other. */
export async function* eachOrder(
  reader: OrderReader,
  { clock, onProgress }: { readonly clock: Clock; readonly onProgress: OnProgress },
): AsyncGenerator<Walked> {
  const references = await reader.references();
  let toldAtMs = clock.now().getTime();
  for (const [index, reference] of references.entries()) {
    const kept = await reader.read(reference);
    const now = clock.now();
    yield { kept, violations: violationsOf(kept, { now, teamId: reader.teamId }) };
    if (now.getTime() - toldAtMs < PROGRESS_EVERY_MS) continue;
    toldAtMs = now.getTime();
    await onProgress(index + 1, references.length);
  }
}
