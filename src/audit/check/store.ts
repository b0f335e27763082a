import { targetOf, workspaceOf } from '../../acts/act.ts';
import type { Claim } from '../../acts/claim.ts';
import { actOf, type Order } from '../../orders/order.ts';
import type { KeptOrder, KeptStub } from '../../storage/order-reader.ts';
import type { TeamId } from '../../values/ids.ts';
import { claimText } from './claim-text.ts';
import { type Violation, violation } from './violation.ts';

/** A broken promise between orders; `reference` names one of them. */
export interface StoreViolation extends Violation {
  readonly reference: string;
}

/** More claims than this are counted. */
const MAX_NAMED = 5;

/**
 * What can be seen only across orders: claims that are held for nobody, and one vendor order that two orders stand by. Give it
 * the claims as they were before the walk: orders that came later are then not missed among them.
 */
export class StoreChecks {
  readonly #held: Map<string, Set<string>>;
  readonly #owners = new Map<string, string>();
  readonly #references = new Set<string>();
  readonly #shared: StoreViolation[] = [];

  constructor(held: ReadonlyMap<string, readonly Claim[]>) {
    this.#held = new Map([...held].map(([reference, claims]) => [reference, new Set(claims.map(claimText))]));
  }

  /** Takes one order of the walk into account. */
  add({ reference, stored, problem }: KeptOrder): void {
    this.#references.add(reference);
    if (!stored) {
      // What an unreadable order holds cannot be judged.
      if (problem !== null) this.#held.delete(reference);
      return;
    }
    const held = this.#held.get(reference);
    for (const claim of stored.order.claims) held?.delete(claimText(claim));
    this.#own(reference, stored.order);
  }

  /** Takes what is left of an archived order into account, once all orders were. */
  addStub({ reference, stub }: KeptStub, teamId: TeamId | null): void {
    const tell = (rule: Violation['rule'], sentence: string) => {
      this.#shared.push({ reference, ...violation(rule, sentence) });
    };
    if (!stub) {
      tell('unreadable', 'What is left of it, as it was archived, cannot be read.');
      return;
    }
    if (stub.reference !== reference)
      tell('other_order', `Under its reference stands what is left of ${stub.reference}.`);
    if (teamId !== null && stub.account !== teamId) tell('other_order', `It belongs to another team, ${stub.account}.`);
    if (this.#references.has(reference)) tell('archived_and_kept', 'It was archived, and is still kept as an order.');
    for (const { vendorOrderId } of stub.made) this.#stands(reference, vendorOrderId, stub.workspaceId);
  }

  /** All violations, after the walk. */
  violations(): StoreViolation[] {
    const stray = [...this.#held].flatMap(([reference, claims]) => {
      if (claims.size === 0) return [];
      const named = [...claims].slice(0, MAX_NAMED).join(', ');
      const more = claims.size > MAX_NAMED ? ` and ${claims.size - MAX_NAMED} more` : '';
      const sentence = `These claims are held for it, but are not its own: ${named}${more}.`;
      return [{ reference, ...violation('claims_differ', sentence) }];
    });
    return [...stray, ...this.#shared];
  }

  #own(reference: string, order: Order): void {
    const act = actOf(order);
    // An act that works on a vendor order has not made it.
    if (targetOf(act) !== null) return;
    const workspace = workspaceOf(act).id;
    const ids = new Set(order.attempts.flatMap(({ vendorOrderId }) => (vendorOrderId === null ? [] : [vendorOrderId])));
    for (const id of ids) this.#stands(reference, id, workspace);
  }

  #stands(reference: string, id: string, workspace: string): void {
    const key = JSON.stringify([workspace, id]);
    const other = this.#owners.get(key);
    this.#owners.set(key, reference);
    if (other === undefined) return;
    const sentence = `It has the same order at ScaledMail as ${other}.`;
    this.#shared.push({ reference, ...violation('vendor_order_shared', sentence) });
  }
}
