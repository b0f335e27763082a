import type { Call } from '../http/operation.ts';
import { badRequest } from '../http/refusal.ts';
import { availabilityOf, isInUse, isRegistered, registrationTerms } from '../orders/names.ts';
import type { Vendor } from '../state/vendor.ts';

/** Where the names of an order come from: bought here, held elsewhere, or bought with the order (observed only). */
export type Source = 'scaledmail' | 'other' | 'buy';

/** The only coupon that the local vendor knows: ten percent off. What real ones do is not documented. */
export const KNOWN_COUPON = 'WELCOME10';

/** The `provider` of the query. `buy` counts only where the operation and the settings allow it. */
export function readSource({ query, vendor }: Call, mayBuy: boolean): Source {
  const { provider } = query;
  if (provider === undefined || provider === '') throw badRequest('provider is required');
  if (provider === 'scaledmail' || provider === 'other') return provider;
  if (provider === 'buy' && mayBuy && vendor.settings.allowBuy) return provider;
  throw badRequest('Invalid provider');
}

/**
 * `hosting` must be there when the names are held elsewhere. Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function checkHosting(source: Source, hosting: object | undefined): void {
  if (source === 'other' && hosting === undefined) throw badRequest('hosting is required when provider is other');
}

/** Refuses the whole request when one name is used, was not bought in this workspace, or cannot be bought. */
export function checkNames(vendor: Vendor, workspaceId: string, source: Source, names: readonly string[]): void {
  for (const name of names) {
    if (!vendor.settings.acceptsUsedNames && isInUse(vendor.data, name)) {
      throw badRequest(`Domain ${name} is already in use`);
    }
    if (source === 'scaledmail' && !isRegistered(vendor.data, workspaceId, name)) {
      throw badRequest(`Domain ${name} is not available in this workspace`);
    }
    if (source === 'buy' && availabilityOf(name, vendor.data, vendor.settings).status !== 'available') {
      throw badRequest(`Domain ${name} is not available`);
    }
  }
}

/** `cents` less what the coupon of the query gives; a coupon that is empty or unknown is refused. */
export function withCoupon({ query }: Call, cents: number): number {
  const { coupon } = query;
  if (coupon === undefined) return cents;
  if (coupon === '') throw badRequest('coupon cannot be empty');
  if (coupon !== KNOWN_COUPON) throw badRequest('Invalid coupon');
  return Math.round(cents * 0.9);
}

/** First-year price in cents of registering all names; a name whose ending is not on sale costs nothing. */
export function registrationCents(vendor: Vendor, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (registrationTerms(name, vendor.settings)?.firstYearCents ?? 0), 0);
}

/** Enters the names as bought by the workspace. The caller checks that they can be bought, and charges for them. */
export function registerNames(vendor: Vendor, workspaceId: string, names: readonly string[]): void {
  const now = vendor.now();
  const createdAt = now.toISOString();
  const listedAt = new Date(now.getTime() + vendor.settings.namesListedAfterMs).toISOString();
  for (const name of names) vendor.data.registrations.push({ workspaceId, name, createdAt, domainId: null, listedAt });
}
