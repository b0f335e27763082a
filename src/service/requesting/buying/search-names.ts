import type { SearchedName } from '../../../acts/buy_domains/availability.ts';
import { MOST_NAMES, NAMES_A_CALL } from '../../../acts/buy_domains/buy-domains.ts';
import { readQuery } from '../../../acts/buy_domains/read-query.ts';
import { searchNames } from '../../acts/buy_domains/appraise.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { takenNames } from '../names/taken-names.ts';
import { type BuyForm, freeNames, type NamesFound, ownBuyForm, type ShownName, saveBuyForm } from './buy-form.ts';

export interface SearchingDeps {
  readonly vendor: Vendor;
  readonly orders: OrderStore;
  readonly keyValues: KeyValueStore;
}

/**
 * Looks up what a form asks for: the first ten of its names. What is chosen stays chosen. Null when something else is asked
 * for by now, or nothing can be: then there is nothing to show. Throws what vendor reads throw.
 */
export const searchForNames =
  (deps: SearchingDeps) =>
  async (form: BuyForm): Promise<BuyForm | null> => {
    const { names, keyword } = readQuery(form.query, form.endings);
    if (names.length === 0) return null;
    const asked = names.slice(0, NAMES_A_CALL);
    const shown = await lookUp(deps, form, asked);
    const hasMore = names.length > asked.length || keyword !== null;
    return keepFound(deps, form, { query: form.query, shown, namesRead: asked.length, ideasRead: 0, hasMore });
  };

/**
 * The next ten: names that were asked for and not looked up yet, then ideas of the vendor's. Of ideas only those that are free
 * are looked up, as their block lists are told by a search alone. Null and throws as above.
 */
export const moreNames =
  (deps: SearchingDeps) =>
  async (form: BuyForm): Promise<BuyForm | null> => {
    const { found, endings, workspaceId } = form;
    if (!found) return null;
    const { names, keyword } = readQuery(found.query, endings);
    const asked = names.slice(found.namesRead, found.namesRead + NAMES_A_CALL);
    if (asked.length > 0) {
      const shown = await lookUp(deps, form, asked);
      const namesRead = found.namesRead + asked.length;
      return keepFound(deps, form, {
        ...found,
        shown,
        namesRead,
        hasMore: names.length > namesRead || keyword !== null,
      });
    }
    if (keyword === null) return keepFound(deps, form, { ...found, hasMore: false });
    const page = found.ideasRead + 1;
    const ideas = await deps.vendor.suggestNames(workspaceId, { keyword, endings, page }, 'person');
    const wanted = ideas.names.filter(({ status, name }) => status === 'available' && !names.includes(name));
    const free = wanted.slice(0, NAMES_A_CALL).map(({ name }) => name);
    const shown = free.length === 0 ? [] : await lookUp(deps, form, free);
    return keepFound(deps, form, { ...found, shown, ideasRead: page, hasMore: ideas.hasMore });
  };

/**
 * Looks up all names that a form asks for, and chooses those that are free: as many as one order takes. A page shows ten of
 * them, and all that cannot be had. Null and throws as above.
 */
export const chooseNames =
  (deps: SearchingDeps) =>
  async (form: BuyForm): Promise<BuyForm | null> => {
    const names = readQuery(form.query, form.endings).names.slice(0, MOST_NAMES);
    if (names.length === 0) return null;
    const found = await lookUp(deps, form, names);
    const free = found.filter(({ state }) => state === 'free').slice(0, NAMES_A_CALL);
    const shown = [...free, ...found.filter(({ state }) => state !== 'free')];
    const result = { query: form.query, shown, namesRead: names.length, ideasRead: 0, hasMore: false };
    return keepFound(deps, form, result, freeNames({ found: { ...result, shown: found } }));
  };

async function lookUp(deps: SearchingDeps, form: BuyForm, names: readonly string[]): Promise<ShownName[]> {
  const taken = await takenNames(deps.orders, names);
  const open = names.filter((name) => !taken.has(name));
  const searched = await searchNames(deps.vendor, form.workspaceId, open, 'person');
  const byName = new Map(searched.map((each) => [each.name, each]));
  return names.map((name): ShownName => {
    const by = taken.get(name);
    return by === undefined ? (byName.get(name) ?? takenName(name)) : { name, state: 'ordered', by };
  });
}

const takenName = (name: string): SearchedName => ({ name, state: 'taken' });

/** Keeps what was found in the form as it is now; null when something else is asked for in it meanwhile. */
async function keepFound(
  { keyValues }: SearchingDeps,
  asked: BuyForm,
  found: NamesFound,
  chosen: BuyForm['chosen'] | null = null,
): Promise<BuyForm | null> {
  const kept = await ownBuyForm(keyValues, { formId: asked.id, by: asked.ownerId });
  if (!kept || kept.round !== asked.round || kept.query !== asked.query || kept.seen !== null) return null;
  const form = { ...kept, found, round: kept.round + 1, chosen: chosen ?? repriced(kept, found) };
  await saveBuyForm(keyValues, form);
  return form;
}

/** What is chosen, at the prices that were seen last; what is not free any more is left out. */
function repriced({ chosen }: BuyForm, { shown }: NamesFound): BuyForm['chosen'] {
  const now = new Map(shown.map((each) => [each.name, each]));
  return chosen.flatMap((each) => {
    const seen = now.get(each.name);
    if (seen === undefined) return [each];
    if (seen.state !== 'free') return [];
    return [{ name: seen.name, priceCents: seen.priceCents, renewalCents: seen.renewalCents }];
  });
}
