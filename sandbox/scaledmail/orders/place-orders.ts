import { type PackageOffer, packageCents, packageSize, packagesOnSale } from '../catalogue/packages.ts';
import { billedCents, monthlyCents, TERMS } from '../catalogue/pricing.ts';
import {
  checkHosting,
  checkNames,
  readSource,
  registerNames,
  registrationCents,
  withCoupon,
} from '../catalogue/sources.ts';
import type { Call } from '../http/operation.ts';
import type { VendorSettings } from '../http/protocol.ts';
import { badRequest, notFound, readBody } from '../http/refusal.ts';
import { PROVIDERS } from '../state/data.ts';
import { CustomOrderRequest, type DomainRequest, PackageOrderRequest } from './order-requests.ts';
import { buildPackages, openOrder } from './orders.ts';
import { checkOrderLines, linesOf, type OrderLine } from './rules.ts';

/**
 * Body of a successful spend call, in the form that the settings ask for.
 * Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour".
 */
export function spendResult(orderId: string, settings: VendorSettings): unknown {
  switch (settings.spendAnswer) {
    case 'empty':
      return {};
    case 'success':
      return { success: true };
    case 'with_id':
      return { success: true, order_id: orderId };
  }
}

/** Names of all domains in the lines of an order. */
export function namesOf(lines: readonly OrderLine[]): string[] {
  return lines.flatMap((line) => line.domains.map((domain) => domain.domain));
}

/**
 * Checks everything first, then makes one order and charges it once.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function createCustomOrder(call: Call): unknown {
  const { vendor, workspaceId } = call;
  const source = readSource(call, true);
  const request = readBody(CustomOrderRequest, call.body);
  checkHosting(source, request.hosting);
  const lines = linesOf(request.providers, vendor.settings);
  const names = namesOf(lines);
  checkNames(vendor, workspaceId, source, names);
  const listCents = lines.reduce(
    (sum, line) => sum + monthlyCents(line.provider, line.domains.length, line.mailboxesPerDomain, vendor.settings),
    0,
  );
  const monthly = billedCents(withCoupon(call, listCents), vendor.settings);
  const oneOffCents = source === 'buy' ? registrationCents(vendor, names) : 0;
  if (source === 'buy') registerNames(vendor, workspaceId, names);
  const order = openOrder(vendor, {
    workspaceId,
    tag: request.tag ?? '',
    source,
    packages: buildPackages(vendor, lines, source),
    monthlyCents: monthly,
    oneOffCents,
    chargeSucceeds: call.chargeSucceeds,
  });
  return spendResult(order.id, vendor.settings);
}

/** Flat domains take the providers of the package in order: google first, then outlook, then smtp. */
function spread(domains: readonly DomainRequest[], offer: PackageOffer, quantity: number): OrderLine[] {
  let from = 0;
  return PROVIDERS.flatMap((provider) => {
    const count = offer.domains[provider] * quantity;
    const own = domains.slice(from, from + count);
    from += count;
    return count === 0 ? [] : [{ provider, domains: own, mailboxesPerDomain: TERMS[provider].mailboxesPerDomain }];
  });
}

function packageLines(body: unknown, offer: PackageOffer, settings: VendorSettings) {
  const request = readBody(PackageOrderRequest, body);
  const { quantity } = request;
  const given = request.domains?.length ?? namesOf(linesOf(request.providers ?? {}, settings)).length;
  const required = packageSize(offer) * quantity;
  if (given !== required) throw badRequest(`This package requires exactly ${required} domains, got ${given}`);
  const lines =
    request.domains === undefined
      ? linesOf(request.providers ?? {}, settings)
      : checkOrderLines(spread(request.domains, offer, quantity));
  for (const line of lines) {
    if (line.domains.length !== offer.domains[line.provider] * quantity) {
      throw badRequest(`This package requires ${offer.domains[line.provider] * quantity} domains of ${line.provider}`);
    }
  }
  return { request, lines };
}

/**
 * Orders a fixed package; the number of domains must be the package's times `quantity`.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function createOrder(call: Call): unknown {
  const { vendor, workspaceId } = call;
  const offer = packagesOnSale(vendor.settings).find((candidate) => candidate.id === call.path.price_id);
  if (offer === undefined) throw notFound();
  const source = readSource(call, false);
  const { request, lines } = packageLines(call.body, offer, vendor.settings);
  checkHosting(source, request.hosting);
  checkNames(vendor, workspaceId, source, namesOf(lines));
  const listCents = packageCents(offer, vendor.settings) * request.quantity;
  const order = openOrder(vendor, {
    workspaceId,
    tag: request.tag ?? '',
    source,
    description: `${request.quantity} * ${offer.name}`,
    monthlyCents: billedCents(withCoupon(call, listCents), vendor.settings),
    oneOffCents: 0,
    packages: buildPackages(vendor, lines, source),
    chargeSucceeds: call.chargeSucceeds,
  });
  return spendResult(order.id, vendor.settings);
}
