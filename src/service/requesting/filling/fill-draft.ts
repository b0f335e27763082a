import { NEW_NAMES } from '../../../acts/buy_and_order/new-names.ts';
import type { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { boxesOf, MOST_BOXES } from '../../../acts/custom_order/form/boxes.ts';
import type { Mistake, OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { isOfColumns } from '../../../acts/custom_order/form/mistakes.ts';
import { optionOf } from '../../../acts/custom_order/options.ts';
import type { OrderField, Problem } from '../../../acts/custom_order/problem.ts';
import { placeSheet } from '../../../acts/custom_order/sheets/place-sheet.ts';
import { withTextsAtChosen } from '../../../acts/fill_form/held-texts.ts';
import { A_PACKAGE } from '../../../acts/fixed_package/chosen-package.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import {
  changeAsSeen,
  changeOwnForm,
  type FilledPage,
  type FormOf,
  filledForm,
  ownForm,
  turnPage,
} from '../form/own-form.ts';
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
export const fillWhat = (deps: FillingDeps) => (page: FilledPage) =>
  fill(deps, page, {
    isForNow: ({ field, code }) => WHAT_FIELDS.includes(field) && code !== 'too_many_domains_in_all',
    taken: (draft) => withTextsAtChosen(withSource(withSheetPlaced(draft), page.typed.source)),
  });

/** What the form was begun with has its place as soon as the providers are known. */
function withSheetPlaced(draft: OrderDraft): OrderDraft {
  const placed = draft.sheet?.from === 'form' ? null : placeSheet(draft);
  return placed?.ok ? placed.draft : draft;
}

/** A form of a package, or of names to be bought, is one no more when domains of another source are chosen instead. */
function withSource(draft: OrderDraft, typed: string | null): OrderDraft {
  if (typed === null) return draft;
  const { package: chosen, isNew: _, ...others } = draft;
  if (typed === NEW_NAMES) return { ...others, source: 'scaledmail', isNew: true };
  if (draft.isNew === undefined && (chosen === undefined || typed === A_PACKAGE)) return draft;
  return typed === A_PACKAGE && chosen ? { ...others, package: chosen } : others;
}

const isOfDomains = ({ field }: Problem): boolean => !field.startsWith('hosting_') && optionOf(field) === null;

/** Takes the page with the domains; the login and options have pages of their own. */
export const fillDomains = (deps: FillingDeps) => (page: FilledPage) => fill(deps, page, { isForNow: isOfDomains });

/** Takes the page that asks about columns, as that with the domains, and remembers what was said for its person. */
export const fillColumns =
  (deps: FillingDeps) =>
  async (page: FilledPage): Promise<Filled> => {
    let isFirst = false;
    const filled = await fill(deps, page, {
      isForNow: isOfDomains,
      beforeSaved: async ({ saidColumns }) => {
        if (saidColumns && (await deps.drafts.rememberColumns(page.by, saidColumns))) isFirst = true;
      },
    });
    // Whoever was erased meanwhile is not remembered by this alone.
    if (!filled && isFirst) await deps.drafts.forgetColumns(page.by);
    return filled;
  };

/** How a page is taken. */
interface Taking {
  /** Whether a problem is for its person to fix now. */
  readonly isForNow: (problem: Problem) => boolean;
  /** What becomes of the form when there is no such problem. */
  readonly taken?: (draft: OrderDraft) => OrderDraft;
  readonly beforeSaved?: (draft: OrderDraft) => Promise<void>;
  /** Whether the page is drawn anew with its problems, which stand at no field. */
  readonly isDrawnAnew?: boolean;
}

/** Takes a page, on which only some problems are for its person to fix. What was typed is kept in either case. */
const fill = (
  deps: FillingDeps,
  page: FilledPage,
  { isForNow, taken = (draft) => draft, beforeSaved = async () => {}, isDrawnAnew = false }: Taking,
): Promise<Filled> =>
  changeOwnForm(deps.drafts, page, async (form, save): Promise<Filled> => {
    const read = readForm(form);
    const checked = await checkDraft(deps.orders, read);
    const problems = checked.ok ? [] : checked.problems.filter(isForNow);
    if (problems.length === 0) {
      const draft = taken(read.draft);
      await beforeSaved(draft);
      const turned = await turnPage({ save }, { ...form, draft });
      return { ok: true, ...(draft === read.draft ? { ...read, ...turned } : readForm(turned)) };
    }
    await beforeSaved(form.draft);
    if (isDrawnAnew) return { ok: false, ...(await turnPage({ save }, asChanged(form))), problems };
    if (problems.some(isOfColumns)) return { ok: false, ...(await turnPage({ save }, form)), problems };
    await save(form);
    return { ok: false, ...form, problems };
  });

/** Takes a page with an option, whose `fields` alone are for its person to fix here. What was typed is kept in either case. */
export const fillOption = (deps: FillingDeps) => (page: FilledPage, fields: readonly OrderField[]) =>
  fill(deps, page, { isForNow: ({ field }) => fields.includes(field) });

/** As `fillOption`, of aliases: their mistakes are of lines, and stand above all boxes of a page that is drawn anew. */
export const fillAliases = (deps: FillingDeps) => (page: FilledPage, fields: readonly OrderField[]) =>
  fill(deps, page, { isForNow: ({ field }) => fields.includes(field), isDrawnAnew: true });

/**
 * Keeps what is typed on a page that is left for another one, changed where that is asked for; null when the form is forgotten
 * or another's. Where `change` knows nothing to change, it answers null.
 */
export const leavePage =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage, change: (draft: OrderDraft) => OrderDraft | null = () => null): Promise<OpenForm | null> =>
    changeOwnForm(drafts, page, (form, save) => {
      const changed = change(form.draft);
      return turnPage({ save }, changed ? asChanged({ ...form, draft: changed }) : form);
    });

/** Mistakes that were told are of the form before it was changed. */
const asChanged = ({ draft: { mistakes: _, ...draft }, fill }: OpenForm): OpenForm => ({ draft, fill });

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

/** Keeps a form in which mistakes were fixed or left out; null when something else is typed in it now, or it is forgotten. */
export const keepFixed =
  ({ drafts }: { drafts: Drafts }) =>
  (seen: OpenForm, fixed: OrderDraft): Promise<OpenForm | null> =>
    changeAsSeen(drafts, seen, ({ fill }) => asChanged({ draft: fixed, fill: fill + 1 }));

/** The form as it stands, to be priced or sent; null when it is forgotten or another's. */
export const openForm =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage): Promise<OpenForm | null> =>
    filledForm(drafts, page);
