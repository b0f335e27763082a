import type { HistoryEntry } from '../../orders/history.ts';
import type { ListPage } from '../../orders/lists.ts';
import type { Order } from '../../orders/order.ts';
import type { AuthorityRefusal } from '../../orders/policy.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseByPolicy } from '../authority.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/order-store.ts';
import { pageOf, type Reader } from './list-pages.ts';

export interface FindingDeps extends AuthorityDeps {
  readonly orders: OrderStore;
}

export type FoundOrders =
  | { readonly ok: true; readonly mayDecide: boolean; readonly page: ListPage }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** A page of orders, newest first: all of them for people who can decide, one's own for everybody else. */
export const listOrders =
  (deps: FindingDeps & { readonly clock: Clock }) =>
  async (by: UserId, offset: number): Promise<FoundOrders> => {
    const refusal = await refuseByPolicy(deps, by);
    if (refusal && refusal !== 'not_an_approver') return { ok: false, refusal };
    const mayDecide = refusal === null;
    return { ok: true, mayDecide, page: await pageOf(deps, { by, mayDecide }, { list: 'all', offset }) };
  };

export type FoundOrder =
  | { readonly ok: true; readonly order: Order; readonly history: readonly HistoryEntry[]; readonly reader: Reader }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' };

/** One order with its history, for its requester and for people who can decide; to others it does not exist. */
export const showOrder =
  (deps: FindingDeps) =>
  async (by: UserId, reference: Reference): Promise<FoundOrder> => {
    const refusal = await refuseByPolicy(deps, by);
    if (refusal && refusal !== 'not_an_approver') return { ok: false, refusal };
    const stored = await deps.orders.get(reference);
    const isVisible = stored && (!refusal || stored.order.facts.requestedBy === by);
    if (!isVisible) return { ok: false, refusal: 'unknown_order' };
    const reader: Reader = { by, mayDecide: refusal === null };
    return { ok: true, order: stored.order, history: await deps.orders.history(reference), reader };
  };
