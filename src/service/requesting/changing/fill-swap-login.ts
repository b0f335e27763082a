import type { DraftHosting } from '../../../acts/custom_order/form/draft.ts';
import { hostingOf } from '../../../acts/custom_order/form/draft-input.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { hostingProblems } from '../../../acts/custom_order/rules/accounts.ts';
import type { TakingDeps } from '../../logins/take-login.ts';
import type { Login } from '../../ports/login-vault.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import { takenOnce } from '../filling/fill-logins.ts';
import { type TypedFields, typedTool } from '../form/typed-fields.ts';
import type { FormOf } from '../kept-forms.ts';
import { copiedLogins } from '../sending/own-copies.ts';
import {
  type ChangedElsewhere,
  changedElsewhere,
  type Forgotten,
  type Page,
  type PageSent,
  pageOf,
  standsAsSeen,
} from '../sending/page-form.ts';
import { LOGIN_PAGE, SWAP_FORMS, type SwapForm } from './swap-form.ts';

export interface SwapLoginDeps extends TakingDeps {
  readonly keyValues: KeyValueStore;
}

/** What stands on the page with the login, but for the login itself. */
export type TypedHosting = Pick<TypedFields, 'hostingProvider' | 'hostingLink' | 'logins'>;

/**
 * The page with the login, taken, or what is wrong on it; or, when the name was changed in another window, what is typed on it
 * but for user name and password.
 */
export type FilledSwapLogin =
  | { readonly ok: true; readonly page: Page<SwapForm> }
  | { readonly ok: false; readonly refusal: 'mistaken'; readonly form: SwapForm; readonly problems: readonly Problem[] }
  | ChangedElsewhere<SwapForm>
  | Forgotten;

/** Stands for the login while the rest of the page is checked. */
const TYPED = 'typed';

/**
 * Takes the page with the login of the registrar. A login that is typed is sealed before anything else is done with it; left
 * empty, a copy of the one sealed before is kept, as that one may belong to an order; of one that is chosen a sealed copy is made.
 */
export const fillSwapLogin =
  (deps: SwapLoginDeps) =>
  async (sent: PageSent, typed: TypedHosting, login: Login): Promise<FilledSwapLogin> => {
    const take = takenOnce(deps);
    const filled = await SWAP_FORMS.change<FilledSwapLogin>(deps.keyValues, sent, async (known, save) => {
      const form = await withHosting(deps, known, typed);
      if (!standsAsSeen(LOGIN_PAGE, known, form, sent)) return changedElsewhere(LOGIN_PAGE, known, form);
      const { hosting } = form;
      const problems = hostingProblems('other', { ...hostingOf(hosting), loginId: TYPED });
      const taken = await take({ kind: 'hosting', draft: form, account: hosting, typed: login, problems });
      if (!taken.ok) return { ok: false, refusal: 'mistaken', form, problems: taken.problems };
      const kept = { ...form, hosting: { ...hosting, loginId: taken.loginId }, ...taken.logins };
      await save(kept);
      return { ok: true, page: pageOf(LOGIN_PAGE, kept) };
    });
    return filled ?? { ok: false, refusal: 'form_forgotten' };
  };

/** The form with what stands on that page, which is left; user name and password go. Null when it is forgotten. */
export const keepSwapLogin =
  (deps: SwapLoginDeps) =>
  (of: FormOf, typed: TypedHosting): Promise<SwapForm | null> =>
    SWAP_FORMS.change(deps.keyValues, of, async (known, save) => {
      const form = { ...(await withHosting(deps, known, typed)), fill: known.fill + 1 };
      await save(form);
      return form;
    });

/** The form with what is typed, and with copies of its logins. */
async function withHosting(
  { vault }: SwapLoginDeps,
  known: SwapForm,
  typed: TypedHosting,
): Promise<SwapForm & { hosting: DraftHosting }> {
  const said = typedTool(known, { sequencer: null, logins: typed.logins });
  const { hosting, logins } = await copiedLogins(vault, { ...known, ...said });
  return {
    ...known,
    ...(logins ? { logins } : {}),
    hosting: {
      provider: typed.hostingProvider ?? hosting?.provider ?? '',
      link: typed.hostingLink ?? hosting?.link ?? '',
      loginId: hosting?.loginId ?? null,
    },
  };
}
