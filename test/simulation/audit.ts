import type { Reference } from '../../src/values/ids.ts';
import { callViolations, orderViolations } from './audit-calls.ts';
import { endViolations } from './audit-end.ts';
import type { Audited } from './audited.ts';

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
      const look = `${witness.wentBackAt}, ${witness.calls.length}, ${stored?.version}`;
      if (!stored) violations.push(`${reference}: the order is lost`);
      if (!stored || this.#looks.get(reference) === look) continue;
      this.#looks.set(reference, look);
      violations.push(
        ...orderViolations(this.#audited, { order: stored.order, history: await orders.history(reference) }),
      );
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
      violations.push(
        ...endViolations(this.#audited, { order: stored.order, history: await orders.history(reference) }),
      );
    }
    return violations;
  }
}
