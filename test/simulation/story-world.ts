import type { Limits } from '../../src/orders/approval/limits.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import type { Order } from '../../src/orders/order.ts';
import type { KeyValueStore } from '../../src/service/ports/stores/key-value-store.ts';
import type { OrderStore } from '../../src/service/ports/stores/order-store.ts';
import type { Reference, UserId } from '../../src/values/ids.ts';
import type { CrashPlan } from './crash.ts';
import type { StoryKind } from './kind.ts';
import type { Ports } from './port-set.ts';
import type { Random } from './random.ts';
import type { SimulatedFolder } from './simulated-folder.ts';
import type { SimulatedSlack } from './simulated-slack.ts';
import type { SimulatedVault } from './simulated-vault.ts';
import type { SimulatedVendor } from './simulated-vendor.ts';
import type { SimulatedStore } from './stores.ts';
import type { Witness } from './witness.ts';

/** What a process of a story sees of the story, and who takes its guards away. */
export interface StoryWorld {
  readonly store: SimulatedStore;
  readonly orders: OrderStore;
  readonly settings: KeyValueStore;
  readonly vendor: SimulatedVendor;
  readonly slack: SimulatedSlack;
  readonly vault: SimulatedVault;
  readonly folder: SimulatedFolder;
  readonly kind: StoryKind;
  readonly limits: Limits;
  /** The newest policy: with it processes are started. */
  readonly policy: ApprovalPolicy;
  readonly spoil: Spoil;
  readonly plan: CrashPlan;
  readonly witness: Witness;
  readonly random: Random;
  readonly isDurable: boolean;
  readonly nowMs: number;
  newToken(): string;
  /** A reference that no order has had. */
  newReference(): Reference;
  /** The number of a process that starts. */
  nextProcess(): number;
  currentOrders(): Promise<Order[]>;
  isComparing(): Promise<boolean>;
  setApproverGroup(members: readonly UserId[]): void;
}

/** Takes a guard of the product away, from outside. The simulation has to find out. */
export interface Spoil {
  /** What a process has in the place of its ports. */
  readonly ports?: (ports: Ports, story: StoryWorld) => Partial<Ports>;
  /** A click counts for the terms of now, whatever its person saw. */
  readonly ignoresFingerprint?: boolean;
  /** Which broken promise shows it, where others are broken, too. */
  readonly finds?: RegExp;
  /** How likely a call is where a process stands still, where the usual is too seldom to show it. */
  readonly toStand?: number;
  /** In which stories it is to be found, where that is not in all. */
  readonly kind?: Partial<StoryKind>;
  /** The first story to live, where the guard matters so rarely that the stories before are known not to show it. */
  readonly fromSeed?: number;
}
