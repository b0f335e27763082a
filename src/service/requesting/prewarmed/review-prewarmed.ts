import { type BuyPrewarmed, prewarmedWorth } from '../../../acts/buy_prewarmed/buy-prewarmed.ts';
import {
  checkPrewarmed,
  type PrewarmedProblem,
  prewarmedToolProblems,
} from '../../../acts/buy_prewarmed/check-prewarmed.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import type { QuoteRefusal } from '../../../acts/custom_order/quote.ts';
import type { Limits } from '../../../orders/approval/limits.ts';
import type { Reference } from '../../../values/ids.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type ChosenDeps, checkChosen, withSources } from '../../logins/check-chosen.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { FormOf } from '../kept-forms.ts';
import type { CopyDeps } from '../sending/own-copies.ts';
import { type AboveLimit, aboveLimit } from '../sending/price-draft.ts';
import {
  chosenIn,
  inputOf,
  ownPrewarmedForm,
  type PrewarmedFields,
  type PrewarmedForm,
  savePrewarmedForm,
  withFields,
} from './prewarmed-form.ts';
import { withOwnLogins } from './prewarmed-tool.ts';
import { type ReadStock, readStock, type StockDeps } from './read-stock.ts';

export interface ReviewingPrewarmedDeps extends StockDeps, ChosenDeps, CopyDeps {
  readonly limits: Limits;
}

/** The picker with what is ticked and typed in it, kept; null when it is forgotten. */
export type FilledPrewarmed = {
  readonly form: PrewarmedForm;
  readonly problems: readonly PrewarmedProblem[];
} | null;

/** Takes what is ticked and typed on a page, and says what of it is wrong. What was reviewed before is forgotten. */
export const fillPrewarmed =
  (deps: CopyDeps) =>
  async (of: FormOf, fields: PrewarmedFields): Promise<FilledPrewarmed> => {
    const known = await ownPrewarmedForm(deps.keyValues, of);
    if (!known) return null;
    const form = { ...withFields(await withOwnLogins(deps, known), fields), review: null };
    await savePrewarmedForm(deps.keyValues, form);
    const checked = checkPrewarmed(inputOf(form));
    return { form, problems: checked.ok ? [] : checked.problems };
  };

/** Why the picker is shown again instead of the review; everything typed is still in it. */
export type NotReviewed =
  /** Names that are not in stock any more. */
  | { readonly why: 'sold'; readonly names: readonly string[] }
  /** Names that another open order has, with that order. */
  | { readonly why: 'taken'; readonly taken: ReadonlyMap<string, Reference> }
  /** What is the matter with the sending tool or its login. */
  | { readonly why: 'tool'; readonly problems: readonly Problem[] }
  | { readonly why: 'no_price'; readonly refusal: QuoteRefusal }
  | { readonly why: 'above_limit'; readonly above: AboveLimit }
  | { readonly why: 'unanswered'; readonly error: VendorError };

export type ReviewedPrewarmed =
  | { readonly ok: true; readonly form: PrewarmedForm; readonly review: NonNullable<PrewarmedForm['review']> }
  | { readonly ok: false; readonly refusal: 'form_forgotten' }
  | {
      readonly ok: false;
      readonly refusal: 'not_reviewed';
      readonly form: PrewarmedForm;
      readonly because: NotReviewed;
    };

/** Prices what is chosen by the stock of now, and keeps exactly that for the review. */
export const reviewPrewarmed =
  (deps: ReviewingPrewarmedDeps) =>
  async (of: FormOf): Promise<ReviewedPrewarmed> => {
    const form = await ownPrewarmedForm(deps.keyValues, of);
    const checked = form && checkPrewarmed(inputOf(form));
    if (!form || !checked?.ok) return { ok: false, refusal: 'form_forgotten' };
    const logins = await checkChosen(deps, { sequencer: null, ...form, source: 'scaledmail', hosting: null });
    const problems = [...prewarmedToolProblems(checked.act.sequencer), ...logins.problems];
    if (problems.length > 0) return again(deps, form, { why: 'tool', problems });
    const read = await stockOrError(deps, form.workspaceId);
    if ('error' in read) return again(deps, form, { why: 'unanswered', error: read.error });
    if (!read.ok) return again(deps, form, { why: 'no_price', refusal: read.refusal });
    return reviewOf(deps, form, withSources(checked.act, logins), read);
  };

async function reviewOf(
  deps: ReviewingPrewarmedDeps,
  form: PrewarmedForm,
  wanted: BuyPrewarmed,
  { stock, taken, readAt }: Extract<ReadStock, { ok: true }>,
): Promise<ReviewedPrewarmed> {
  const free = stock.filter(({ id }) => !taken.has(id));
  const isFree = (id: string) => free.some((each) => each.id === id);
  const fresh: PrewarmedForm = {
    ...form,
    stock: free,
    readAt,
    inOrders: taken.size,
    chosen: form.chosen.filter(isFree),
    offset: form.offset < free.length ? form.offset : 0,
  };
  const missing = wanted.inboxes.filter(({ id }) => !isFree(id));
  const inOrders = new Map(
    missing.flatMap(({ id, name }) => {
      const by = taken.get(id);
      return by === undefined ? [] : [[name, by] as const];
    }),
  );
  if (inOrders.size > 0) return again(deps, fresh, { why: 'taken', taken: inOrders });
  if (missing.length > 0) return again(deps, fresh, { why: 'sold', names: missing.map(({ name }) => name) });
  const act = { ...wanted, inboxes: chosenIn(fresh) };
  const worth = prewarmedWorth(act.inboxes);
  const above = aboveLimit(worth, deps.limits);
  if (above) return again(deps, fresh, { why: 'above_limit', above });
  const review = { act, worth };
  const reviewed = { ...fresh, review, fill: form.fill + 1 };
  await savePrewarmedForm(deps.keyValues, reviewed);
  return { ok: true, form: reviewed, review };
}

/** The picker once more, under new block ids. */
async function again(
  { keyValues }: { readonly keyValues: KeyValueStore },
  form: PrewarmedForm,
  because: NotReviewed,
): Promise<ReviewedPrewarmed> {
  const shown = { ...form, fill: form.fill + 1 };
  await savePrewarmedForm(keyValues, shown);
  return { ok: false, refusal: 'not_reviewed', form: shown, because };
}

async function stockOrError(
  deps: ReviewingPrewarmedDeps,
  workspaceId: string,
): Promise<ReadStock | { readonly error: VendorError }> {
  try {
    return await readStock(deps, workspaceId);
  } catch (error) {
    if (!isVendorError(error)) throw error;
    return { error };
  }
}
