import { fieldProblem, type OrderField, type Problem } from '../problem.ts';
import { type LoginKind, MOST_LOGINS } from '../saved-login.ts';
import { characterCount, hasControlCharacters, isInvisible } from './text.ts';

/** Names of logins are shown in lines and menus. Our own limit. */
export const MAX_LOGIN_NAME = 40;

/** What is wrong with the name of a login, told at its field. */
export function loginNameProblems(field: OrderField, name: string): Problem[] {
  const length = characterCount(name.trim());
  if (isInvisible(name)) return [fieldProblem(field, 'login_name_missing', 'Give the login a name.')];
  if (length > MAX_LOGIN_NAME) {
    const message = `The name has ${length} characters; ${MAX_LOGIN_NAME} are allowed.`;
    return [fieldProblem(field, 'login_name_too_long', message)];
  }
  return hasControlCharacters(name.trim())
    ? [fieldProblem(field, 'login_name_malformed', 'Write the name on one line.')]
    : [];
}

/** Why a saved login that was chosen cannot be used as it was. */
export type LoginTrouble = 'gone' | 'not_shared' | 'owner_left' | 'changed';

const TROUBLE: Readonly<Record<LoginTrouble, (name: string) => string>> = {
  gone: (name) => `“${name}” is not kept any more. Choose another login, or type one.`,
  not_shared: (name) => `The owner of “${name}” lets nobody else use it now. Choose another login, or type one.`,
  owner_left: (name) => `The owner of “${name}” has left, so it cannot be used. Choose another login, or type one.`,
  changed: (name) =>
    `The owner of “${name}” changed it since it was chosen. Send this page again to order with it as it is now.`,
};

/** The same, told where saved logins are chosen. */
export const troubleProblem = (kind: LoginKind, name: string, trouble: LoginTrouble): Problem =>
  fieldProblem(`${kind}_saved`, `login_${trouble}`, TROUBLE[trouble](name));

/** Why a typed login cannot be kept under its name. */
export type KeepTrouble = 'name_taken' | 'too_many' | 'gone' | 'changed_meanwhile';

const KEEPING: Readonly<Record<KeepTrouble, (name: string) => string>> = {
  name_taken: (name) =>
    `“${name}” is not free: you keep another login by that name. Choose that one, or take another name.`,
  too_many: () => `You keep ${MOST_LOGINS} logins already, which is the most. Remove one, or leave the name empty.`,
  gone: () => 'This login was removed meanwhile. Go back, and add it again.',
  changed_meanwhile: () =>
    'This login was changed in another window since this page was opened. Nothing was saved; go back and look at it as it is now.',
};

/** The same as a problem at the field of the name. */
export const keepingProblem = (field: OrderField, name: string, trouble: KeepTrouble): Problem =>
  fieldProblem(field, `login_${trouble}`, KEEPING[trouble](name.trim()));
