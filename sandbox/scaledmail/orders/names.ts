import { currentCents, dollars } from '../catalogue/pricing.ts';
import type { VendorSettings } from '../http/protocol.ts';
import { domainsOf, type VendorData } from '../state/data.ts';

interface RegistrationTerms {
  readonly firstYearCents: number;
  readonly renewalCents: number;
}

/** Yearly prices of the endings on sale. Only `.com` was ever seen, at several prices; the others are ours. */
const ENDINGS: Readonly<Record<string, RegistrationTerms>> = {
  com: { firstYearCents: 1550, renewalCents: 1700 },
  net: { firstYearCents: 1420, renewalCents: 1600 },
  org: { firstYearCents: 1310, renewalCents: 1500 },
  co: { firstYearCents: 2800, renewalCents: 3200 },
  io: { firstYearCents: 4200, renewalCents: 4800 },
};

/** Names that somebody else holds, whatever their ending. */
const FAMOUS = new Set(['example', 'google', 'microsoft', 'apple', 'amazon', 'northwind', 'contoso', 'slack']);

/** One row of search-domains or suggest-domains. Prices in dollars, null unless `available`. */
export interface Availability {
  readonly domain: string;
  readonly status: 'available' | 'taken' | 'error';
  readonly price: number | null;
  readonly renewPrice: number | null;
  readonly blacklisted: readonly string[];
}

function split(name: string): { label: string; ending: string } {
  const dot = name.indexOf('.');
  return { label: name.slice(0, dot), ending: name.slice(dot + 1) };
}

/** What a registration of `name` costs now, in cents; undefined when its ending is not on sale. */
export function registrationTerms(name: string, settings: VendorSettings): RegistrationTerms | undefined {
  const listed = ENDINGS[split(name).ending];
  if (listed === undefined) return undefined;
  return {
    firstYearCents: currentCents(listed.firstYearCents, settings),
    renewalCents: currentCents(listed.renewalCents, settings),
  };
}

/** Whether an active order holds `name`, waits for its domain data, or is about to change to it. */
export function isInUse(data: VendorData, name: string): boolean {
  return data.orders.some(
    (order) =>
      order.status === 'Active' &&
      ((order.form?.listedUntil === null && order.form.domains.includes(name)) ||
        domainsOf(order).some((domain) => domain.name === name || domain.pendingName?.name === name)),
  );
}

/** Whether the workspace bought `name` through the vendor. */
export function isRegistered(data: VendorData, workspaceId: string, name: string): boolean {
  return data.registrations.some((row) => row.workspaceId === workspaceId && row.name === name);
}

/** Whether the workspace bought `name` through the vendor and no order uses it. */
export function isFreeRegistration(data: VendorData, workspaceId: string, name: string): boolean {
  return isRegistered(data, workspaceId, name) && !isInUse(data, name);
}

/**
 * Whether `name` can be registered. Beside names held here, famous names and labels of up to three letters, a label
 * that starts with `taken-` is taken, `blacklisted-` stands on a block list, `error-` fails: magic names for trying out.
 */
export function availabilityOf(name: string, data: VendorData, settings: VendorSettings): Availability {
  const { label } = split(name);
  const none = { domain: name, price: null, renewPrice: null, blacklisted: [] };
  const terms = registrationTerms(name, settings);
  if (terms === undefined || label.startsWith('error-')) return { ...none, status: 'error' };
  const isHeldHere =
    settings.takenNames.includes(name) || data.registrations.some((row) => row.name === name) || isInUse(data, name);
  if (isHeldHere || FAMOUS.has(label) || label.length < 4 || label.startsWith('taken-')) {
    return { ...none, status: 'taken' };
  }
  return {
    domain: name,
    status: 'available',
    price: dollars(terms.firstYearCents),
    renewPrice: dollars(terms.renewalCents),
    blacklisted: label.startsWith('blacklisted-') ? ['Spamhaus DBL'] : [],
  };
}

const BEFORE = ['', 'get', 'try', 'use', 'go', 'meet', 'hello', 'with', 'join', 'team'];
const AFTER = ['', 'hq', 'mail', 'team', 'app', 'labs', 'reach', 'now', 'group', 'online'];

/** Names made from a keyword, the likeliest first, each with every ending. */
export function suggestionsFor(keyword: string, endings: readonly string[]): string[] {
  const labels = AFTER.flatMap((after) => BEFORE.map((before) => `${before}${keyword}${after}`));
  return labels.flatMap((label) => endings.map((ending) => `${label}.${ending}`));
}
