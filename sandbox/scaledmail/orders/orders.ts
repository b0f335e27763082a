import { TERMS } from '../catalogue/pricing.ts';
import { badRequest, notFound, Refusal } from '../http/refusal.ts';
import {
  type DomainRecord,
  domainsOf,
  type MailboxRecord,
  type OrderRecord,
  type PackageRecord,
  type PrewarmRecord,
} from '../state/data.ts';
import { setUpTimes } from '../state/set-up.ts';
import type { Vendor } from '../state/vendor.ts';
import { mailboxesFor } from './aliases.ts';
import type { DomainRequest } from './order-requests.ts';
import type { OrderLine } from './rules.ts';

/** Takes the money of one spend call, or tries to: exactly one charge. */
export function charge(
  vendor: Vendor,
  cost: { orderId: string; tag: string; amountCents: number; succeeds: boolean },
): void {
  const { orderId, tag, amountCents, succeeds } = cost;
  vendor.data.charges.push({ at: vendor.now().toISOString(), orderId, tag, amountCents, succeeded: succeeds });
}

function mailboxesOf(request: DomainRequest, count: number): MailboxRecord[] {
  const { aliases, first_name: firstName, last_name: lastName } = request;
  if (aliases === undefined) return mailboxesFor(firstName ?? '', lastName ?? '', count);
  return aliases.map((entry) => ({ firstName: entry.first_name, lastName: entry.last_name, alias: entry.alias }));
}

/** Packages with their domains, which are set up one after the other from now on. */
export function buildPackages(
  vendor: Vendor,
  lines: readonly OrderLine[],
  source: string,
  setUp = vendor.settings,
): PackageRecord[] {
  const count = lines.reduce((sum, line) => sum + line.domains.length, 0);
  let index = 0;
  return lines.map((line) => ({
    id: vendor.newId(),
    provider: line.provider,
    domains: line.domains.map((request): DomainRecord => {
      const times = setUpTimes(index, count, vendor.now(), setUp);
      index += 1;
      return {
        id: vendor.newId(),
        name: request.domain,
        provider: line.provider,
        source,
        redirect: request.redirect ?? '',
        ...times,
        mailboxes: mailboxesOf(request, line.mailboxesPerDomain),
        pendingRedirect: null,
        pendingName: null,
        pendingSender: null,
      };
    }),
  }));
}

/** Marks the workspace's registrations of these domains as used by them. */
export function useRegistrations(vendor: Vendor, workspaceId: string, domains: readonly DomainRecord[]): void {
  for (const row of vendor.data.registrations) {
    const user = domains.find((domain) => domain.name === row.name);
    if (user !== undefined && row.workspaceId === workspaceId) row.domainId = user.id;
  }
}

/** An order to open, checked and priced. */
export interface NewOrder {
  readonly workspaceId: string;
  readonly tag: string;
  readonly source: string;
  readonly description?: string;
  readonly packages: PackageRecord[];
  readonly monthlyCents: number;
  /** Paid once, with the first month. */
  readonly oneOffCents: number;
  readonly chargeSucceeds: boolean;
}

/** Such as `2 * Custom - Google + 1 * Custom - MS`. */
function describe(packages: readonly PackageRecord[]): string {
  return packages.map((group) => `${group.domains.length} * Custom - ${TERMS[group.provider].word}`).join(' + ');
}

/**
 * Makes the subscription, Active at once, and charges it exactly once. When the card fails the order stays,
 * with its payment pending.
 */
export function openOrder(vendor: Vendor, asked: NewOrder): OrderRecord {
  const now = vendor.now();
  const order: OrderRecord = {
    id: vendor.newId(),
    workspaceId: asked.workspaceId,
    tag: asked.tag,
    status: 'Active',
    amountCents: asked.monthlyCents,
    description: asked.description ?? describe(asked.packages),
    createdAt: vendor.ownTime().toISOString(),
    visibleAt: new Date(now.getTime() + vendor.settings.orderVisibleAfterMs).toISOString(),
    cancelShowsAt: null,
    isPaymentPending: !asked.chargeSucceeds,
    source: asked.source,
    packages: asked.packages,
    form: null,
  };
  vendor.data.orders.push(order);
  useRegistrations(vendor, order.workspaceId, domainsOf(order));
  const amountCents = asked.monthlyCents + asked.oneOffCents;
  charge(vendor, { orderId: order.id, tag: order.tag, amountCents, succeeds: asked.chargeSucceeds });
  return order;
}

/** What of the pre-warmed inboxes nobody has bought. */
export const stockOf = ({ data, settings }: Vendor): PrewarmRecord[] =>
  data.prewarmStock.filter(({ id }) => !settings.soldStock.includes(id));

/** The order if the workspace has it and it shows already; else throws a 404 `Refusal`. */
export function findOrder(vendor: Vendor, workspaceId: string, orderId: string): OrderRecord {
  const order = visibleOrders(vendor, workspaceId).find((candidate) => candidate.id === orderId);
  if (order === undefined) throw notFound();
  return order;
}

/** Orders of the workspace that `/orders` shows at the vendor's time, newest first. */
export function visibleOrders(vendor: Vendor, workspaceId: string): OrderRecord[] {
  const nowMs = vendor.now().getTime();
  return vendor.data.orders
    .filter((order) => order.workspaceId === workspaceId && Date.parse(order.visibleAt) <= nowMs)
    .filter(({ id }) => !vendor.settings.hiddenOrders.includes(id))
    .reverse();
}

/**
 * Cancels a whole order: its domains leave `/domains` as soon as it shows, and its registrations are free again (inferred).
 * Source: docs/vendor/notes.md, "What the sandbox should be able to do".
 */
export function cancelOrder(vendor: Vendor, order: OrderRecord): void {
  if (order.status === 'Cancelled') throw badRequest('Subscription is already cancelled');
  order.status = 'Cancelled';
  order.cancelShowsAt = new Date(vendor.now().getTime() + vendor.settings.cancelListedAfterMs).toISOString();
  order.isPaymentPending = false;
  const ended = new Set(domainsOf(order).map((domain) => domain.id));
  for (const row of vendor.data.registrations) {
    if (row.domainId !== null && ended.has(row.domainId)) row.domainId = null;
  }
}

/** The order costs so much a month from now on. Throws a 404 `Refusal` when there is none. */
export function changeAmount(vendor: Vendor, orderId: string, amountCents: number): void {
  const order = vendor.data.orders.find((candidate) => candidate.id === orderId);
  if (order === undefined) throw notFound();
  order.amountCents = amountCents;
}

/** The card of a payment-pending order was confirmed: charges it. Throws a 404 or 409 `Refusal` when there is nothing to confirm. */
export function confirmPayment(vendor: Vendor, orderId: string): void {
  const order = vendor.data.orders.find((candidate) => candidate.id === orderId);
  if (order === undefined) throw notFound();
  if (!order.isPaymentPending) throw new Refusal(409, { error: 'No payment of this order is pending' });
  const failed = vendor.data.charges.find((entry) => entry.orderId === orderId && !entry.succeeded);
  order.isPaymentPending = false;
  charge(vendor, { orderId, tag: order.tag, amountCents: failed?.amountCents ?? order.amountCents, succeeds: true });
}
