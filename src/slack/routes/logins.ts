import type { ModalView } from '@slack/types';
import { loginView } from '../../../views/form/logins/login-view.ts';
import { LOGINS_TITLE, loginsView } from '../../../views/form/logins/logins-view.ts';
import { LoginMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { fieldBlockId, SHARING } from '../../../views/form-fields.ts';
import { fieldErrors } from '../../../views/words/input/problem.ts';
import { refusalMessage } from '../../../views/words/refusals/refusal.ts';
import { LoginKind, type LoginWords, readLoginKey } from '../../acts/custom_order/saved-login.ts';
import type { LoginToSave, RemovedLogin } from '../../service/logins/manage-logins.ts';
import type { UserId } from '../../values/ids.ts';
import { type FormValues, formValues } from '../receive/form-values.ts';
import { inModal, openFilled, replacedWhenDone } from './modals/modal.ts';
import type { ActionRoute, CommandRoute, SubmissionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

/** `/scaledmail logins`. */
export const logins: CommandRoute = (context, { userId, triggerId }) =>
  openFilled(context, triggerId, LOGINS_TITLE, () => loginsPage(context, userId));

/** The list of saved logins, from a row on; `said` is what its reader did a moment ago. */
export async function loginsPage(
  context: RouteContext,
  by: UserId,
  { offset = 0, said = null }: { offset?: number; said?: string | null } = {},
): Promise<ModalView> {
  const listed = await context.useCases.listLogins(by);
  return listed.ok
    ? loginsView(listed.logins, offset, said)
    : noticeView(LOGINS_TITLE, refusalMessage(listed.refusal, null));
}

/** A page of the list, and *Back* to it. */
export const showLogins: ActionRoute = (context, call) => {
  const { value = '' } = call.payload.actions;
  const offset = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  return inModal(context, call, LOGINS_TITLE, () => loginsPage(context, call.userId, { offset }));
};

/** *Add a login…* */
export const addLogin: ActionRoute = (context, call) =>
  inModal(context, call, LOGINS_TITLE, async () => loginView(null));

/** *Change…* */
export const changeLogin: ActionRoute = (context, call) =>
  inModal(context, call, LOGINS_TITLE, async () => {
    const which = readLoginKey(call.payload.actions.value ?? '');
    const login = which && (await context.useCases.ownLogin(call.userId, which));
    return login ? loginView(login) : loginsPage(context, call.userId, { said: GONE });
  });

const GONE = 'This login is not kept any more. These are:';

/** *Remove*, confirmed. */
export const removeLogin: ActionRoute = (context, call) =>
  inModal(context, call, LOGINS_TITLE, async () => {
    const which = readLoginKey(call.payload.actions.value ?? '');
    const removed: RemovedLogin = which ? await context.useCases.removeLogin(call.userId, which) : { ok: true };
    return loginsPage(context, call.userId, { said: removedText(removed) });
  });

function removedText(removed: RemovedLogin): string {
  if (removed.ok) return 'The login is removed. Orders that were asked for with it have copies of their own.';
  if (removed.refusal !== 'not_the_owner') return refusalMessage(removed.refusal, null);
  return 'Only its owner can remove a login. Nothing was removed.';
}

/** The page of a login, sent. */
export const loginForm: SubmissionRoute = async (context, { view }, userId) => {
  const saved = LoginMetadata.parse(JSON.parse(view.private_metadata));
  const which = saved && readLoginKey(saved.key);
  const before = saved && which ? { ...which, version: saved.version } : null;
  const problems = await context.useCases.saveLogin(userId, loginIn(formValues(view.state?.values ?? {}), before));
  if (problems.length > 0) {
    const errors = fieldErrors(problems, (field) => fieldBlockId(field, 0));
    return { ack: { response_action: 'errors', errors } };
  }
  const draw = () => loginsPage(context, userId, { said: 'Saved.' });
  return replacedWhenDone(context, view, { title: LOGINS_TITLE, draw });
};

function loginIn(values: FormValues, before: LoginToSave['before']): LoginToSave {
  const text = (field: 'keep' | 'provider' | 'link' | 'username' | 'password') => values.text(`hosting_${field}`) ?? '';
  const words: LoginWords = {
    kind: LoginKind.catch('hosting').parse(values.chosen('login_kind')?.[0]),
    name: text('keep'),
    provider: text('provider'),
    link: text('link'),
    isShared: values.chosen('hosting_sharing')?.[0] === SHARING.others,
  };
  return { words, typed: { username: text('username'), password: text('password') }, before };
}
