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

/** What of names that are to be bought is left to be bought, step by step. */
export type NamesLeft =
  | {
      readonly ok: true;
      /** Those that are bought, and those that can be, at what may be charged for them. */
      readonly names: readonly NameToBuy[];
      /** Names of the act that are not among these: bought meanwhile, or not to be had any more. */
      readonly bought: readonly string[];
      readonly gone: readonly string[];
    }
  | { readonly ok: false; readonly refusal: 'price_unit_unclear' | 'sold_out' };

/**
 * What is left of names, from those of `step` on: those before are bought and paid. When all of the step are bought already,
 * they stay as they were: there is nothing more to buy by it, which the list tells. A name that became cheaper may still cost
 * what was approved. Throws what vendor reads throw.
 */
export async function namesLeft(vendor: Vendor, act: BuyDomains, urgency: Urgency, step: number): Promise<NamesLeft> {
  const done = act.names.slice(0, (step - 1) * NAMES_A_CALL);
  const open = act.names.slice(done.length);
  const now = await namesNow(vendor, act.workspace.id, namesToBuy({ names: open }), urgency);
  const ofStep = namesAtStep(act, step);
  const kept = ofStep.every(({ name }) => now.bought.has(name)) ? [...done, ...ofStep] : done;
  if (kept.length === act.names.length) return { ok: true, names: act.names, bought: [], gone: [] };
  // A price that makes no sense may make some tomorrow; a name that is gone stays so.
  if (now.isUnclear) return { ok: false, refusal: 'price_unit_unclear' };
  if (kept === done && now.free.length === 0) return { ok: false, refusal: 'sold_out' };
  const seen = new Map(open.map((each) => [each.name, each]));
  const names = [...kept, ...now.free.map((each) => dearerOf(each, seen.get(each.name)))];
  const still = new Set(namesToBuy({ names }));
  const others = namesToBuy(act).filter((name) => !still.has(name));
  return {
    ok: true,
    names,
    bought: others.filter((name) => now.bought.has(name)),
    gone: others.filter((name) => !now.bought.has(name)),
  };
}

/** What the names cost now; see `namesLeft`. Where some were bought or taken meanwhile, what is left is another act. */
export async function appraiseBuyDomains(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: BuyDomains,
  urgency: Urgency,
  step = 1,
): Promise<Appraised> {
  const left = await namesLeft(vendor, act, urgency, step);
  if (!left.ok) return left;
  if (left.names === act.names) return { ok: true, worth: buyWorth(act) };
  const now: BuyDomains = { ...act, names: [...left.names] };
  const worth = buyWorth(now);
  const isWhole = left.bought.length + left.gone.length === 0;
  return isWhole ? { ok: true, worth, repriced: now } : { ok: true, worth, act: now };
}

/** The name at what was approved for it, or at what it costs now when that is more: no call may charge more than its part. */
const dearerOf = (now: NameToBuy, seen: NameToBuy | undefined): NameToBuy => ({
  name: now.name,
  priceCents: Math.max(now.priceCents, seen?.priceCents ?? 0),
  renewalCents: Math.max(now.renewalCents, seen?.renewalCents ?? 0),
});
