import { prewarmedToolProblems } from '../../../acts/buy_prewarmed/check-prewarmed.ts';
import type { DraftSequencer } from '../../../acts/custom_order/form/draft.ts';
import { sequencerOf } from '../../../acts/custom_order/form/draft-input.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { type TakingDeps, takeLogin } from '../../logins/take-login.ts';
import type { Login } from '../../ports/login-vault.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import { type TypedTool, typedTool } from '../form/typed-fields.ts';
import type { FormOf } from '../kept-forms.ts';
import { sentBefore } from '../sending/insert-once.ts';
import { type CopyDeps, copiedLogins } from '../sending/own-copies.ts';
import { ownPrewarmedForm, type PrewarmedForm, savePrewarmedForm } from './prewarmed-form.ts';

export interface ToolDeps extends CopyDeps, TakingDeps {}

/** The page with the sending tool, taken, or what is wrong on it; null when the form is forgotten. */
export type FilledTool =
  | { readonly ok: true; readonly form: PrewarmedForm }
  | { readonly ok: false; readonly form: PrewarmedForm; readonly problems: readonly Problem[] }
  | null;

const NO_TOOL: DraftSequencer = { provider: '', link: '', workspace: '', tag: '', loginId: null };
/** Stands for the login while the rest of the page is checked. */
const TYPED = 'typed';

/**
 * Takes the page with the sending tool. A login that is typed is sealed before anything else is done with it; left empty, the
 * one sealed before is kept; of one that is chosen a sealed copy is made.
 */
export const fillPrewarmedTool =
  (deps: ToolDeps) =>
  async (of: FormOf, typed: TypedTool, login: Login): Promise<FilledTool> => {
    const known = await ownPrewarmedForm(deps.keyValues, of);
    if (!known) return null;
    const own = await withOwnLogins(deps, known);
    const form = { ...own, ...typedTool(own, typed), review: null };
    const account = form.sequencer ?? NO_TOOL;
    const problems = prewarmedToolProblems({ ...sequencerOf(account), loginId: TYPED });
    const taken = await takeLogin(deps, { kind: 'sequencer', draft: form, account, typed: login, problems });
    if (!taken.ok) return { ok: false, form, problems: taken.problems };
    const sequencer = { ...account, loginId: taken.loginId };
    return { ok: true, form: await turned(deps, { ...form, sequencer, ...taken.logins }) };
  };

/** The form with what stands on the page with its sending tool, which is left for the picker. Null when it is forgotten. */
export const keepPrewarmedTool =
  (deps: CopyDeps) =>
  async (of: FormOf, typed: TypedTool): Promise<PrewarmedForm | null> => {
    const form = await ownPrewarmedForm(deps.keyValues, of);
    return form && turned(deps, { ...form, ...typedTool(form, typed) });
  };

/** The form without a sending tool. Its sealed login may belong to an order already, and stays until it is too old. */
export const dropPrewarmedTool =
  (deps: CopyDeps) =>
  async (of: FormOf): Promise<PrewarmedForm | null> => {
    const form = await ownPrewarmedForm(deps.keyValues, of);
    if (!form) return null;
    const { logins: _, ...others } = form;
    return turned(deps, { ...others, sequencer: null, review: null });
  };

/**
 * A form with sealed logins that no order has: those that it was sent with belong to that order, and end with it. The same form
 * where nothing has to be copied.
 */
export async function withOwnLogins(deps: CopyDeps, form: PrewarmedForm): Promise<PrewarmedForm> {
  const { id: formId, ownerId: by, review, sequencer = null } = form;
  if (!review?.act.sequencer || !sequencer || !(await sentBefore(deps, { formId, by, ...review }))) return form;
  const { hosting: _, ...copied } = await copiedLogins(deps.vault, { ...form, hosting: null });
  return { ...form, ...copied, review: null };
}

async function turned(
  { keyValues }: { readonly keyValues: KeyValueStore },
  form: PrewarmedForm,
): Promise<PrewarmedForm> {
  const shown = { ...form, fill: form.fill + 1 };
  await savePrewarmedForm(keyValues, shown);
  return shown;
}
