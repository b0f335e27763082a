import { NEW_NAMES } from '../../../acts/buy_and_order/new-names.ts';
import { boxesOf, MOST_BOXES } from '../../../acts/custom_order/boxes.ts';
import type { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import type { Mistake, OrderDraft } from '../../../acts/custom_order/draft.ts';
import { isOfColumns } from '../../../acts/custom_order/mistakes.ts';
import { optionOf } from '../../../acts/custom_order/options.ts';
import type { OrderField, Problem } from '../../../acts/custom_order/problem.ts';
import { placeSheet } from '../../../acts/custom_order/sheets/place-sheet.ts';
import { withTextsAtChosen } from '../../../acts/fill_form/held-texts.ts';
import { A_PACKAGE } from '../../../acts/fixed_package/chosen-package.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import { changeOwnForm, type FilledPage, type FormOf, filledForm, ownForm, turnPage } from '../form/own-form.ts';
import { checkDraft, type ReadForm, readForm } from './check-draft.ts';

export interface FillingDeps {
  readonly orders: OrderStore;
  readonly drafts: Drafts;
}

/** What became of a page: the form goes on to the next one, or says what to fix; null when it is forgotten or another's. */
export type Filled =
  | ({ readonly ok: true } & ReadForm)
  | ({ readonly ok: false; readonly problems: readonly Problem[] } & OpenForm)
  | null;

/** Fields of the first page. */
export const WHAT_FIELDS: readonly OrderField[] = ['label', 'workspace', 'source', 'providers'];

/** Takes the first page. Too many domains in all are told of the providers, but it is the next page that can be shortened. */
export const fillWhat =
  (deps: FillingDeps) =>
  async (page: FilledPage): Promise<Filled> => {
    const isForNow = ({ field, code }: Problem) => WHAT_FIELDS.includes(field) && code !== 'too_many_domains_in_all';
    const filled = await fill(deps, page, isForNow);
    // What the form was begun with has its place as soon as the providers are known.
    const placed = filled?.ok && filled.draft.sheet?.from !== 'form' ? placeSheet(filled.draft) : null;
    if (!filled?.ok) return filled;
    const draft = withTextsAtChosen(withSource(placed?.ok ? placed.draft : filled.draft, page.typed.source));
    if (draft === filled.draft) return filled;
    return { ok: true, ...readForm(await turnPage(deps.drafts, { draft, fill: filled.fill })) };
  };

/** A form of a package, or of names to be bought, is one no more when domains of another source are chosen instead. */
function withSource(draft: OrderDraft, typed: string | null): OrderDraft {
  if (typed === null) return draft;
  const { package: chosen, isNew: _, ...others } = draft;
  if (typed === NEW_NAMES) return { ...others, source: 'scaledmail', isNew: true };
  if (draft.isNew === undefined && (chosen === undefined || typed === A_PACKAGE)) return draft;
  return typed === A_PACKAGE && chosen ? { ...others, package: chosen } : others;
}

/** Takes the page with the domains; the login and options have pages of their own. */
export const fillDomains = (deps: FillingDeps) => (page: FilledPage) =>
  fill(deps, page, ({ field }) => !field.startsWith('hosting_') && optionOf(field) === null);

/** Takes the page that asks about columns, as that with the domains, and remembers what was said for its person. */
export const fillColumns =
  (deps: FillingDeps) =>
  async (page: FilledPage): Promise<Filled> => {
    const filled = await fillDomains(deps)(page);
    if (filled?.draft.saidColumns) await deps.drafts.rememberColumns(page.by, filled.draft.saidColumns);
    return filled;
  };

/** Takes a page, on which only some problems are for its person to fix. What was typed is kept in either case. */
const fill = (deps: FillingDeps, page: FilledPage, isForNow: (problem: Problem) => boolean): Promise<Filled> =>
  changeOwnForm(deps.drafts, page, async (form, save): Promise<Filled> => {
    const read = readForm(form);
    const checked = await checkDraft(deps.orders, read);
    const problems = checked.ok ? [] : checked.problems.filter(isForNow);
    if (problems.length === 0) return { ok: true, ...read, ...(await turnPage({ save }, form)) };
    if (problems.some(isOfColumns)) return { ok: false, ...(await turnPage({ save }, form)), problems };
    await save(form);
    return { ok: false, ...form, problems };
  });

/** Takes a page with an option, whose `fields` alone are for its person to fix here. What was typed is kept in either case. */
export const fillOption = (deps: FillingDeps) => (page: FilledPage, fields: readonly OrderField[]) =>
  fill(deps, page, ({ field }) => fields.includes(field));

/** Keeps what is typed on a page that is left for the one before; null when the form is forgotten or another's. */
export const leavePage =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage): Promise<OpenForm | null> =>
    changeOwnForm(drafts, page, (form, save) => turnPage({ save }, form));

/** As `leavePage`, with one box more for the domains of a provider, while there may be more. */
export const addBox =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage, provider: EmailProvider): Promise<OpenForm | null> =>
    changeOwnForm(drafts, page, (form, save) => {
      const { boxes, domainText } = form.draft;
      const shown = Math.max(boxesOf(domainText[provider] ?? '')?.length ?? MOST_BOXES, boxes?.[provider] ?? 1);
      const draft = { ...form.draft, boxes: { ...boxes, [provider]: Math.min(MOST_BOXES, shown + 1) } };
      return turnPage({ save }, { ...form, draft });
    });

/** Keeps what is typed on a page that stays; null when the form is forgotten or another's. */
export const keepTyped =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage): Promise<OpenForm | null> =>
    changeOwnForm(drafts, page, async (form, save) => {
      await save(form);
      return form;
    });

/** The mistakes that a form shows now; none when it is forgotten or another's. */
export const mistakesShown =
  ({ drafts }: { drafts: Drafts }) =>
  async (page: FormOf): Promise<readonly Mistake[]> =>
    (await ownForm(drafts, page))?.draft.mistakes ?? [];

/** Keeps a form in which mistakes were fixed or left out. */
export const keepForm =
  ({ drafts }: { drafts: Drafts }) =>
  ({ draft: { mistakes: _, ...draft }, fill }: OpenForm): Promise<OpenForm> =>
    turnPage(drafts, { draft, fill });

/** The form as it stands, to be priced or sent; null when it is forgotten or another's. */
export const openForm =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage): Promise<OpenForm | null> =>
    filledForm(drafts, page);
