import type { StoredOrder } from '../../src/service/ports/stores/order-store.ts';
import type { Reference } from '../../src/values/ids.ts';
import { archiveViolations, passedOver } from './audit-archive.ts';
import { callViolations } from './audit-calls.ts';
import { endViolations } from './audit-end.ts';
import { orderViolations } from './audit-orders.ts';
import type { Audited, Kept } from './audited.ts';

/** Checks the promises of the product from outside. What has not changed since the last look is not looked at again. */
export class Auditor {
  readonly #audited: Audited;
  readonly #looks = new Map<Reference, string>();

  constructor(audited: Audited) {
    this.#audited = audited;
  }

  /** What must hold at every moment. */
  async look(): Promise<string[]> {
    const { orders, references, witness } = this.#audited;
    const violations: string[] = callViolations(this.#audited);
    for (const reference of references) {
      const stored = await orders.get(reference);
      const stub = await this.#audited.store.archive.stub(reference);
      if (stub && stored) violations.push(`${reference}: archived, and still kept as an order`);
      if (stub) violations.push(...archiveViolations(this.#audited, stub));
      const look = `${witness.wentBackAt}, ${witness.calls.length}, ${stored?.version}`;
      if (!stored && !stub) violations.push(`${reference}: the order is lost`);
      if (!stored || this.#looks.get(reference) === look) continue;
      this.#looks.set(reference, look);
      violations.push(...orderViolations(this.#audited, await this.#kept(stored)));
    }
    return violations;
  }

  /** What must hold once the dust has settled. */
  async lookAtTheEnd(): Promise<string[]> {
    const { orders, references } = this.#audited;
    const violations: string[] = [];
    for (const reference of references) {
      const stored = await orders.get(reference);
      if (!stored) continue;
      violations.push(...endViolations(this.#audited, await this.#kept(stored)));
    }
    return violations;
  }

  /** What must hold long after that, once what ended is archived. */
  async lookAtTheArchive(): Promise<string[]> {
    const { orders, references } = this.#audited;
    const stored = await Promise.all(references.map((reference) => orders.get(reference)));
    return [...(await this.look()), ...stored.flatMap((each) => (each ? passedOver(each.order) : []))];
  }

  async #kept({ order }: StoredOrder): Promise<Kept> {
    const { orders } = this.#audited;
    const history = await orders.history(order.facts.reference);
    return { order, history, claimed: await orders.claimed(order.claims) };
  }
}
