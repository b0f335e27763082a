import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { OwnOrder } from '../../spend/own-order.ts';
import type { PaidOnce, RunningOrder } from '../../spend/running-order.ts';
import { sumOf } from '../../spend/sum.ts';
import { type Waiting, waitingOf } from '../../spend/waiting.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type AuthorityDeps, viewerOf } from '../authority.ts';
import { isVendorError, type SlackUnavailable } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';
import type { Urgency } from '../ports/vendor.ts';
import { takenNames } from '../requesting/names/taken-names.ts';
import type { AccountPicture, ReadAccount, WorkspacePicture } from './account-picture.ts';
import { joinOrders, overIn } from './join-orders.ts';
import type { ReadOwnOrders } from './own-orders.ts';
import { ownedNames, type SeenName } from './owned-names.ts';

/** Lists of the vendor's that are not known. */
export const LISTS = ['orders', 'domains', 'registrations'] as const;
export type UnknownList = (typeof LISTS)[number];

/** The account as somebody may see it: ScaledMail's lists and our orders as one. */
export interface SeenAccount {
  /** Those at the vendor, ours or not, ended ones too. */
  readonly orders: readonly RunningOrder[];
  readonly paidOnce: readonly PaidOnce[];
  readonly names: readonly SeenName[];
  /** Names of the account that nothing uses: everybody who asks for orders chooses from them. */
  readonly free: readonly SeenName[];
  readonly waiting: Waiting;
  /** The oldest of what was read; null when the vendor answered nothing. */
  readonly readAt: Date | null;
  /** Rows that cannot be read; told to who sees all. */
  readonly unreadable: number;
  /** Those of them that are orders. */
  readonly unreadableOrders: number;
  /** What the vendor did not answer, of any workspace. */
  readonly unknown: readonly UnknownList[];
}

export type AccountSeen =
  | {
      readonly ok: true;
      /** Whether the reader sees all of the account; else what they asked for themselves. */
      readonly isAll: boolean;
      /** Why Slack did not say whether they can decide; null when it did. */
      readonly unread: SlackUnavailable | null;
      readonly account: SeenAccount;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

export interface SeenAccountDeps extends AuthorityDeps {
  readonly account: ReadAccount;
  readonly ownOrders: ReadOwnOrders;
  readonly orders: OrderStore;
  readonly watch: Pick<WatchStore, 'ends'>;
  readonly log: Log;
}

/**
 * What runs at the vendor and what it costs: all of it for people who can decide, what they asked for for everybody else. While the
 * vendor does not answer, our own orders are there as they were approved.
 */
export const seeAccount =
  (deps: SeenAccountDeps) =>
  async (by: UserId): Promise<AccountSeen> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const { account: whole, own, seen } = await seeWhole(deps, 'person');
    const isAll = viewer.scope === 'all';
    return { ok: true, isAll, unread: viewer.unread, account: isAll ? whole : partOf(whole, own, seen, by) };
  };

/** All of it, whoever may see it; with our orders, and references of those that were seen at the vendor. */
export async function seeWhole(
  deps: Omit<SeenAccountDeps, keyof AuthorityDeps>,
  urgency: Urgency,
): Promise<{ account: SeenAccount; own: readonly OwnOrder[]; seen: ReadonlySet<string> }> {
  const [picture, own] = await Promise.all([pictureOrNone(deps, urgency), deps.ownOrders()]);
  const ends = await deps.watch.ends(overIn(picture.workspaces));
  const { orders, seen } = joinOrders(picture.workspaces, own, ends);
  const names = ownedNames(picture.workspaces, orders, await openOrdersOf(deps.orders, picture, orders));
  const account: SeenAccount = {
    orders,
    paidOnce: own.flatMap(({ paidOnce }) => paidOnce),
    names,
    free: names.filter(({ isFree }) => isFree),
    waiting: waitingOf(own, seen),
    readAt: picture.readAt,
    unreadable: picture.unreadable,
    unreadableOrders: sumOf(picture.workspaces.map(({ orders: list }) => list?.unreadable ?? 0)).known,
    unknown: LISTS.filter((list) => isUnknown(picture, list)),
  };
  return { account, own, seen };
}

async function pictureOrNone(
  { account, log }: Pick<SeenAccountDeps, 'account' | 'log'>,
  urgency: Urgency,
): Promise<AccountPicture> {
  try {
    return await account(urgency, { withForms: true });
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error }, 'The account is shown without what ScaledMail says');
    return { workspaces: [], isAll: false, readAt: null, unreadable: 0, isWhole: false };
  }
}

const isUnknown = ({ workspaces, isWhole }: AccountPicture, list: UnknownList): boolean =>
  !isWhole && (workspaces.length === 0 || workspaces.some((picture: WorkspacePicture) => picture[list] === null));

/** Names that are asked for at a time, some milliseconds of work: others get their turns between. */
const NAMES_AT_ONCE = 1_000;

/** Which names stand in an open order of ours. Those that the vendor lists at an order of ours do, whatever the store says. */
async function openOrdersOf(
  store: OrderStore,
  { workspaces }: AccountPicture,
  orders: readonly RunningOrder[],
): Promise<ReadonlyMap<string, Reference>> {
  const ours = new Set(orders.flatMap(({ runs, own, vendorOrderId }) => (runs && own ? [vendorOrderId] : [])));
  const names = workspaces.flatMap(({ registrations, domains }) => {
    const rows = domains?.rows ?? [];
    const known = new Set(rows.flatMap(({ name, orderId }) => (orderId !== null && ours.has(orderId) ? [name] : [])));
    return (registrations?.rows ?? []).map(({ name }) => name).filter((name) => !known.has(name));
  });
  const taken = new Map<string, Reference>();
  for (let from = 0; from < names.length; from += NAMES_AT_ONCE) {
    const some = await takenNames(store, names.slice(from, from + NAMES_AT_ONCE));
    for (const [name, reference] of some) taken.set(name, reference);
  }
  return taken;
}

/** What somebody asked for. Whose a row is that cannot be read, nobody knows. */
function partOf(whole: SeenAccount, own: readonly OwnOrder[], seen: ReadonlySet<string>, by: UserId): SeenAccount {
  const mine = own.filter(({ requestedBy }) => requestedBy === by);
  const bought = new Set(mine.filter(({ spends, stage }) => spends && stage !== 'waits').flatMap(({ names }) => names));
  return {
    ...whole,
    orders: whole.orders.filter((order) => order.own?.requestedBy === by),
    paidOnce: whole.paidOnce.filter((paid) => paid.own.requestedBy === by),
    names: whole.names.filter(({ name }) => bought.has(name)),
    waiting: waitingOf(mine, seen),
    unreadable: 0,
    unreadableOrders: 0,
  };
}
