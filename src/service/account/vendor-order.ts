import { EMAIL_PROVIDERS, type EmailProvider } from '../../acts/custom_order/custom-order.ts';
import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import { stuckAfter } from '../../orders/schedule.ts';
import type { UsualSetUp } from '../../orders/standing/set-up-times.ts';
import type { RunningOrder } from '../../spend/running-order.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { isActive } from '../acts/vendor-status.ts';
import { type AuthorityDeps, viewerOf } from '../authority.ts';
import { VendorUnavailable } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';
import type { VendorDomain } from '../ports/vendor.ts';
import type { SetUpTimes } from '../set-up-times.ts';
import type { AccountPicture, ReadAccount, WorkspacePicture } from './account-picture.ts';
import { joinOrders } from './join-orders.ts';
import type { ReadOwnOrders } from './own-orders.ts';

/** An order at the vendor that was not made here, as its lists show it. */
export interface ForeignOrder {
  readonly order: RunningOrder;
  /** The vendor's own word for its state. */
  readonly status: string;
  /** Whether that word says that its subscription exists. */
  readonly isActive: boolean;
  /** Its rows in the list of domains, and whether each works; null when that is not known. */
  readonly domains: readonly (VendorDomain & { readonly works: boolean })[] | null;
  /** Names that should work by now and do not. */
  readonly late: readonly string[];
  /** How long orders of ours like it took; null when too little is known. */
  readonly usual: UsualSetUp | null;
  /** When the oldest of it was read. */
  readonly readAt: Date | null;
}

export type VendorOrderSeen =
  | { readonly ok: true; readonly own: Reference }
  | { readonly ok: true; readonly own: null; readonly seen: ForeignOrder }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' };

export interface VendorOrderDeps extends AuthorityDeps {
  readonly account: ReadAccount;
  readonly ownOrders: ReadOwnOrders;
  readonly setUpTimes: Pick<SetUpTimes, 'usualOf'>;
  readonly clock: Clock;
  readonly watch: Pick<WatchStore, 'ends'>;
}

/**
 * An order by the vendor's own number: the order of ours that made it, or what the vendor's lists say of it, for people who can
 * decide. To everybody else an order that was not made here does not exist. Throws what vendor reads throw.
 */
export const seeVendorOrder =
  (deps: VendorOrderDeps) =>
  async (by: UserId, vendorOrderId: string): Promise<VendorOrderSeen> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const own = await deps.ownOrders();
    const made = own.find(({ vendorOrderIds }) => vendorOrderIds.includes(vendorOrderId));
    if (made) return { ok: true, own: made.reference };
    if (viewer.scope === 'own' && viewer.unread) throw viewer.unread;
    if (viewer.scope === 'own') return { ok: false, refusal: 'unknown_order' };
    const picture = await deps.account('person');
    const joined = joinOrders(picture.workspaces, own, await deps.watch.ends([vendorOrderId]));
    const order = joined.orders.find((each) => each.vendorOrderId === vendorOrderId);
    if (order?.own) return { ok: true, own: order.own.reference };
    const at = picture.workspaces.find(({ workspace }) => workspace.id === order?.workspace.id);
    if (!order || !at) return notThere(picture);
    const seen = foreignOrder(order, at, deps.clock.now());
    const usual = await deps.setUpTimes.usualOf(providersOf(order));
    return { ok: true, own: null, seen: { ...seen, usual } };
  };

/** That an order is not there is known only when every list was read. */
function notThere({ workspaces }: AccountPicture): VendorOrderSeen {
  if (workspaces.some(({ orders }) => orders === null)) throw new VendorUnavailable('A list of orders is not known');
  return { ok: false, refusal: 'unknown_order' };
}

function foreignOrder(order: RunningOrder, at: WorkspacePicture, now: Date): Omit<ForeignOrder, 'usual'> {
  const { vendorOrderId, madeAt, runs } = order;
  const status = at.orders?.rows.find(({ id }) => id === vendorOrderId)?.status ?? '';
  const rows = at.domains?.rows.filter(({ orderId }) => orderId === vendorOrderId) ?? null;
  const domains = rows === null ? null : rows.map((row) => ({ ...row, works: isActive(row.status) }));
  const isLate = runs && madeAt !== null && stuckAfter(madeAt, 'spend') <= now;
  const open = (domains ?? []).filter(({ works }) => !works);
  const times = [at.orders, at.domains].flatMap((list) => (list ? [list.readAt.getTime()] : []));
  return {
    order,
    status,
    isActive: isActive(status),
    domains,
    late: isLate ? open.map(({ name }) => name) : [],
    readAt: times.length === 0 ? null : new Date(Math.min(...times)),
  };
}

const providersOf = ({ parts }: RunningOrder): EmailProvider[] =>
  EMAIL_PROVIDERS.filter((each) => parts.some(({ provider }) => provider === each));
