import { setImmediate } from 'node:timers/promises';
import type { Claim } from '../acts/claim.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { KeptOrder, KeptStub, OrderReader } from '../storage/order-reader.ts';
import type { TeamId } from '../values/ids.ts';
import { violationsOf } from './check/order.ts';
import type { Violation } from './check/violation.ts';

/** What a walk goes over: a store, or a file that holds one. Each part is read as it comes, and nothing of it is kept. */
export interface Walkable {
  readonly teamId: TeamId | null;
  count(): Promise<number>;
  orders(): AsyncIterable<KeptOrder>;
  stubs(): AsyncIterable<KeptStub>;
  claims(): Promise<ReadonlyMap<string, readonly Claim[]>>;
}

/** An order as it is kept, and the promises that it breaks. */
export interface Walked {
  readonly kept: KeptOrder;
  readonly violations: readonly Violation[];
}

/** Told now and then how far a long walk is. */
export type OnProgress = (done: number, total: number) => Promise<void>;

/** People at a terminal want a sign of life about so often. */
const PROGRESS_EVERY_MS = 2_000;

/** What SQLite's driver holds of rows is given back between turns of the event loop alone. */
const ORDERS_A_TURN = 50;

/** A store, to be walked over. */
export function walkable(reader: OrderReader): Walkable {
  let references: Promise<readonly string[]> | null = null;
  const known = () => {
    references ??= reader.references();
    return references;
  };
  return {
    teamId: reader.teamId,
    count: async () => (await known()).length,
    orders: async function* () {
      for (const reference of await known()) yield await reader.read(reference);
    },
    stubs: () => reader.stubs(),
    claims: () => reader.claims(),
  };
}

/** Reads and checks every order, one after the other. */
export async function* eachOrder(
  walk: Walkable,
  { clock, onProgress }: { readonly clock: Clock; readonly onProgress: OnProgress },
): AsyncGenerator<Walked> {
  const total = await walk.count();
  let toldAtMs = clock.now().getTime();
  let done = 0;
  for await (const kept of walk.orders()) {
    done += 1;
    const now = clock.now();
    yield { kept, violations: violationsOf(kept, { now, teamId: walk.teamId }) };
    if (done % ORDERS_A_TURN === 0) await setImmediate();
    if (now.getTime() - toldAtMs < PROGRESS_EVERY_MS) continue;
    toldAtMs = now.getTime();
    await onProgress(done, total);
  }
}
