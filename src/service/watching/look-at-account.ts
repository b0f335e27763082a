import { compareAccount, type ListedPage, type WatchedWorkspace } from '../../watch/compare.ts';
import { isLookDue, withLook } from '../../watch/head.ts';
import type { Standing } from '../../watch/known.ts';
import type { ListedOrder } from '../../watch/order-comparison.ts';
import { NOTHING_OF_OURS } from '../../watch/ours.ts';
import { needsOurs, toOpen } from '../../watch/to-read.ts';
import type { AccountPicture, ReadAccount, WorkspacePicture } from '../account/account-picture.ts';
import { isActive, isCancelled } from '../acts/vendor-status.ts';
import { isVendorError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';
import type { NumberedOrderRow, VendorDomain } from '../ports/vendor.ts';
import { type OpeningDeps, openUnclear } from './open-unclear.ts';
import { type ReadingOursDeps, readOurs } from './read-ours.ts';
import { withTurnedOut } from './turned-out.ts';

export interface LookingAtAccountDeps extends OpeningDeps, Pick<ReadingOursDeps, 'stubs'> {
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
  const look = await begin(deps);
  if (look === null) return false;
  const picture = await pictureOrNull(deps);
  if (picture === null || picture.workspaces.length === 0) return true;
  const workspaces = picture.workspaces.map(asWatched);
  const { isAll } = picture;
  const { head } = await deps.watch.head();
  const book = await deps.watch.book();
  // Our orders are read after the lists: an order of ours that is listed is known here, too.
  const isAsked = needsOurs({ now: deps.clock.now(), book, workspaces, isAll });
  const ours = isAsked ? await readOurs(deps) : NOTHING_OF_OURS;
  const opened = await openUnclear(deps, toOpen({ head, book, workspaces, ours }));
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await deps.watch.head();
    // A later look was faster: what it has compared is newer than these lists.
    if (stored.head.compared > look) return true;
    const now = deps.clock.now();
    const known = await deps.watch.book();
    const asked = { now, head: { ...stored.head, compared: look }, book: known, workspaces, isAll, ours, opened };
    const change = await withTurnedOut(deps.watch, compareAccount(asked), now);
    if (await deps.watch.write(stored.revision, change)) return true;
  }
  throw new Error('What the account watch knows was written again and again by others');
}

/** Notes that a look begins, and answers its number; null when it is not time for one, or somebody else has just begun it. */
async function begin({ watch, clock }: LookingAtAccountDeps): Promise<number | null> {
  const { revision, head } = await watch.head();
  const now = clock.now();
  if (!isLookDue(head, now)) return null;
  const begun = withLook(head, now);
  return (await watch.write(revision, { head: begun })) ? begun.looks : null;
}

async function pictureOrNull({ account, log }: LookingAtAccountDeps): Promise<AccountPicture | null> {
  try {
    return await account('background');
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn(
      { error, problem: error.userMessage },
      'The account at ScaledMail could not be looked at; it is tried again',
    );
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
    listed: listedOf(domains?.rows ?? []),
  };
}

/** What the list of domains says of each order whose tag it has. */
function listedOf(rows: readonly VendorDomain[]): ReadonlyMap<string, ListedPage> {
  const listed = new Map<string, { tag: string; names: string[] }>();
  for (const { orderId, tag, name } of rows) {
    if (orderId === null || tag === undefined) continue;
    const page = listed.get(orderId) ?? { tag, names: [] };
    page.names.push(name);
    listed.set(orderId, page);
  }
  return listed;
}

const asListed = ({ id, amountCents, status, createdAt, description = '' }: NumberedOrderRow): ListedOrder => ({
  ...{ id, amountCents, status, createdAt, description },
  standing: standingOf(status),
});

const standingOf = (status: string): Standing => {
  if (isActive(status)) return 'runs';
  return isCancelled(status) ? 'ended' : 'unknown';
};
