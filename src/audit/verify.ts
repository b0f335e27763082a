import type { Clock } from '../service/ports/clock.ts';
import type { OrderReader } from '../storage/order-reader.ts';
import { StoreChecks, type StoreViolation } from './check/store.ts';
import { eachOrder, type OnProgress, type Walkable, walkable } from './each-order.ts';

/** What a walk over the whole store came to. */
export interface Verified {
  readonly orders: number;
  readonly entries: number;
  /** What is left of archived orders. */
  readonly stubs: number;
  readonly violations: number;
  /** References with a violation. */
  readonly concerned: number;
}

interface VerifyDeps {
  readonly clock: Clock;
  readonly onProgress: OnProgress;
  readonly onViolation: (violation: StoreViolation) => Promise<void>;
}

/** Checks every order of a store; each violation is told as it is found. Reads only. */
export const verifyStore = (reader: OrderReader, deps: VerifyDeps): Promise<Verified> =>
  verifyAll(walkable(reader), deps);

/** Checks everything that can be walked over, as `verifyStore` does. */
export async function verifyAll(walk: Walkable, deps: VerifyDeps): Promise<Verified> {
  const across = new StoreChecks(await walk.claims());
  const concerned = new Set<string>();
  let [orders, entries, stubs, violations] = [0, 0, 0, 0];
  const tell = async (found: StoreViolation) => {
    violations += 1;
    concerned.add(found.reference);
    await deps.onViolation(found);
  };
  for await (const walked of eachOrder(walk, deps)) {
    const { kept } = walked;
    orders += 1;
    entries += kept.history.length;
    across.add(kept);
    for (const found of walked.violations) await tell({ reference: kept.reference, ...found });
  }
  for await (const stub of walk.stubs()) {
    stubs += 1;
    across.addStub(stub, walk.teamId);
  }
  for (const found of across.violations()) await tell(found);
  return { orders, entries, stubs, violations, concerned: concerned.size };
}
