import type { Limits } from '../../src/orders/approval/limits.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import type { PauseSwitch } from '../../src/service/pause-switch.ts';
import type { PolicyInForce } from '../../src/service/policy-in-force.ts';
import type { Clock } from '../../src/service/ports/clock.ts';
import type { LoginVault } from '../../src/service/ports/login-vault.ts';
import type { Directory } from '../../src/service/ports/slack/directory.ts';
import type { Notifier } from '../../src/service/ports/slack/notifier.ts';
import type { OrderArchive } from '../../src/service/ports/stores/order-archive.ts';
import type { OrderStore } from '../../src/service/ports/stores/order-store.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import type { BegunAttempts } from '../../src/service/store-trust/begun-attempts.ts';
import type { StoreWitness } from '../../src/service/store-trust/store-witness.ts';

/** What a process reaches the world through, and what it was started with. */
export interface Ports {
  readonly orders: OrderStore;
  /** The store and the folder of archived orders, and orders as whoever archives them sees them. */
  readonly archive: OrderArchive;
  readonly ending: Pick<OrderStore, 'get'>;
  readonly vendor: Vendor;
  /** People as the worker sees them, when it asks again before placing. */
  readonly directory: Directory;
  readonly notifier: Notifier;
  readonly pauseSwitch: PauseSwitch;
  readonly vault: LoginVault;
  readonly limits: Limits;
  readonly policy: ApprovalPolicy;
  readonly policyInForce: PolicyInForce;
  readonly clock: Clock;
  /** What the cards say of the store, and what the process remembers. */
  readonly witness: StoreWitness;
  readonly begun: BegunAttempts;
}
