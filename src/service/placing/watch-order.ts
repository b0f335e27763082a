import { addMilliseconds } from 'date-fns/addMilliseconds';
import { workspaceOf } from '../../acts/act.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { actOf, type Order } from '../../orders/order.ts';
import { atVendor, type OrderAtVendor, runsAtVendor } from '../../orders/standing/at-vendor.ts';
import { isHeldLong } from '../../orders/standing/late.ts';
import { stepOf } from '../../orders/standing/steps.ts';
import { keepsFromWorking } from '../../values/mail-record.ts';
import { type Short, shortageOf } from '../../values/mailboxes-short.ts';
import type { KnownProgress, MailboxesSeen, Progress, ProgressReads } from '../acts/act-at-vendor.ts';
import { endsWithTarget, progressOf } from '../acts/acts-at-vendor.ts';
import { isRowOf } from '../acts/rows-of-order.ts';
import { isCancelled as isEnded } from '../acts/vendor-status.ts';
import { isVendorError, troubleOf, type VendorError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailDns } from '../ports/mail-dns.ts';
import type { VendorDomain } from '../ports/vendor.ts';
import { type KnownByLook, type OwnProgress, ownLook } from './own-look.ts';
import type { WatchReads } from './vendor-lists.ts';

/** So many domains for which the vendor does not answer are passed over; then it is not asked for the rest this time. */
const MOST_UNANSWERED = 2;

/** How often what is known so far is recorded, while a look goes on. */
const RECORD_EVERY_MS = 10_000;

/** What watching an order needs beside the lists. */
export interface Watching {
  readonly log: Log;
  readonly clock: Clock;
  /** Writes an event on the order in the middle of a look. */
  readonly record: (event: OrderEvent) => Promise<boolean>;
  /** Our own look at the DNS of domains that the vendor calls ready; absent when it is not wanted. */
  readonly dns?: MailDns;
}

/**
 * Reads how far the vendor is with a placed order: what works, as its kind tells it, and whether the subscription ended.
 * Null when the order is not one to watch. Only "Cancelled" ends an order. Lists that cannot be read are an event too, so
 * that time goes on for the people who wait; the log says why. Source: docs/vendor/notes.md, "Life of an order and status
 * words" and "Placing an order safely", step 6.
 */
export async function watchOrder(
  reads: WatchReads,
  order: Order,
  { log, clock, record, dns }: Watching,
): Promise<OrderEvent | null> {
  if (!runsAtVendor(order)) return null;
  const isCancelled = await isCancelledAtVendor(reads, order, log);
  if (isCancelled) return { type: 'vendor_cancelled' };
  // A working order is only watched for its end.
  if (order.state === 'active') {
    return isCancelled === null ? { type: 'watch_failed' } : { type: 'progress_seen', ready: order.progress.ready };
  }
  const known = knownOf(order);
  const look = ownLook(dns && { dns, clock }, order, known);
  const proven = async (said: Progress) => withKnownShort(await look(said), known.short);
  const recordSoFar = recorder(order, { clock, record });
  const soFar = async (said: Progress) => recordSoFar(await proven(said));
  const asked = { ...progressReads(reads, order, { log, clock }), soFar };
  const progress = await progressOf(asked, actOf(order), known);
  if (!progress) return { type: 'watch_failed' };
  const whole = await proven(progress);
  warnOfLook(order, whole, { log, clock });
  return seen(whole);
}

/** What an order that is watched knows already. */
function knownOf(order: OrderAtVendor): KnownProgress & KnownByLook & { readonly short: readonly Short[] } {
  const step = stepOf(order);
  if (order.state === 'payment_pending') return { ready: new Set(), unread: new Set(), step, lacking: [], short: [] };
  const { ready, unread = [], lacking = [], short } = order.progress;
  return { ready: new Set(ready), unread: new Set(unread), step, lacking, short: short?.domains ?? [] };
}

/** What a look before found short, and this one did not read, is still so as far as is known. */
function withKnownShort(progress: OwnProgress, known: readonly Short[]): OwnProgress {
  const isUnread = new Set(progress.unread);
  return { ...progress, short: [...(progress.short ?? []), ...known.filter(({ domain }) => isUnread.has(domain))] };
}

/** Who runs the app hears what our own look cannot do, and what it holds back for longer than a set-up takes. */
function warnOfLook(
  order: OrderAtVendor,
  { silent, lacking }: OwnProgress,
  { log, clock }: Pick<Watching, 'log' | 'clock'>,
): void {
  const { reference } = order.facts;
  if (silent.length > 0) {
    const domains = silent.length;
    log.warn({ reference, domains }, 'DNS told nothing of some domains; for them ScaledMail’s word stands');
  }
  const held = lacking.filter(keepsFromWorking);
  if (isHeldLong(order, lacking, clock.now())) {
    const about = { reference, domains: held.length, first: held[0] };
    log.warn(
      about,
      'An order is held back by CHECK_DNS for longer than a set-up takes; is the resolver to be believed?',
    );
  }
}

const seen = ({
  ready,
  isDone,
  unread,
  isToGoOn,
  readAgainAt,
  lacking,
  silent,
  isDoneThere,
  short = [],
}: OwnProgress): OrderEvent => ({
  type: 'progress_seen',
  ready: [...ready],
  isDone,
  ...(unread.length > 0 && { unread: [...unread] }),
  ...(lacking.length > 0 && { lacking: [...lacking] }),
  ...(silent.length > 0 && { silent: silent.length }),
  ...shortIn(short),
  ...(isDoneThere && { isDoneThere }),
  ...(isToGoOn && { isToGoOn }),
  ...(readAgainAt && { readAgainAt }),
});

function shortIn(short: readonly Short[]) {
  const shortage = shortageOf(short);
  return shortage ? { short: shortage } : {};
}

/** Records what is known so far, every few seconds: a long look that ends early leaves what it read. */
function recorder(order: OrderAtVendor, { clock, record }: Pick<Watching, 'clock' | 'record'>) {
  let recordedAt = clock.now();
  return async (progress: OwnProgress): Promise<void> => {
    const now = clock.now();
    if (order.state !== 'placed' || progress.isDone || now < addMilliseconds(recordedAt, RECORD_EVERY_MS)) return;
    recordedAt = now;
    await record(seen(progress));
  };
}

/** What a kind may read to tell what works; see `ProgressReads`. */
function progressReads(
  reads: WatchReads,
  order: OrderAtVendor,
  watching: Pick<Watching, 'log' | 'clock'>,
): Omit<ProgressReads, 'soFar'> {
  const { log } = watching;
  return {
    domains: async () => {
      const domains = await listOrNull(() => reads.domains(workspaceOf(actOf(order)).id), order, log);
      return (
        domains &&
        ((name) => {
          const domain = domains.get(name);
          return domain && isRowOf(order, domain) ? domain : null;
        })
      );
    },
    mailboxes: patientReads(reads, order, watching),
    purchased: () => listOrNull(() => reads.purchased(workspaceOf(actOf(order)).id), order, log),
    statusOf: async (vendorOrderId) => {
      const rows = await listOrNull(() => reads.orders(workspaceOf(actOf(order)).id), order, log);
      return rows?.get(vendorOrderId)?.status ?? null;
    },
    forms: () => listOrNull(() => reads.forms(workspaceOf(actOf(order)).id), order, log),
    workspaces: async () => {
      const listed = await listOrNull(() => reads.workspaces(), order, log);
      return listed === null ? null : listed.filter(({ id }) => !order.ruledOut.includes(id));
    },
  };
}

/** Null when the list could not be read. */
async function isCancelledAtVendor(reads: WatchReads, order: OrderAtVendor, log: Log): Promise<boolean | null> {
  const { vendorOrderId } = atVendor(order);
  if (vendorOrderId === null || !endsWithTarget(actOf(order))) return false;
  const rows = await listOrNull(() => reads.orders(workspaceOf(actOf(order)).id), order, log);
  if (!rows) return null;
  const row = rows.get(vendorOrderId);
  return row !== undefined && isEnded(row.status);
}

/** A list of the vendor's; null when it cannot be had, which the log says. */
async function listOrNull<List>(read: () => Promise<List>, { facts }: OrderAtVendor, log: Log): Promise<List | null> {
  try {
    return await read();
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn(
      { reference: facts.reference, error },
      'A list of ScaledMail’s cannot be read; the order is watched again',
    );
    return null;
  }
}

/** Whether a failure says something of the vendor, and not only of one domain. */
function isOfVendor(error: VendorError): boolean {
  const trouble = troubleOf(error);
  return trouble !== 'unreadable' && trouble !== 'turned_down';
}

/** Reads mailboxes of one domain after the other; the log says which could not be had. */
function patientReads(reads: WatchReads, order: OrderAtVendor, { log, clock }: Pick<Watching, 'log' | 'clock'>) {
  const { reference } = order.facts;
  let unanswered = 0;
  return async ({ id: domainId }: VendorDomain): Promise<MailboxesSeen> => {
    if (unanswered >= MOST_UNANSWERED) return null;
    const workspaceId = workspaceOf(actOf(order)).id;
    try {
      return await reads.mailboxes(workspaceId, domainId, reference);
    } catch (error) {
      if (!isVendorError(error)) throw error;
      if (isOfVendor(error)) unanswered += 1;
      log.warn(
        { reference, domainId, error },
        'The mailboxes of a domain could not be read; they are read again later',
      );
      return { failedUntil: reads.mailboxesWaitUntil(workspaceId, domainId) ?? clock.now(), isNews: true };
    }
  };
}
