import { domainRow, mailboxRows, orderDetails, orderRow, prewarmRow, registrationRow } from '../http/answers.ts';
import type { Call } from '../http/operation.ts';
import { badRequest, notFound } from '../http/refusal.ts';
import { isFreeRegistration } from '../orders/names.ts';
import {
  blankOrderRows,
  oddDomainRows,
  oddMailboxes,
  oddOrderDetails,
  oddOrderRows,
  oddRegistrationRows,
  oddStockRows,
} from '../orders/odd-rows.ts';
import { findOrder, stockOf, visibleOrders } from '../orders/orders.ts';
import { domainsOf, type OrderRecord } from '../state/data.ts';
import { isShownCancelled, type Showing } from '../state/shown-status.ts';
import type { Vendor } from '../state/vendor.ts';
import { packageRow, packagesOnSale } from './packages.ts';
import { dollars } from './pricing.ts';

const showingBy = (vendor: Vendor): Showing => ({ now: vendor.now(), settings: vendor.settings });

/** `/workspaces` answers under its own new name, `/organizations` under the observed one. */
export function getWorkspaces({ vendor }: Call): unknown {
  const key = vendor.settings.workspacesPath === '/workspaces' ? 'workspaces' : 'organizations';
  const isListed = ({ listedAt }: { readonly listedAt: string | null }) =>
    listedAt === null || Date.parse(listedAt) <= vendor.now().getTime();
  const rows = vendor.data.workspaces.filter(isListed).flatMap(({ id, name }) => {
    const shown = vendor.settings.workspaceNames[id];
    return shown === null ? [] : [{ id, name: shown ?? name }];
  });
  return { [key]: rows };
}

/** Stock by provider; `total` counts the rows that make sense. */
export function getPreWarmInboxes({ vendor }: Call): unknown {
  const stock = stockOf(vendor);
  const rows = (provider: 'google' | 'outlook') => [
    ...oddStockRows(vendor, provider),
    ...stock.filter((inbox) => inbox.provider === provider).map((inbox) => prewarmRow(inbox, vendor.settings)),
  ];
  return { total: stock.length, google: rows('google'), outlook: rows('outlook') };
}

/**
 * Domains of the workspace's orders; one that shows as cancelled takes its rows away (inferred).
 * Source: docs/vendor/notes.md, "What the sandbox should be able to do".
 */
export function getDomains({ vendor, workspaceId }: Call): unknown {
  const showing = showingBy(vendor);
  const active = vendor.data.orders.filter(
    (order) => order.workspaceId === workspaceId && !isShownCancelled(order, showing.now),
  );
  const rows = active.flatMap((order) => domainsOf(order).map((domain) => domainRow(order, domain, showing)));
  return { domains: [...oddDomainRows(vendor), ...rows] };
}

/** Names bought through the vendor; `available=true` keeps those that a new order can use. */
export function getPurchasedDomains({ vendor, workspaceId, query }: Call): unknown {
  const { available } = query;
  if (available !== undefined && available !== 'true' && available !== 'false') {
    throw badRequest('available must be true or false');
  }
  const rows = vendor.data.registrations
    .filter((row) => row.workspaceId === workspaceId)
    .filter(({ listedAt }) => listedAt === null || Date.parse(listedAt) <= vendor.now().getTime())
    .filter((row) => available !== 'true' || isFreeRegistration(vendor.data, workspaceId, row.name));
  return { domains: [...oddRegistrationRows(vendor), ...rows.map((row) => registrationRow(row, vendor.settings))] };
}

/** The fixed packages at today's prices. */
export function getPackages({ vendor }: Call): unknown {
  const packages = packagesOnSale(vendor.settings).map((offer) => packageRow(offer, vendor.settings));
  return { total: packages.length, packages };
}

/** Orders of the workspace, newest first, without tags (documented). */
export function getOrders({ vendor, workspaceId }: Call): unknown {
  const payments = [
    ...oddOrderRows(vendor),
    ...blankOrderRows(vendor),
    ...visibleOrders(vendor, workspaceId).map((order) => orderRow(order, showingBy(vendor))),
  ];
  return { total: payments.length, payments };
}

/** One order with tag, packages and domains; 404 while it does not show yet. */
export function getOrderDetails({ vendor, workspaceId, path }: Call): unknown {
  const orderId = path.order_id ?? '';
  const isOurs = visibleOrders(vendor, workspaceId).some(({ id }) => id === orderId);
  return isOurs
    ? orderDetails(findOrder(vendor, workspaceId, orderId), showingBy(vendor))
    : oddOrderDetails(vendor, orderId);
}

/** Whether a form is shown as pending: until it is filled in, and for as long after that as the settings say. */
const isListed = ({ listedUntil }: NonNullable<OrderRecord['form']>, now: Date): boolean =>
  listedUntil === null || Date.parse(listedUntil) > now.getTime();

/** Paid packages of active orders that wait for their domain data. */
export function getPendingForms({ vendor, workspaceId }: Call): unknown {
  const forms = visibleOrders(vendor, workspaceId).flatMap((order) => {
    if (order.form === null || order.status !== 'Active' || !isListed(order.form, vendor.now())) return [];
    return [
      {
        payment_id: order.id,
        uuid: order.form.uuid,
        description: order.description,
        created_at: order.createdAt.slice(0, 10),
        amount: dollars(order.amountCents),
        type: 'package-subscription',
        data: { quantity: 1, domains_required: order.form.domains.length, domains: order.form.domains },
      },
    ];
  });
  return { total: forms.length, forms };
}

/**
 * Null for a domain of another workspace (observed), and for the first ones of each order when the settings say so; 404 for
 * an unknown one (assumed).
 */
export function getMailboxesByDomainId({ vendor, workspaceId, path, query }: Call): unknown {
  const active = vendor.data.orders.filter((order) => !isShownCancelled(order, vendor.now()));
  for (const order of active) {
    const index = domainsOf(order).findIndex((candidate) => candidate.id === path.domain_id);
    const domain = domainsOf(order)[index];
    if (domain === undefined) continue;
    const isWithout = index < vendor.settings.domainsWithoutMailboxes;
    if (isWithout || order.workspaceId !== workspaceId) return { mailboxes: null };
    const rows = mailboxRows(domain, vendor.now(), query.password === 'true');
    return { mailboxes: oddMailboxes(rows, domain.name, vendor.settings.mailboxList) };
  }
  throw notFound();
}
