import type { DraftSequencer } from '../../../acts/custom_order/draft.ts';
import { hostingOf, sequencerOf } from '../../../acts/custom_order/draft-input.ts';
import { hostingProblems, sequencerProblems } from '../../../acts/custom_order/rules/accounts.ts';
import { type TakingDeps, takeLogin } from '../../logins/take-login.ts';
import type { Login } from '../../ports/login-vault.ts';
import type { Drafts } from '../form/drafts.ts';
import { type FilledPage, filledForm, turnPage } from '../form/own-form.ts';
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
  async (page: FilledPage, login: Login): Promise<Filled> => {
    const form = await filledForm(deps.drafts, page);
    if (!form?.draft.hosting) return null;
    const { draft, fill } = form;
    const { hosting } = form.draft;
    const problems = hostingProblems('other', { ...hostingOf(hosting), loginId: TYPED });
    const taken = await takeLogin(deps, { kind: 'hosting', draft, account: hosting, typed: login, problems });
    if (!taken.ok) return { ok: false, ...form, problems: taken.problems };
    const filled = { ...draft, hosting: { ...hosting, loginId: taken.loginId }, ...taken.logins };
    return { ok: true, ...readForm(await turnPage(deps.drafts, { draft: filled, fill })) };
  };

/** Takes the page with the sending tool, whose login is sealed and kept as that of hosting. */
export const fillSequencer =
  (deps: FillingLoginDeps) =>
  async (page: FilledPage, login: Login): Promise<Filled> => {
    const form = await filledForm(deps.drafts, page);
    if (!form) return null;
    const { draft, fill } = form;
    const sequencer = draft.sequencer ?? NO_SEQUENCER;
    const all = sequencerProblems({ ...sequencerOf(sequencer), loginId: TYPED });
    const taken = await takeLogin(deps, {
      kind: 'sequencer',
      draft,
      account: sequencer,
      typed: login,
      problems: all,
    });
    if (!taken.ok) return { ok: false, ...form, problems: taken.problems };
    const filled = { ...draft, sequencer: { ...sequencer, loginId: taken.loginId }, ...taken.logins };
    return { ok: true, ...readForm(await turnPage(deps.drafts, { draft: filled, fill })) };
  };

const NO_SEQUENCER: DraftSequencer = { provider: '', link: '', workspace: '', tag: '', loginId: null };
