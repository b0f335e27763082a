import { z } from 'zod';
import { Instant } from '../values/ids.ts';
import type { Log } from './ports/log.ts';
import type { Delivery, DeliveryNotes } from './ports/stores/delivery-notes.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';
import type { TextSeal } from './ports/text-seal.ts';

/** Deliveries that are not done stand under `unfinished:<id>` in the store. */
export const UNFINISHED_PREFIX = 'unfinished:';

export const LeftOverRow = z.object({
  /** The process that does it. */
  holder: z.string(),
  /** When Slack delivered it. */
  receivedAt: Instant,
  tries: z.int(),
  sealed: z.string(),
});
export type LeftOverRow = z.infer<typeof LeftOverRow>;

/** After so long, nobody waits to hear of it. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

export interface RowDeps {
  /** Outlives the process. */
  readonly keyValues: KeyValueStore;
  /** What people typed is among it. */
  readonly seal: TextSeal;
}

/** Puts a delivery of a process into the store, where one may be taken over. Does nothing when it is there. */
export async function putRow({ keyValues, seal }: RowDeps, delivery: Delivery, holder: string): Promise<void> {
  const { id, receivedAt, text } = delivery;
  const row: LeftOverRow = { holder, receivedAt, tries: 1, sealed: seal.seal(text, id) };
  await keyValues.setIfAbsent(`${UNFINISHED_PREFIX}${id}`, JSON.stringify(row), KEPT_MS);
}

/** Forgets one that is done. Never rejects. */
export async function forgetRow(keyValues: Pick<KeyValueStore, 'delete'>, id: string, log: Log): Promise<void> {
  await keyValues.delete(`${UNFINISHED_PREFIX}${id}`).catch((error: unknown) => {
    log.warn({ error }, 'A delivery that is done could not be forgotten; it may be done again');
  });
}

/** Notes in the store itself, where whoever takes them over looks anyway. */
export function notesInStore(deps: RowDeps & { readonly holder: string; readonly log: Log }): DeliveryNotes {
  const { keyValues, holder, log } = deps;
  const forgetting = new Set<Promise<void>>();
  return {
    add: (delivery) =>
      putRow(deps, delivery, holder).catch((error: unknown) => {
        log.warn({ error }, 'A delivery was not noted: it is lost if this process ends before it is done');
      }),
    remove: (id) => {
      const forgotten = forgetRow(keyValues, id, log).finally(() => forgetting.delete(forgotten));
      forgetting.add(forgotten);
    },
    handOver: async () => {},
    close: async () => {
      await Promise.all(forgetting);
    },
  };
}
