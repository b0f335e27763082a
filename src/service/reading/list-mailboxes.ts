import { type CustomOrder, domainNames } from '../../acts/custom_order/custom-order.ts';
import type { MailboxList } from '../../acts/custom_order/mailbox-list.ts';
import type { Order } from '../../orders/order.ts';
import { type OrderAtVendor, runsAtVendor } from '../../orders/standing/at-vendor.ts';
import { mailboxesNow } from '../../orders/standing/mailboxes-now.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { mailboxListOf, workingNames } from '../acts/custom_order/mailbox-list.ts';
import { rowsOfOrder } from '../acts/rows-of-order.ts';
import { isVendorError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { Vendor, VendorDomain, VendorMailbox } from '../ports/vendor.ts';
import { type FindingDeps, type FoundOrder, showOrder } from './find-orders.ts';

/** Lists of mailboxes, one a domain, that are read for one answer: somebody waits, and the orders that are set up need turns, too. */
const MOST_LISTS = 20;

/** Nobody waits longer for a reading whose process died. One that takes longer may be begun beside. */
const READING_TTL_MS = 3 * 60_000;

/** What the vendor's lists are read with. */
export interface ListingDeps {
  readonly vendor: Pick<Vendor, 'domains' | 'mailboxes'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface MailboxDeps extends FindingDeps, ListingDeps {
  readonly keyValues: KeyValueStore;
}

export type SentMailboxes =
  | { readonly ok: true; readonly list: MailboxList }
  | Extract<FoundOrder, { ok: false }>
  /** It does not stand at ScaledMail, or makes no mailboxes; or they are being read for the same person already. */
  | { readonly ok: false; readonly refusal: 'no_mailboxes' | 'reading_already' };

/** Gives somebody the list that was read for them. */
type Deliver = (order: Order, list: MailboxList) => Promise<void>;

/**
 * Reads the mailboxes of an order that stands at the vendor, for the same people as `showOrder`, and has them delivered. One
 * reading at a time for each order and person, in all processes, until it is delivered: whoever asks again meanwhile gets no
 * second one. States are read as far as it goes in one answer. Throws what reading the vendor's list of domains throws, and
 * what `deliver` throws.
 */
export const sendMailboxes =
  (deps: MailboxDeps) =>
  async (by: UserId, reference: Reference, deliver: Deliver): Promise<SentMailboxes> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const { order } = found;
    const mailboxes = mailboxesNow(order);
    if (!runsAtVendor(order) || !mailboxes) return { ok: false, refusal: 'no_mailboxes' };
    const reading = `mailboxes-read:${reference}:${by}`;
    const isFirst = await deps.keyValues.setIfAbsent(reading, '1', READING_TTL_MS);
    if (!isFirst) return { ok: false, refusal: 'reading_already' };
    try {
      const list = await listOf(deps, order, mailboxes);
      await deliver(order, list);
      return { ok: true, list };
    } finally {
      await deps.keyValues.delete(reading);
    }
  };

/** The mailboxes of an order that stands at the vendor, as its lists show them now. Throws what reading its domains throws. */
export async function listOf(deps: ListingDeps, order: OrderAtVendor, mailboxes: CustomOrder): Promise<MailboxList> {
  const workspaceId = mailboxes.workspace.id;
  const rows = rowsOfOrder(order, await deps.vendor.domains(workspaceId, 'person'));
  const working = workingNames(order);
  const unknown = domainNames(mailboxes).flatMap((name) => (working.has(name) ? [] : (rows.get(name) ?? [])));
  const states = await statesOf(deps, workspaceId, unknown.slice(0, MOST_LISTS));
  return mailboxListOf(order, mailboxes, { rows, states, readAt: deps.clock.now() });
}

/** The lists of some domains, by name; without those that cannot be had, which the log says. */
async function statesOf(
  { vendor, log }: ListingDeps,
  workspaceId: string,
  domains: readonly VendorDomain[],
): Promise<ReadonlyMap<string, readonly VendorMailbox[]>> {
  const states = new Map<string, readonly VendorMailbox[]>();
  for (const { id: domainId, name } of domains) {
    try {
      const list = await vendor.mailboxes(workspaceId, domainId, 'person');
      if (list) states.set(name, list);
    } catch (error) {
      if (!isVendorError(error)) throw error;
      log.warn(
        { domainId, error },
        'The mailboxes of a domain could not be read for a list; the others are not asked for',
      );
      break;
    }
  }
  return states;
}
