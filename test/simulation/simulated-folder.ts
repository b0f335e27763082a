import type { Effect } from '../../src/orders/effect.ts';
import type { HistoryEntry } from '../../src/orders/history/history.ts';
import type { Order } from '../../src/orders/order.ts';
import type { OrderArchive } from '../../src/service/ports/stores/order-archive.ts';
import type { OrderStore } from '../../src/service/ports/stores/order-store.ts';
import type { Reference } from '../../src/values/ids.ts';

/** An order as it stands in a file. */
export interface Filed {
  readonly reference: Reference;
  readonly order: Order;
  readonly effects: readonly Effect[];
  readonly history: readonly HistoryEntry[];
}

/** The folder of archived orders, outside of the store: no put-back touches it. */
export class SimulatedFolder {
  readonly #files = new Map<string, readonly Filed[]>();

  /** Writes what the store has now. */
  readonly writeFrom =
    (orders: OrderStore): OrderArchive['write'] =>
    async ({ name }, references) => {
      const stored = await Promise.all(references.map((reference) => orders.get(reference)));
      const found = stored.flatMap((each) => (each ? [each] : []));
      const filed = found.map(async ({ order, effects }): Promise<Filed> => {
        const { reference } = order.facts;
        return { reference, order, effects, history: await orders.history(reference) };
      });
      this.#files.set(name, await Promise.all(filed));
      return found.map(({ order, version }) => ({ reference: order.facts.reference, version }));
    };

  find(name: string, reference: Reference): Filed | undefined {
    return this.#files.get(name)?.find((each) => each.reference === reference);
  }
}
