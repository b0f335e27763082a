import { namesOf, workspaceOf } from '../../acts/act.ts';
import type { Order } from '../../orders/order.ts';
import type { KeptOrder } from '../../storage/order-reader.ts';
import { type Violation, violation } from './violation.ts';

/** A broken promise between orders; `reference` names one of them. */
export interface StoreViolation extends Violation {
  readonly reference: string;
}

/** More names than this are counted. */
const MAX_NAMED = 5;

/**
 * What can be seen only across orders: names that are reserved to nobody, and one vendor order that two orders claim. Give it
 * the reservations as they were before the walk: orders that came later are then not missed among them.
 */
export class StoreChecks {
  readonly #reservations: Map<string, Set<string>>;
  readonly #claimants = new Map<string, string>();
  readonly #shared: StoreViolation[] = [];

  constructor(reservations: ReadonlyMap<string, readonly string[]>) {
    this.#reservations = new Map([...reservations].map(([reference, names]) => [reference, new Set(names)]));
  }

  /** Takes one order of the walk into account. */
  add({ reference, stored, problem }: KeptOrder): void {
    if (!stored) {
      // What an unreadable order reserved cannot be judged.
      if (problem !== null) this.#reservations.delete(reference);
      return;
    }
    const reserved = this.#reservations.get(reference);
    for (const name of namesOf(stored.order.facts.purchase)) reserved?.delete(name);
    this.#claim(reference, stored.order);
  }

  /** All violations, after the walk. */
  violations(): StoreViolation[] {
    const stray = [...this.#reservations].flatMap(([reference, names]) => {
      if (names.size === 0) return [];
      const named = [...names].slice(0, MAX_NAMED).join(', ');
      const more = names.size > MAX_NAMED ? ` and ${names.size - MAX_NAMED} more` : '';
      return [
        {
          reference,
          ...violation('names_differ', `These domain names are reserved for it, but are not in it: ${named}${more}.`),
        },
      ];
    });
    return [...stray, ...this.#shared];
  }

  #claim(reference: string, order: Order): void {
    if (!('vendorOrderId' in order) || order.vendorOrderId === null) return;
    const key = JSON.stringify([workspaceOf(order.facts.purchase).id, order.vendorOrderId]);
    const other = this.#claimants.get(key);
    this.#claimants.set(key, reference);
    if (other === undefined) return;
    const sentence = `It has the same order at ScaledMail as ${other}.`;
    this.#shared.push({ reference, ...violation('vendor_order_shared', sentence) });
  }
}
