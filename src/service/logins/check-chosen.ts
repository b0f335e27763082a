import type { CustomOrder } from '../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../acts/custom_order/form/draft.ts';
import type { Problem } from '../../acts/custom_order/problem.ts';
import { type LoginTrouble, troubleProblem } from '../../acts/custom_order/rules/saved-logins.ts';
import {
  type ChosenLogin,
  chosenIn,
  LOGIN_KINDS,
  type LoginKind,
  type LoginSource,
} from '../../acts/custom_order/saved-login.ts';
import { type Member, refuseStranger } from '../../orders/approval/policy.ts';
import type { TeamId, UserId } from '../../values/ids.ts';
import type { Directory } from '../ports/slack/directory.ts';
import type { SavedLogins } from './saved-logins.ts';
import { mayUse } from './take-login.ts';

export interface ChosenDeps {
  readonly savedLogins: SavedLogins;
  readonly directory: Directory;
  readonly teamId: TeamId;
}

/** The accounts that an order is made with. */
export type Accounts = Pick<CustomOrder, 'hosting' | 'sequencer'>;

/** What of a form says which logins it goes by. */
export type FormWithLogins = Pick<OrderDraft, 'ownerId' | 'source' | 'hosting' | 'sequencer' | 'logins'>;

/** Whose the chosen logins of a form are, and why one of them cannot be used as it was chosen. */
export interface CheckedLogins {
  readonly problems: readonly Problem[];
  readonly sources: Readonly<Partial<Record<LoginKind, LoginSource>>>;
}

/** The chosen logins that an order of the form would be made with. */
const chosenLogins = ({ source, hosting, sequencer, logins }: FormWithLogins): [LoginKind, ChosenLogin][] =>
  LOGIN_KINDS.flatMap((kind): [LoginKind, ChosenLogin][] => {
    const isNeeded = kind === 'hosting' ? source === 'other' && hosting !== null : Boolean(sequencer);
    const chosen = isNeeded ? chosenIn(logins?.[kind]) : null;
    return chosen ? [[kind, chosen]] : [];
  });

/**
 * Looks at the saved logins that a form goes by once more: whether each is there and as it was when it was chosen, whether its
 * owner still lets its person use it, and is still here. Throws `SlackUnavailable`.
 */
export async function checkChosen(deps: ChosenDeps, draft: FormWithLogins): Promise<CheckedLogins> {
  const problems: Problem[] = [];
  const sources: Partial<Record<LoginKind, LoginSource>> = {};
  for (const [kind, chosen] of chosenLogins(draft)) {
    const { owner, trouble } = await lookedAt(deps, chosen, draft.ownerId);
    const { id, ownerId, name } = chosen;
    if (trouble) problems.push(troubleProblem(kind, name, trouble));
    else sources[kind] = { id, ownerId, name, owner: owner?.realName ?? ownerId };
  }
  return { problems, sources };
}

/**
 * Looks so at the saved logins of the order that a review showed: the form may go by others by now, in another window of it.
 * Throws `SlackUnavailable`.
 */
export async function checkReviewed(
  deps: ChosenDeps,
  draft: Pick<OrderDraft, 'ownerId' | 'logins'>,
  reviewed: Accounts,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const kind of LOGIN_KINDS) {
    const account = reviewed[kind];
    if (!account?.saved) continue;
    const { id, ownerId, name } = account.saved;
    const chosen = draft.logins?.[kind]?.chosen;
    // Which version it was stands in the form alone, until another one is taken there.
    const version = chosen?.loginId === account.loginId ? chosen.version : null;
    const { trouble } = await lookedAt(deps, { id, ownerId, version }, draft.ownerId);
    if (trouble) problems.push(troubleProblem(kind, name, trouble));
  }
  return problems;
}

/** What a login was when it was chosen; `version` null is that of none. */
type LoginThen = Pick<ChosenLogin, 'id' | 'ownerId'> & { readonly version: number | null };

async function lookedAt(
  { savedLogins, directory, teamId }: ChosenDeps,
  login: LoginThen,
  by: UserId,
): Promise<{ readonly owner: Member | null; readonly trouble: LoginTrouble | null }> {
  const owner = await directory.member(login.ownerId, 'within_a_minute');
  const isHere = login.ownerId === by || refuseStranger(owner, teamId) === null;
  return { owner, trouble: isHere ? await troubleWith(savedLogins, login, by) : 'owner_left' };
}

async function troubleWith(saved: SavedLogins, then: LoginThen, by: UserId): Promise<LoginTrouble | null> {
  const login = await saved.find(then);
  if (!login) return 'gone';
  if (!mayUse(login, by)) return 'not_shared';
  return login.version === then.version ? null : 'changed';
}

/** An order that says whose logins it is made with. */
export const withSources = <Order extends Accounts>(purchase: Order, { sources }: CheckedLogins): Order => ({
  ...purchase,
  ...(purchase.hosting && sources.hosting ? { hosting: { ...purchase.hosting, saved: sources.hosting } } : {}),
  ...(purchase.sequencer && sources.sequencer
    ? { sequencer: { ...purchase.sequencer, saved: sources.sequencer } }
    : {}),
});
