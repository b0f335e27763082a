import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { OrderField, Problem } from '../../acts/custom_order/problem.ts';
import { hostingProblems, loginProblems } from '../../acts/custom_order/rules/accounts.ts';
import type { Login, LoginVault } from '../ports/login-vault.ts';
import type { OrderStore } from '../ports/order-store.ts';
import { checkDraft, type ReadDraft, readDraft } from './check-draft.ts';
import type { Drafts } from './drafts.ts';
import { type FilledPage, filledDraft, turnPage } from './own-draft.ts';

export interface FillingDeps {
  readonly orders: OrderStore;
  readonly drafts: Drafts;
}

/** What became of a page: the form goes on to the next one, or says what to fix; null when it is forgotten or another's. */
export type Filled =
  | ({ readonly ok: true } & ReadDraft)
  | { readonly ok: false; readonly draft: OrderDraft; readonly problems: readonly Problem[] }
  | null;

/** Fields of the first page. */
export const WHAT_FIELDS: readonly OrderField[] = ['label', 'workspace', 'source', 'providers'];

/** Takes the first page. Too many domains in all are told of the providers, but it is the next page that can be shortened. */
export const fillWhat = (deps: FillingDeps) => (page: FilledPage) =>
  fill(deps, page, ({ field, code }) => WHAT_FIELDS.includes(field) && code !== 'too_many_domains_in_all');

/** Takes the page with the domains; the login is asked for on the next one. */
export const fillDomains = (deps: FillingDeps) => (page: FilledPage) =>
  fill(deps, page, ({ field }) => !field.startsWith('hosting_'));

/** Takes a page, on which only some problems are for its person to fix. What was typed is kept in either case. */
async function fill(deps: FillingDeps, page: FilledPage, isForNow: (problem: Problem) => boolean): Promise<Filled> {
  const draft = await filledDraft(deps.drafts, page);
  if (!draft) return null;
  const read = readDraft(draft);
  const checked = await checkDraft(deps.orders, read);
  const problems = checked.ok ? [] : checked.problems.filter(isForNow);
  if (problems.length === 0) return { ok: true, draft: await turnPage(deps.drafts, draft), input: read.input };
  await deps.drafts.save(draft);
  return { ok: false, draft, problems };
}

/**
 * Takes the page with the hosting login, which is sealed before anything else is done with it. Left empty, the one sealed
 * before is kept.
 */
export const fillHosting =
  ({ drafts, vault }: { drafts: Drafts; vault: LoginVault }) =>
  async (page: FilledPage, login: Login): Promise<Filled> => {
    const draft = await filledDraft(drafts, page);
    if (!draft?.hosting) return null;
    const { hosting } = draft;
    const isKept = hosting.loginId !== null && login.username === '' && login.password === '';
    const provisional = { provider: hosting.provider, loginId: 'typed' };
    const problems = [...hostingProblems('other', provisional), ...(isKept ? [] : loginProblems('hosting', login))];
    if (problems.length > 0) return { ok: false, draft, problems };
    const loginId = isKept ? hosting.loginId : await vault.seal(login);
    return { ok: true, ...readDraft(await turnPage(drafts, { ...draft, hosting: { ...hosting, loginId } })) };
  };

/** Keeps what is typed on a page that is left for the one before; null when the form is forgotten or another's. */
export const leavePage =
  ({ drafts }: { drafts: Drafts }) =>
  async (page: FilledPage): Promise<OrderDraft | null> => {
    const draft = await filledDraft(drafts, page);
    return draft && turnPage(drafts, draft);
  };

/** The form as it stands, to be priced or sent; null when it is forgotten or another's. */
export const openDraft =
  ({ drafts }: { drafts: Drafts }) =>
  (page: FilledPage): Promise<OrderDraft | null> =>
    filledDraft(drafts, page);
