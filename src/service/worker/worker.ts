import { type VendorLists, vendorLists } from '../placing/vendor-lists.ts';
import type { OrderClaim } from '../ports/stores/order-store.ts';
import { setUpTimesIn } from '../set-up-times.ts';
import { type ClaimDeps, ClaimedOrder, LEASE_MS } from './claimed-order.ts';
import { atMostAtOnce } from './concurrency-limit.ts';

/** Orders worked on at the same time by one process: they wait for Slack most of the time. */
const MAX_ORDERS_AT_ONCE = 64;
/** Orders being placed at the same time: each takes its turns at the vendor, four a second in all. */
const MAX_PLACINGS_AT_ONCE = 8;
/** Looks take minutes when the vendor refuses. Beside them and what is being placed, there is room to draw cards. */
const MAX_LOOKS_AT_ONCE = 32;

export interface WorkerDeps extends Omit<ClaimDeps, 'lists' | 'whenFree' | 'whenFreeToLook' | 'setUpTimes'> {
  readonly newToken: () => string;
}

/** Performs due effects of many orders side by side, those of one order one after the other. */
export interface Worker {
  /** Claims as many due orders as there is room for and starts on them; answers how many. */
  claimAndStart(): Promise<number>;
  /** Whether orders are under way, or are being claimed. */
  isBusy(): boolean;
  /** Resolves when it is no longer busy. */
  idle(): Promise<void>;
}

/**
 * `onFinished` is called each time an order was given back, so that the room it leaves is used. `lists` are those that people
 * read, too.
 */
export function createWorker(
  workerDeps: WorkerDeps,
  onFinished: () => void,
  lists: VendorLists = vendorLists(workerDeps),
): Worker {
  const deps = {
    ...workerDeps,
    lists,
    whenFree: atMostAtOnce(MAX_PLACINGS_AT_ONCE),
    whenFreeToLook: atMostAtOnce(MAX_LOOKS_AT_ONCE),
    setUpTimes: setUpTimesIn(workerDeps.settings),
  };
  const underWay = new Set<Promise<void>>();
  const claims = new Set<Promise<number>>();
  const isBusy = () => claims.size > 0 || underWay.size > 0;
  const start = (claim: OrderClaim) => {
    const { reference } = claim.order.facts;
    const work = new ClaimedOrder(deps, claim)
      .performDue()
      .catch((error: unknown) =>
        deps.log.error(
          { reference, error },
          'The store failed while an order was worked on; it is tried again when its lease ends',
        ),
      )
      .finally(() => {
        underWay.delete(work);
        onFinished();
      });
    underWay.add(work);
  };
  const claimSome = async () => {
    const room = MAX_ORDERS_AT_ONCE - underWay.size;
    if (room <= 0) return 0;
    const claimed = await deps.orders.claimDue(deps.clock.now(), LEASE_MS, room, deps.newToken());
    claimed.forEach(start);
    return claimed.length;
  };
  return {
    claimAndStart: () => {
      const claim = claimSome().finally(() => claims.delete(claim));
      claims.add(claim);
      return claim;
    },
    isBusy,
    idle: async () => {
      while (isBusy()) await Promise.allSettled([...underWay, ...claims]);
    },
  };
}
