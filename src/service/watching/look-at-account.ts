import { compareAccount, needsOurs, toOpen, type WatchedWorkspace } from '../../watch/compare.ts';
import type { ListedOrder } from '../../watch/compare-orders.ts';
import { isLookDue } from '../../watch/head.ts';
import type { Standing } from '../../watch/known.ts';
import { NOTHING_OF_OURS } from '../../watch/ours.ts';
import type { AccountPicture, ReadAccount, WorkspacePicture } from '../account/account-picture.ts';
import { isActive, isCancelled } from '../acts/vendor-status.ts';
import { isVendorError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/order-store.ts';
import type { NumberedOrderRow } from '../ports/vendor.ts';
import type { WatchStore } from '../ports/watch-store.ts';
import { MOST_PAGES, type OpeningDeps, openUnclear } from './open-unclear.ts';
import { readOurs } from './read-ours.ts';

export interface LookingAtAccountDeps extends OpeningDeps {
  readonly watch: WatchStore;
  readonly account: ReadAccount;
  readonly orders: OrderStore;
  readonly clock: Clock;
}

/** Losing a write to a click or to a message that was posted is ordinary; losing it so often is not. */
const MAX_TRIES = 20;

/**
 * Looks at the account once, when it is time, and when no other process does: reads the lists of each workspace, compares them
 * with what is known, and writes what people are to hear. So many calls are made, however many orders there are: three lists a
 * workspace, and the pages of a few orders that nobody explains. Answers whether it looked. What the vendor does not answer says
 * nothing, and is asked again at the next look.
 */
export async function lookAtAccount(deps: LookingAtAccountDeps): Promise<boolean> {
  if (!(await begin(deps))) return false;
  const picture = await pictureOrNull(deps);
  if (picture === null || picture.workspaces.length === 0) return true;
  const workspaces = picture.workspaces.map(asWatched);
  const { head } = await deps.watch.head();
  const book = await deps.watch.book();
  // Our orders are read after the lists: an order of ours that is listed is known here, too.
  const ours = needsOurs({ book, workspaces }) ? await readOurs(deps.orders) : NOTHING_OF_OURS;
  const unclear = toOpen({ head, book, workspaces, ours });
  const opened = await openUnclear(deps, unclear);
  const isCrowded = unclear.length > MOST_PAGES;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await deps.watch.head();
    const known = tries === 0 && stored.head === head ? book : await deps.watch.book();
    const asked = { now: deps.clock.now(), head: stored.head, book: known, workspaces, ours, opened, isCrowded };
    if (await deps.watch.write(stored.revision, compareAccount(asked))) return true;
  }
  throw new Error('What the account watch knows was written again and again by others');
}

/** Notes that a look begins; false when it is not time for one, or somebody else has just begun it. */
async function begin({ watch, clock }: LookingAtAccountDeps): Promise<boolean> {
  const { revision, head } = await watch.head();
  const now = clock.now();
  if (!isLookDue(head, now)) return false;
  return watch.write(revision, { head: { ...head, lookedAt: now, readAt: head.readAt ?? now } });
}

async function pictureOrNull({ account, log }: LookingAtAccountDeps): Promise<AccountPicture | null> {
  try {
    return await account('background');
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error }, 'The account at ScaledMail could not be looked at; it is tried again');
    return null;
  }
}

function asWatched({ workspace, orders, domains, registrations }: WorkspacePicture): WatchedWorkspace {
  const mailboxes = new Map<string, number>();
  for (const { orderId, totalMailboxes } of domains?.rows ?? []) {
    if (orderId === null || totalMailboxes === null) continue;
    mailboxes.set(orderId, (mailboxes.get(orderId) ?? 0) + totalMailboxes);
  }
  return {
    workspace: { id: workspace.id, name: workspace.name },
    orders: orders && { rows: orders.rows.map(asListed), unreadable: orders.unreadable },
    names: registrations && { rows: registrations.rows, unreadable: registrations.unreadable },
    mailboxes,
  };
}

const asListed = ({ id, amountCents, status, createdAt, description = '' }: NumberedOrderRow): ListedOrder => ({
  ...{ id, amountCents, status, createdAt, description },
  standing: standingOf(status),
});

const standingOf = (status: string): Standing => {
  if (isActive(status)) return 'runs';
  return isCancelled(status) ? 'ended' : 'unknown';
};
