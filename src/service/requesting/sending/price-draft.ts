import { askedBy } from '../../../acts/asked-by-draft.ts';
import type { NamesToBuy } from '../../../acts/buy_and_order/new-names.ts';
import type { CustomOrder } from '../../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { mistakesIn } from '../../../acts/custom_order/form/mistakes.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import type { Quote, QuoteRefusal } from '../../../acts/custom_order/quote.ts';
import type { FormTrouble } from '../../../acts/fill_form/waiting-form.ts';
import type { ChosenPackage } from '../../../acts/fixed_package/chosen-package.ts';
import { packageWorth } from '../../../acts/fixed_package/fixed-package.ts';
import { isSameOffer } from '../../../acts/fixed_package/offers.ts';
import { chargedCents, type Worth } from '../../../acts/worth.ts';
import { type LimitName, type Limits, limitAgainst } from '../../../orders/approval/limits.ts';
import type { Cents } from '../../../values/money.ts';
import { sharedAnswers } from '../../../values/shared-answers.ts';
import { quotePurchase } from '../../acts/custom_order/quote-purchase.ts';
import { offersOf } from '../../acts/fixed_package/appraise.ts';
import { AppError } from '../../errors.ts';
import { type FreeActsDeps, maySendFreely } from '../../free-acts.ts';
import { type ChosenDeps, checkChosen, withSources } from '../../logins/check-chosen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { checkDraft, type ReadForm, readForm } from '../filling/check-draft.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import { changeAsSeen, typedText } from '../form/own-form.ts';
import { newNames } from '../names/new-names.ts';
import { namesNotThere } from '../names/where-names-are.ts';
import { formTrouble } from '../pending-forms/form-trouble.ts';
import { type CopyDeps, withOwnCopies } from './own-copies.ts';

export interface PricingDeps extends ChosenDeps, CopyDeps, FreeActsDeps {
  readonly drafts: Drafts;
  readonly vendor: Vendor;
  readonly clock: Clock;
  readonly limits: Limits;
}

export type Priced =
  | { readonly ok: true; readonly draft: OrderDraft }
  | ({ readonly ok: false; readonly problems: readonly Problem[] } & OpenForm)
  | { readonly ok: false; readonly refusal: QuoteRefusal | FormTrouble | 'package_changed' | Overtaken }
  | AboveLimit;

/** Something else is typed in the form by now, or it was deleted or erased meanwhile. */
type Overtaken = 'changed_meanwhile' | 'form_forgotten';

/** More than who runs the app lets be charged: nobody in Slack can let it through. */
export interface AboveLimit {
  readonly ok: false;
  readonly refusal: 'above_limit';
  readonly limit: LimitName;
  readonly limitCents: Cents;
  readonly cents: Cents;
}

/** Whether what is charged is above a limit; null when it is not. */
export function aboveLimit(worth: Worth, limits: Limits): AboveLimit | null {
  const cents = chargedCents(worth);
  const reached = limitAgainst(cents, limits);
  return reached && { ok: false, refusal: 'above_limit', limit: reached.name, limitCents: reached.cents, cents };
}

/**
 * Checks a form whole, also against what the vendor says is there, and prices it; keeps the result in the draft, so that
 * what is sent later is exactly what was reviewed. With problems, the draft goes back to the page that has them. A form is
 * priced once at a time, however often that is asked for; and when it was changed meanwhile, nothing of it is kept: what
 * somebody typed since is what counts. Throws what vendor reads throw, and `SlackUnavailable`; the draft is as
 * it was then.
 */
export function priceDraft(deps: PricingDeps): (read: ReadForm) => Promise<Priced> {
  const underWay = sharedAnswers<Priced>({ keeps: () => false });
  return (read) => underWay(typedText(read), () => price(deps, read));
}

async function price(deps: PricingDeps, given: ReadForm): Promise<Priced> {
  const read = await withCopiesKept(deps, given);
  if (!read) return overtaken(deps, given);
  const checked = await checkDraft(deps.orders, read);
  const logins = await checkChosen(deps, read.draft);
  const names = checked.ok
    ? await namesAtVendor(deps.vendor, read)
    : await namesBeside(deps.vendor, read, checked.problems);
  const problems = [...(checked.ok ? [] : checked.problems), ...names.problems, ...logins.problems];
  if (!checked.ok || problems.length > 0) {
    const kept = await changeAsSeen(deps.drafts, read, ({ draft, fill }) => ({
      draft: { ...draft, mistakes: mistakesIn(read.input, problems) },
      fill: fill + 1,
    }));
    return kept ? { ok: false, ...kept, problems } : overtaken(deps, given);
  }
  const purchase = withSources(checked.purchase, logins);
  const priced = await quoted(deps, read.draft, purchase);
  if (!priced.ok) return priced;
  const buys = names.names.length === 0 ? {} : { buys: [...names.names] };
  const review = { purchase, quote: priced.quote, ...buys };
  const asked = askedBy({ ...read.draft, review });
  const above = asked && aboveLimit(asked.worth, deps.limits);
  if (above) return above;
  const kept = await changeAsSeen(deps.drafts, read, async ({ draft, fill }) => ({
    draft: await withRule(deps, { ...draft, review }),
    fill,
  }));
  return kept ? { ok: true, draft: kept.draft } : overtaken(deps, given);
}

/** The draft whose review says so when it is sent at once, without approval. Throws `SlackUnavailable`. */
async function withRule(deps: PricingDeps, draft: OrderDraft): Promise<OrderDraft> {
  const asked = askedBy(draft);
  const isFree = asked !== null && (await maySendFreely(deps, draft.ownerId, asked));
  return isFree && draft.review ? { ...draft, review: { ...draft.review, isFree: true } } : draft;
}

type Quoted =
  | { readonly ok: true; readonly quote: Quote | null }
  | { readonly ok: false; readonly refusal: QuoteRefusal | FormTrouble | 'package_changed' };

/** What a purchase costs; a form that is filled in costs nothing, while it waits for these names. Throws what vendor reads throw. */
async function quoted(
  deps: PricingDeps,
  { holds, package: chosen }: OrderDraft,
  purchase: CustomOrder,
): Promise<Quoted> {
  if (chosen) return quotedPackage(deps, chosen, purchase);
  if (!holds) return quotePurchase(deps, purchase, 'person');
  const refusal = await formTrouble(deps.vendor, purchase.workspace.id, holds);
  return refusal ? { ok: false, refusal } : { ok: true, quote: null };
}

/** What a package costs, while the vendor sells it as it was chosen. */
async function quotedPackage(
  deps: PricingDeps,
  { offer, quantity }: ChosenPackage,
  { workspace }: CustomOrder,
): Promise<Quoted> {
  const now = (await offersOf(deps.vendor, workspace.id, 'person')).find((each) => isSameOffer(each, offer));
  if (now?.monthCents !== offer.monthCents) return { ok: false, refusal: 'package_changed' };
  const { lines, monthCents: totalCents } = packageWorth({ offer, quantity });
  return { ok: true, quote: { lines: [...lines], totalCents, pricedAt: deps.clock.now() } };
}

/**
 * Which names the vendor says are not there to be ordered, and which of them are bought first, where the form says so. Those of
 * a form that is filled in are in use by the order that was paid.
 */
async function namesAtVendor(vendor: Vendor, { input, draft }: ReadForm): Promise<NamesToBuy> {
  if (draft.holds) return NO_NAMES;
  if (draft.isNew) return newNames(vendor, input, draft.workspaces);
  return { names: [], problems: await namesNotThere(vendor, input, draft.workspaces) };
}

const NO_NAMES: NamesToBuy = { names: [], problems: [] };

/** The form with sealed logins of its own, kept so; null when something else is typed in it now. */
async function withCopiesKept(deps: PricingDeps, read: ReadForm): Promise<ReadForm | null> {
  const draft = await withOwnCopies(deps, read.draft);
  if (draft === read.draft) return read;
  const form = await changeAsSeen(deps.drafts, read, ({ fill }) => ({ draft, fill }));
  return form && readForm(form);
}

/** Why nothing of a form was kept. */
async function overtaken({ drafts }: PricingDeps, { draft }: ReadForm): Promise<Priced> {
  const isThere = (await drafts.load(draft.id)) !== null;
  return { ok: false, refusal: isThere ? 'changed_meanwhile' : 'form_forgotten' };
}

/** The same beside mistakes that are told already, and are told too when the vendor does not answer. */
async function namesBeside(vendor: Vendor, read: ReadForm, told: readonly Problem[]): Promise<NamesToBuy> {
  const isTold = (found: Problem) =>
    told.some(
      ({ field, line, code }) => code === 'domain_in_open_order' && field === found.field && line === found.line,
    );
  try {
    const { problems } = await namesAtVendor(vendor, read);
    return { names: [], problems: problems.filter((found) => !isTold(found)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return NO_NAMES;
  }
}
