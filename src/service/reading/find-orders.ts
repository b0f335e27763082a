import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import type { Order } from '../../orders/order.ts';
import type { ListPage } from '../../orders/standing/lists.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type AuthorityDeps, viewerOf } from '../authority.ts';
import type { SlackUnavailable } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import { pageOf, type Reader } from './list-pages.ts';

export interface FindingDeps extends AuthorityDeps {
  readonly orders: OrderStore;
}

export type FoundOrders =
  | {
      readonly ok: true;
      readonly mayDecide: boolean;
      /** Why Slack did not say whether the reader can decide; null when it did. */
      readonly unread: SlackUnavailable | null;
      readonly page: ListPage;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/**
 * A page of orders, newest first: all of them for people who can decide, one's own for everybody else. Never throws for
 * Slack.
 */
export const listOrders =
  (deps: FindingDeps & { readonly clock: Clock }) =>
  async (by: UserId, offset: number): Promise<FoundOrders> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const { unread } = viewer;
    const mayDecide = viewer.scope === 'all';
    return { ok: true, mayDecide, unread, page: await pageOf(deps, { by, mayDecide }, { list: 'all', offset }) };
  };

export type FoundOrder =
  | { readonly ok: true; readonly order: Order; readonly history: readonly HistoryEntry[]; readonly reader: Reader }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' };

/**
 * One order with its history, for its requester and for people who can decide; to others it does not exist. Throws
 * `SlackUnavailable` when it is another's, and Slack does not say whether the reader can decide.
 */
export const showOrder =
  (deps: FindingDeps) =>
  async (by: UserId, reference: Reference): Promise<FoundOrder> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const stored = await deps.orders.get(reference);
    const isVisible = stored && (viewer.scope === 'all' || stored.order.facts.requestedBy === by);
    if (!isVisible && viewer.unread) throw viewer.unread;
    if (!isVisible) return { ok: false, refusal: 'unknown_order' };
    const reader: Reader = { by, mayDecide: viewer.scope === 'all' };
    return { ok: true, order: stored.order, history: await deps.orders.history(reference), reader };
  };
