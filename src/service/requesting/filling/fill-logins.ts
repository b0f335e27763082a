import type { DraftSequencer, OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { hostingOf, sequencerOf } from '../../../acts/custom_order/form/draft-input.ts';
import { hostingProblems, sequencerProblems } from '../../../acts/custom_order/rules/accounts.ts';
import { chosenIn, type LoginKind } from '../../../acts/custom_order/saved-login.ts';
import { type LoginPage, type TakenLogin, type TakingDeps, takeLogin } from '../../logins/take-login.ts';
import type { Login } from '../../ports/login-vault.ts';
import type { Drafts } from '../form/drafts.ts';
import { changeOwnForm, type FilledPage, turnPage } from '../form/own-form.ts';
import { readForm } from './check-draft.ts';
import type { Filled } from './fill-draft.ts';

export interface FillingLoginDeps extends TakingDeps {
  readonly drafts: Drafts;
}

/** Stands for the login while the rest of a page is checked. */
const TYPED = 'typed';

/**
 * Takes the page with the hosting login. One that is typed is sealed before anything else is done with it; left empty, the
 * one sealed before is kept; of one that is chosen a sealed copy is made.
 */
export const fillHosting =
  (deps: FillingLoginDeps) =>
  (page: FilledPage, login: Login): Promise<Filled> => {
    const take = takenOnce(deps);
    return changeOwnForm(deps.drafts, page, async (form, save): Promise<Filled> => {
      const { draft } = form;
      const { hosting } = draft;
      if (!hosting) return null;
      const problems = hostingProblems('other', { ...hostingOf(hosting), loginId: TYPED });
      const taken = await take({ kind: 'hosting', draft, account: hosting, typed: login, problems });
      if (!taken.ok) return { ok: false, ...form, problems: taken.problems };
      const filled = {
        ...draft,
        hosting: { ...hosting, loginId: taken.loginId },
        ...loginsWith(draft, taken, 'hosting'),
      };
      return { ok: true, ...readForm(await turnPage({ save }, { ...form, draft: filled })) };
    });
  };

/** Takes the page with the sending tool, whose login is sealed and kept as that of hosting. */
export const fillSequencer =
  (deps: FillingLoginDeps) =>
  (page: FilledPage, login: Login): Promise<Filled> => {
    const take = takenOnce(deps);
    return changeOwnForm(deps.drafts, page, async (form, save): Promise<Filled> => {
      const { draft } = form;
      const sequencer = draft.sequencer ?? NO_SEQUENCER;
      const problems = sequencerProblems({ ...sequencerOf(sequencer), loginId: TYPED });
      const taken = await take({ kind: 'sequencer', draft, account: sequencer, typed: login, problems });
      if (!taken.ok) return { ok: false, ...form, problems: taken.problems };
      const filled = {
        ...draft,
        sequencer: { ...sequencer, loginId: taken.loginId },
        ...loginsWith(draft, taken, 'sequencer'),
      };
      return { ok: true, ...readForm(await turnPage({ save }, { ...form, draft: filled })) };
    });
  };

/**
 * Takes the login of a page. However often the page is filled in anew, none is sealed twice, or kept twice by one name; where
 * nothing had to be sealed, the login is the one that the form has by now.
 */
export function takenOnce(deps: TakingDeps): (page: LoginPage) => Promise<TakenLogin> {
  let sealed: TakenOne | null = null;
  return async (page) => {
    const taken = sealed ?? (await takeLogin(deps, page));
    if (taken.ok && isSealed(page, taken)) sealed = taken;
    return taken;
  };
}

/** Whether a login was sealed for a page that has another one since. */
const isSealed = ({ kind, draft, account }: LoginPage, { loginId, logins }: TakenOne): boolean =>
  loginId !== account.loginId || chosenIn(logins.logins?.[kind])?.loginId !== chosenIn(draft.logins?.[kind])?.loginId;

/** The saved logins of a form, with the one that was taken; the other one stays as it is by now. */
function loginsWith(draft: OrderDraft, { logins }: TakenOne, kind: LoginKind): Pick<OrderDraft, 'logins'> {
  const login = logins.logins?.[kind];
  return login ? { logins: { ...draft.logins, [kind]: login } } : {};
}

type TakenOne = Extract<TakenLogin, { ok: true }>;

const NO_SEQUENCER: DraftSequencer = { provider: '', link: '', workspace: '', tag: '', loginId: null };
