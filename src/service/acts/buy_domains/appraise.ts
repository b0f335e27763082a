import { type SearchedName, searchedNames } from '../../../acts/buy_domains/availability.ts';
import {
  type BuyDomains,
  buyWorth,
  NAMES_A_CALL,
  type NameToBuy,
  namesAtStep,
  namesToBuy,
} from '../../../acts/buy_domains/buy-domains.ts';
import type { Urgency, Vendor } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';

/** Searches names, ten a call. Throws what vendor reads throw. Source: docs/vendor/openapi.yaml, "searchDomains". */
export async function searchNames(
  vendor: Vendor,
  workspaceId: string,
  names: readonly string[],
  urgency: Urgency,
): Promise<SearchedName[]> {
  const found: SearchedName[] = [];
  for (let from = 0; from < names.length; from += NAMES_A_CALL) {
    const wanted = names.slice(from, from + NAMES_A_CALL);
    found.push(...searchedNames(wanted, await vendor.searchNames(workspaceId, wanted, urgency)));
  }
  return found;
}

/** What of some names can be bought now, and at which price; those that are bought already are none of it. */
export interface NamesNow {
  readonly bought: ReadonlySet<string>;
  readonly free: readonly NameToBuy[];
  /** Whether one of them is free at a price that cannot be right. */
  readonly isUnclear: boolean;
}

/** Looks names up: which are bought already, which are free. Throws what vendor reads throw. */
export async function namesNow(
  vendor: Vendor,
  workspaceId: string,
  names: readonly string[],
  urgency: Urgency,
): Promise<NamesNow> {
  const bought = new Set(await vendor.purchasedDomains(workspaceId, urgency));
  const wanted = names.filter((name) => !bought.has(name));
  const searched = await searchNames(vendor, workspaceId, wanted, urgency);
  const free = searched.flatMap((each): NameToBuy[] => {
    if (each.state !== 'free') return [];
    const { name, priceCents, renewalCents } = each;
    return [{ name, priceCents, renewalCents }];
  });
  return { bought, free, isUnclear: searched.some(({ state }) => state === 'unclear') };
}

/**
 * What the names cost now, from those of `step` on: those before are bought and paid. Where some were bought or taken
 * meanwhile, what is left is another act. When all of the step are bought already, they are left as they were: there is nothing
 * more to buy by it, which the list tells. A name that became cheaper may still cost what was approved. Throws what vendor reads throw.
 */
export async function appraiseBuyDomains(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: BuyDomains,
  urgency: Urgency,
  step = 1,
): Promise<Appraised> {
  const done = act.names.slice(0, (step - 1) * NAMES_A_CALL);
  const open = act.names.slice(done.length);
  const now = await namesNow(vendor, act.workspace.id, namesToBuy({ names: open }), urgency);
  const ofStep = namesAtStep(act, step);
  const kept = ofStep.every(({ name }) => now.bought.has(name)) ? [...done, ...ofStep] : done;
  if (kept.length === act.names.length) return { ok: true, worth: buyWorth(act) };
  // A price that makes no sense may make some tomorrow; a name that is gone stays so.
  if (now.isUnclear) return { ok: false, refusal: 'price_unit_unclear' };
  if (kept === done && now.free.length === 0) return { ok: false, refusal: 'sold_out' };
  const seen = new Map(open.map((each) => [each.name, each]));
  const free = now.free.map((each) => dearerOf(each, seen.get(each.name)));
  const left: BuyDomains = { ...act, names: [...kept, ...free] };
  const worth = buyWorth(left);
  return left.names.length === act.names.length ? { ok: true, worth, repriced: left } : { ok: true, worth, act: left };
}

/** The name at what was approved for it, or at what it costs now when that is more: no call may charge more than its part. */
const dearerOf = (now: NameToBuy, seen: NameToBuy | undefined): NameToBuy => ({
  name: now.name,
  priceCents: Math.max(now.priceCents, seen?.priceCents ?? 0),
  renewalCents: Math.max(now.renewalCents, seen?.renewalCents ?? 0),
});
