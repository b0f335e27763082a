import type { Problem } from '../../acts/custom_order/problem.ts';
import { hostingProblems, loginProblems } from '../../acts/custom_order/rules/accounts.ts';
import { keepingProblem, loginNameProblems } from '../../acts/custom_order/rules/saved-logins.ts';
import type { ListedLogin, LoginWords, SavedLogin } from '../../acts/custom_order/saved-login.ts';
import { type AuthorityRefusal, refuseStranger } from '../../orders/approval/policy.ts';
import type { UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseByPolicy, viewerOf } from '../authority.ts';
import { SlackUnavailable } from '../errors.ts';
import type { Login } from '../ports/login-vault.ts';
import type { LoginOf, SavedLogins } from './saved-logins.ts';

export interface ManagingDeps extends AuthorityDeps {
  readonly savedLogins: SavedLogins;
}

export type ListedLogins =
  | { readonly ok: true; readonly logins: readonly ListedLogin[] }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** Who keeps a login: their name, and whether they left. */
type Owner = Pick<ListedLogin, 'owner' | 'hasLeft'>;

/**
 * The logins that somebody may do something with: their own, those that others let them use, and, for whoever can decide on
 * orders, those of people who left. Their own come first; then by name.
 */
export const listLogins =
  (deps: ManagingDeps) =>
  async (by: UserId): Promise<ListedLogins> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const all = await deps.savedLogins.all();
    const others = [...new Set(all.map(({ ownerId }) => ownerId))].filter((ownerId) => ownerId !== by);
    const owners = new Map<UserId, Owner>([[by, { owner: null, hasLeft: false }]]);
    for (const [ownerId, owner] of await Promise.all(
      others.map(async (id) => [id, await ownerOf(deps, id)] as const),
    )) {
      owners.set(ownerId, owner);
    }
    const logins = all
      .map((login): ListedLogin => ({ login, ...(owners.get(login.ownerId) ?? UNKNOWN) }))
      .filter(({ login, owner, hasLeft }) => owner === null || (hasLeft ? viewer.scope === 'all' : login.isShared));
    return { ok: true, logins: logins.toSorted(byOwnerAndName) };
  };

const byOwnerAndName = (one: ListedLogin, other: ListedLogin): number =>
  Number(one.owner !== null) - Number(other.owner !== null) ||
  Number(one.hasLeft) - Number(other.hasLeft) ||
  one.login.name.localeCompare(other.login.name);

const UNKNOWN: Owner = { owner: 'somebody', hasLeft: false };

/** Of whom Slack says nothing just now nobody knows that they left. */
async function ownerOf({ directory, teamId }: AuthorityDeps, ownerId: UserId): Promise<Owner> {
  try {
    const member = await directory.member(ownerId, 'within_a_minute');
    return { owner: member?.realName ?? ownerId, hasLeft: refuseStranger(member, teamId) !== null };
  } catch (error) {
    if (error instanceof SlackUnavailable) return UNKNOWN;
    throw error;
  }
}

/** Somebody's own login, to be changed; null when it is not there, or another's. */
export const ownLogin =
  ({ savedLogins }: ManagingDeps) =>
  async (by: UserId, which: LoginOf): Promise<SavedLogin | null> =>
    which.ownerId === by ? savedLogins.find(which) : null;

/** A login as its page holds it; `before` is the one that is changed, as it was when the page was opened. */
export interface LoginToSave {
  readonly words: LoginWords;
  readonly typed: Login;
  readonly before: (LoginOf & { readonly version: number }) | null;
}

/** What is wrong on the page; empty when the login is kept as it says. A user name or password left empty stays as it was. */
export const saveLogin =
  ({ savedLogins }: ManagingDeps) =>
  async (by: UserId, { words, typed, before }: LoginToSave): Promise<readonly Problem[]> => {
    const { provider, link, name } = words;
    const isAsBefore = before !== null && typed.username === '' && typed.password === '';
    const account = { provider, loginId: 'typed', ...(link.trim() === '' ? {} : { link }) };
    const problems = [
      ...loginNameProblems('hosting_keep', name),
      ...hostingProblems('other', account),
      ...(before ? [] : loginProblems('hosting', typed)),
    ];
    if (problems.length > 0) return problems;
    const kept = before
      ? await changed(savedLogins, by, { words, before, secret: isAsBefore ? null : typed })
      : await savedLogins.add(by, words, typed);
    return kept.ok ? [] : [keepingProblem('hosting_keep', name, kept.refusal)];
  };

const changed = async (
  savedLogins: SavedLogins,
  by: UserId,
  {
    words,
    before,
    secret,
  }: Pick<LoginToSave, 'words'> & { before: NonNullable<LoginToSave['before']>; secret: Login | null },
) => (before.ownerId === by ? savedLogins.change(before, words, secret) : ({ ok: false, refusal: 'gone' } as const));

export type RemovedLogin =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'not_the_owner' };

/**
 * Removes a login: one's own; or, for whoever can decide on orders, that of somebody who left. One that is gone already is
 * removed. Throws `SlackUnavailable`.
 */
export const removeLogin =
  (deps: ManagingDeps) =>
  async (by: UserId, which: LoginOf): Promise<RemovedLogin> => {
    const refusal = which.ownerId === by ? null : await refuseToRemove(deps, by, which.ownerId);
    if (refusal) return { ok: false, refusal };
    await deps.savedLogins.remove(which);
    return { ok: true };
  };

async function refuseToRemove(
  deps: ManagingDeps,
  by: UserId,
  ownerId: UserId,
): Promise<AuthorityRefusal | 'not_the_owner' | null> {
  const owner = await deps.directory.member(ownerId, 'now');
  if (refuseStranger(owner, deps.teamId) === null) return 'not_the_owner';
  return refuseByPolicy(deps, by);
}
