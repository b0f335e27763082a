import type { Order } from '../../orders/order.ts';
import { mailboxesNow } from '../../orders/standing/mailboxes-now.ts';
import { mailboxListOf } from '../acts/custom_order/mailbox-list.ts';
import { rowsOfOrder } from '../acts/rows-of-order.ts';
import { PersonUnreachable } from '../errors.ts';
import type { VendorLists } from '../placing/vendor-lists.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Delivery, Notifier } from '../ports/slack/notifier.ts';

export interface HandingOverDeps {
  readonly lists: Pick<VendorLists, 'watch'>;
  readonly notifier: Pick<Notifier, 'handOver'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sends whoever asked the mailboxes of an order that works. Nothing is sent of one that ended meanwhile, and to somebody whom
 * no direct message reaches. Throws when the vendor's list cannot be had, or Slack takes no file for now.
 */
export async function handOver(deps: HandingOverDeps, order: Order, delivery: Delivery): Promise<void> {
  const mailboxes = mailboxesNow(order);
  if (order.state !== 'active' || !mailboxes) return;
  const domains = await deps.lists.watch.domains(mailboxes.workspace.id);
  const rows = rowsOfOrder(order, domains.values());
  const list = mailboxListOf(order, mailboxes, { rows, states: new Map(), readAt: deps.clock.now() });
  try {
    await deps.notifier.handOver(order, list, delivery);
  } catch (error) {
    if (!(error instanceof PersonUnreachable)) throw error;
    const { reference, requestedBy: person } = order.facts;
    deps.log.warn({ reference, person, error }, 'The mailboxes of an order cannot be sent to whoever asked for it');
  }
}
