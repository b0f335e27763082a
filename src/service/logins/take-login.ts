import type { OrderDraft } from '../../acts/custom_order/form/draft.ts';
import { fieldProblem, type Problem } from '../../acts/custom_order/problem.ts';
import { loginProblems } from '../../acts/custom_order/rules/accounts.ts';
import { keepingProblem, loginNameProblems, troubleProblem } from '../../acts/custom_order/rules/saved-logins.ts';
import {
  type ChosenLogin,
  chosenIn,
  type DraftLogin,
  type LoginKind,
  loginKey,
  readLoginKey,
  type SavedLogin,
} from '../../acts/custom_order/saved-login.ts';
import type { UserId } from '../../values/ids.ts';
import { AppError } from '../errors.ts';
import type { Login, LoginVault } from '../ports/login-vault.ts';
import { completed, isPart } from './part-of-login.ts';
import type { SavedLogins } from './saved-logins.ts';

export interface TakingDeps {
  readonly vault: LoginVault;
  readonly savedLogins: SavedLogins;
}

/** What a page with a login holds: what is typed, and the problems of that. */
export interface LoginPage {
  readonly kind: LoginKind;
  /** The form that the page belongs to. */
  readonly draft: Pick<OrderDraft, 'ownerId' | 'logins'>;
  readonly account: { readonly provider: string; readonly link: string; readonly loginId: string | null };
  readonly typed: Login;
  readonly problems: readonly Problem[];
}

/** `loginId` is the sealed login that was typed, now or before. */
export type TakenLogin =
  | { readonly ok: true; readonly loginId: string | null; readonly logins: Pick<OrderDraft, 'logins'> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Whether somebody may use a login, as far as its owner has a say in it. */
export const mayUse = ({ ownerId, isShared }: SavedLogin, by: UserId): boolean => ownerId === by || isShared;

/**
 * Takes the login of a page: a sealed copy of the one that is chosen, or the one that is typed, which is kept by its name when
 * that is asked for. Says what is in the way otherwise, and then nothing is sealed or kept.
 */
export async function takeLogin(deps: TakingDeps, page: LoginPage): Promise<TakenLogin> {
  const said = page.draft.logins?.[page.kind];
  return said?.choice != null ? takeChosen(deps, page, said, said.choice) : takeTyped(deps, page, said);
}

const isTyped = ({ username, password }: Login): boolean => username !== '' || password !== '';

const withLogin = ({ draft, kind }: LoginPage, login: DraftLogin): Pick<OrderDraft, 'logins'> => ({
  logins: { ...draft.logins, [kind]: login },
});

async function takeChosen(deps: TakingDeps, page: LoginPage, said: DraftLogin, choice: string): Promise<TakenLogin> {
  const { kind, draft, account, typed, problems } = page;
  // What else is on the page has to be right; service and link are those of the login.
  const others = problems.filter(({ field }) => !['provider', 'link'].some((part) => field === `${kind}_${part}`));
  const twice = [
    ...(isTyped(typed) ? [bothProblem(kind)] : []),
    ...(said.keepAs.trim() === '' ? [] : [keptProblem(kind)]),
  ];
  if (twice.length > 0) return { ok: false, problems: [...others, ...twice] };
  const which = readLoginKey(choice);
  const login = which && (await deps.savedLogins.find(which));
  const name = login?.name ?? said.chosen?.name ?? 'That login';
  if (login?.kind !== kind) return { ok: false, problems: [...others, troubleProblem(kind, name, 'gone')] };
  if (!mayUse(login, draft.ownerId))
    return { ok: false, problems: [...others, troubleProblem(kind, name, 'not_shared')] };
  if (others.length > 0) return { ok: false, problems: others };
  const before = chosenIn(said);
  if (before?.version === login.version) return { ok: true, loginId: account.loginId, logins: withLogin(page, said) };
  try {
    const secret = await deps.savedLogins.open(login);
    if (!secret) return { ok: false, problems: [troubleProblem(kind, name, 'gone')] };
    const chosen = chosenOf(login, await deps.vault.seal(secret));
    return { ok: true, loginId: account.loginId, logins: withLogin(page, { ...said, chosen }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, problems: [fieldProblem(`${kind}_saved`, error.code, error.userMessage)] };
  }
}

async function takeTyped(deps: TakingDeps, page: LoginPage, said: DraftLogin | undefined): Promise<TakenLogin> {
  const { kind, draft, account, typed } = page;
  const isKept = account.loginId !== null && !isTyped(typed);
  const isToKeep = said !== undefined && said.keepAs.trim() !== '';
  const problems = [
    ...page.problems,
    ...(account.loginId === null ? loginProblems(kind, typed) : []),
    ...(isToKeep ? loginNameProblems(`${kind}_keep`, said.keepAs) : []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  if (isKept && !isToKeep) return { ok: true, loginId: account.loginId, logins: said ? withLogin(page, said) : {} };
  const secret = await wholeLogin(deps, account.loginId, typed);
  if (!secret) return { ok: false, problems: loginProblems(kind, typed) };
  if (!isToKeep) {
    return { ok: true, loginId: await deps.vault.seal(secret), logins: said ? withLogin(page, said) : {} };
  }
  const words = { ...account, kind, name: said.keepAs, isShared: said.isShared };
  const kept = await deps.savedLogins.add(draft.ownerId, words, secret);
  if (!kept.ok) return { ok: false, problems: [keepingProblem(`${kind}_keep`, said.keepAs, kept.refusal)] };
  const chosen = chosenOf(kept.login, await deps.vault.seal(secret));
  const login = { choice: loginKey(kept.login), keepAs: '', isShared: false, chosen };
  // What was typed is the saved one now.
  return { ok: true, loginId: null, logins: withLogin(page, login) };
}

/** What is typed, with what was typed before where a part is left empty; null when there is nothing of before any more. */
async function wholeLogin({ vault }: TakingDeps, loginId: string | null, typed: Login): Promise<Login | null> {
  if (loginId === null || !isPart(typed)) return typed;
  const before = await vault.open(loginId);
  return before && completed(typed, before);
}

const bothProblem = (kind: LoginKind): Problem =>
  fieldProblem(
    `${kind}_saved`,
    'login_twice',
    'A login is chosen here, and another one is typed below. Choose “Type one below”, or empty user name and password.',
  );

const keptProblem = (kind: LoginKind): Problem =>
  fieldProblem(`${kind}_keep`, 'login_kept_already', 'The chosen login is kept already. Empty this, or type a login.');

const chosenOf = ({ id, ownerId, name, provider, link, version }: SavedLogin, loginId: string): ChosenLogin => ({
  id,
  ownerId,
  name,
  provider,
  link,
  version,
  loginId,
});
