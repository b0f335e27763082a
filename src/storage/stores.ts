import type { Config } from '../config.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import type { KeyValueStore } from '../service/ports/stores/key-value-store.ts';
import type { OrderArchive } from '../service/ports/stores/order-archive.ts';
import type { OrderStore } from '../service/ports/stores/order-store.ts';
import type { Reservations } from '../service/ports/stores/reservations.ts';
import type { StoreOrigin } from '../service/ports/stores/store-origin.ts';
import type { WatchStore } from '../service/ports/stores/watch-store.ts';
import type { TeamId } from '../values/ids.ts';
import type { Host } from './sqlite/files/host.ts';

/** Everything that is kept, in one place. */
export interface Stores extends StoreOrigin {
  readonly orders: OrderStore;
  /**
   * The same orders for work that lets others go first: what follows a click that was acknowledged, and, after that, what
   * nobody waits for.
   */
  readonly ordersInTurn: Readonly<Record<'person' | 'background', OrderStore>>;
  /** For what must not be lost: sealed logins, and the switch that stops placing. */
  readonly keyValues: KeyValueStore;
  /** For what a power cut may cost its last moments: drafts, deliveries seen, remembered lists. The death of a process costs nothing. */
  readonly shortLived: KeyValueStore;
  /** The same for what nobody waits for, which lets everybody else go first. */
  readonly shortLivedInBackground: KeyValueStore;
  readonly reservations: Reservations;
  /** Takes orders that ended out of the store. */
  readonly archive: OrderArchive;
  /** What the account watch knows. */
  readonly watch: WatchStore;
  /** Makes ready what lists need and an older version did not write. For the bot's start; nothing else changes the store. */
  prepare(): Promise<void>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The thread that the embedded store works on. */
export interface StoreThread {
  /** Its program: `src/store-thread.ts`, as it was built. */
  readonly program: URL;
  /** The machine that this is; the one that the process runs on unless given. */
  readonly host?: Host;
  /** Called once when the thread ends by itself, after which nothing can be read or written. */
  readonly onLost: (why: Error) => void;
}

export interface StoreOptions {
  readonly store: Config['store'];
  readonly teamId: TeamId;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out, the embedded store works on the thread that opens it, and holds it up: for programs and tests. */
  readonly thread?: StoreThread;
}
