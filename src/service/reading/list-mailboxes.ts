import { mailboxesOf } from '../../acts/act.ts';
import { domainNames } from '../../acts/custom_order/custom-order.ts';
import type { MailboxList } from '../../acts/custom_order/mailbox-list.ts';
import { actOf, type Order, runsAtVendor } from '../../orders/order.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { mailboxListOf, workingNames } from '../acts/custom_order/mailbox-list.ts';
import { rowsOfOrder } from '../acts/rows-of-order.ts';
import { isVendorError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Vendor, VendorDomain, VendorMailbox } from '../ports/vendor.ts';
import { type FindingDeps, type FoundOrder, showOrder } from './find-orders.ts';

/** Lists of mailboxes, one a domain, that are read for one answer: somebody waits, and the orders that are set up need turns, too. */
const MOST_LISTS = 20;

export interface MailboxDeps extends FindingDeps {
  readonly vendor: Pick<Vendor, 'domains' | 'mailboxes'>;
  readonly clock: Clock;
  readonly log: Log;
}

export type ListedMailboxes =
  | { readonly ok: true; readonly order: Order; readonly list: MailboxList }
  | Extract<FoundOrder, { ok: false }>
  /** It does not stand at ScaledMail, or makes no mailboxes. */
  | { readonly ok: false; readonly refusal: 'no_mailboxes' };

/**
 * The mailboxes of an order that stands at the vendor, for the same people as `showOrder`. States are read as far as it goes
 * in one answer. Throws what reading the vendor's list of domains throws.
 */
export const listMailboxes =
  (deps: MailboxDeps) =>
  async (by: UserId, reference: Reference): Promise<ListedMailboxes> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const { order } = found;
    const mailboxes = mailboxesOf(actOf(order));
    if (!runsAtVendor(order) || !mailboxes) return { ok: false, refusal: 'no_mailboxes' };
    const workspaceId = mailboxes.workspace.id;
    const rows = rowsOfOrder(order, await deps.vendor.domains(workspaceId, 'person'));
    const working = workingNames(order);
    const unknown = domainNames(mailboxes).flatMap((name) => (working.has(name) ? [] : (rows.get(name) ?? [])));
    const states = await statesOf(deps, workspaceId, unknown.slice(0, MOST_LISTS));
    return { ok: true, order, list: mailboxListOf(order, mailboxes, { rows, states, readAt: deps.clock.now() }) };
  };

/** The lists of some domains, by name; without those that cannot be had, which the log says. */
async function statesOf(
  { vendor, log }: MailboxDeps,
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
