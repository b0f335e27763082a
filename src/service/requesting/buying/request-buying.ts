import { type BuyDomains, buyWorth, namesToBuy } from '../../../acts/buy_domains/buy-domains.ts';
import type { QuoteRefusal } from '../../../acts/custom_order/quote.ts';
import type { Limits } from '../../../orders/approval/limits.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import type { Reference } from '../../../values/ids.ts';
import { namesNow } from '../../acts/buy_domains/appraise.ts';
import { refuseToAsk } from '../../authority.ts';
import type { Vendor } from '../../ports/vendor.ts';
import type { FormOf } from '../kept-forms.ts';
import { byName, takenNames } from '../names/taken-names.ts';
import { type FormSent, type InsertingDeps, insertOnce, sentBefore } from '../sending/insert-once.ts';
import { type AboveLimit, aboveLimit } from '../sending/price-draft.ts';
import { type BuyForm, ownBuyForm, saveBuyForm } from './buy-form.ts';

export interface RequestingBuyDeps extends InsertingDeps {
  readonly vendor: Vendor;
  readonly limits: Limits;
}

/** Why what is chosen cannot be bought as it is; `form` has what is left of it. */
export type BuyRefusal =
  | { readonly ok: false; readonly refusal: 'form_forgotten' | AuthorityRefusal }
  | { readonly ok: false; readonly refusal: QuoteRefusal | 'nothing_chosen'; readonly form: BuyForm }
  | { readonly ok: false; readonly refusal: 'names_gone'; readonly names: readonly string[]; readonly form: BuyForm }
  | {
      readonly ok: false;
      readonly refusal: 'names_ordered';
      readonly taken: ReadonlyMap<string, Reference>;
      readonly form: BuyForm;
    }
  | (AboveLimit & { readonly form: BuyForm });

/** The page on which what would be sent is looked over. */
export type BuyReview = {
  readonly ok: true;
  readonly form: BuyForm;
  readonly seen: NonNullable<BuyForm['seen']>;
};

/**
 * Looks up once more what is chosen, and keeps what it costs, so that what is sent later is exactly what was reviewed. Names
 * that cannot be had any more are left out, and their person looks first. Throws what vendor reads throw.
 */
export const reviewBuying =
  (deps: RequestingBuyDeps) =>
  async (of: FormOf): Promise<BuyReview | BuyRefusal> => {
    const form = await ownBuyForm(deps.keyValues, of);
    const workspace = form?.workspaces.find(({ id }) => id === form.workspaceId);
    if (!form || !workspace) return { ok: false, refusal: 'form_forgotten' };
    if (form.chosen.length === 0) return { ok: false, refusal: 'nothing_chosen', form };
    const names = form.chosen;
    const act: BuyDomains = { kind: 'buy_domains', workspace, label: form.label.trim(), names };
    const taken = await takenNames(deps.orders, namesToBuy(act));
    if (taken.size > 0) return orderedElsewhere(deps, form, taken);
    const now = await namesNow(deps.vendor, workspace.id, namesToBuy(act), 'person');
    if (now.isUnclear) return { ok: false, refusal: 'price_unit_unclear', form };
    const left = [...now.free];
    if (left.length < names.length) {
      const kept = await choosing(deps, form, left);
      const still = new Set(left.map(({ name }) => name));
      return {
        ok: false,
        refusal: 'names_gone',
        names: namesToBuy(act).filter((name) => !still.has(name)),
        form: kept,
      };
    }
    const seen = { act: { ...act, names: left }, worth: buyWorth({ names: left }) };
    const above = aboveLimit(seen.worth, deps.limits);
    if (above) return { ...above, form };
    const reviewed = { ...form, chosen: left, seen, fill: form.fill + 1 };
    await saveBuyForm(deps.keyValues, reviewed);
    return { ok: true, form: reviewed, seen };
  };

export type BuyingRequested = { readonly ok: true; readonly order: Order } | BuyRefusal;

/**
 * Makes the order that the review showed, at the price it showed, and puts it up for approval. However often the same form is
 * sent, one order comes of it.
 */
export const requestBuying =
  (deps: RequestingBuyDeps) =>
  async (of: FormOf): Promise<BuyingRequested> => {
    const refusal = await refuseToAsk(deps, of.by);
    if (refusal) return { ok: false, refusal };
    const form = await ownBuyForm(deps.keyValues, of);
    if (!form?.seen) return { ok: false, refusal: 'form_forgotten' };
    const above = aboveLimit(form.seen.worth, deps.limits);
    if (above) return { ...above, form };
    const inserted = await insertOnce(deps, sentOf(of, form.seen));
    return inserted.ok ? inserted : orderedElsewhere(deps, form, byName(inserted.taken));
  };

/** The order that came of the form as it was reviewed; null when it was not sent. */
export const boughtByForm =
  (deps: Pick<RequestingBuyDeps, 'keyValues' | 'orders'>) =>
  async (of: FormOf): Promise<Order | null> => {
    const form = await ownBuyForm(deps.keyValues, of);
    return form?.seen ? sentBefore(deps, sentOf(of, form.seen)) : null;
  };

const sentOf = ({ formId, by }: FormOf, { act, worth }: NonNullable<BuyForm['seen']>): FormSent => ({
  formId,
  by,
  act,
  worth,
});

/** Names that another open order has are not chosen any more. */
async function orderedElsewhere(
  deps: RequestingBuyDeps,
  form: BuyForm,
  taken: ReadonlyMap<string, Reference>,
): Promise<BuyRefusal> {
  const left = form.chosen.filter(({ name }) => !taken.has(name));
  return { ok: false, refusal: 'names_ordered', taken, form: await choosing(deps, form, left) };
}

/** The form with these chosen, and none of the others on the page free any more. */
async function choosing({ keyValues }: RequestingBuyDeps, form: BuyForm, chosen: BuyForm['chosen']): Promise<BuyForm> {
  const lost = new Set(form.chosen.map(({ name }) => name));
  for (const { name } of chosen) lost.delete(name);
  const shown = (form.found?.shown ?? []).map((each) =>
    lost.has(each.name) ? ({ name: each.name, state: 'taken' } as const) : each,
  );
  const kept: BuyForm = {
    ...form,
    chosen: [...chosen],
    seen: null,
    found: form.found && { ...form.found, shown },
    fill: form.fill + 1,
    round: form.round + 1,
  };
  await saveBuyForm(keyValues, kept);
  return kept;
}
