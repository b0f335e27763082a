import type { Clock } from '../service/ports/clock.ts';
import type { OrderReader } from '../storage/order-reader.ts';
import { StoreChecks, type StoreViolation } from './check/store.ts';
import { eachOrder, type OnProgress } from './each-order.ts';

/** What a walk over the whole store came to. */
export interface Verified {
  readonly orders: number;
  readonly entries: number;
  readonly violations: number;
  /** References with a violation. */
  readonly concerned: number;
}

/** Checks every order of a store; each violation is told as it is found. Reads only. */
export async function verifyStore(
  reader: OrderReader,
  deps: {
    readonly clock: Clock;
    readonly onProgress: OnProgress;
    readonly onViolation: (violation: StoreViolation) => Promise<void>;
  },
): Promise<Verified> {
  const across = new StoreChecks(await reader.claims());
  const concerned = new Set<string>();
  let [orders, entries, violations] = [0, 0, 0];
  const tell = async (found: StoreViolation) => {
    violations += 1;
    concerned.add(found.reference);
    await deps.onViolation(found);
  };
  for await (const walked of eachOrder(reader, deps)) {
    const { kept } = walked;
    orders += 1;
    entries += kept.history.length;
    across.add(kept);
    for (const found of walked.violations) await tell({ reference: kept.reference, ...found });
  }
  for (const found of across.violations()) await tell(found);
  return { orders, entries, violations, concerned: concerned.size };
}
