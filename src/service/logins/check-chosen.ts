import type { CustomOrder } from '../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { Problem } from '../../acts/custom_order/problem.ts';
import { type LoginTrouble, troubleProblem } from '../../acts/custom_order/rules/saved-logins.ts';
import {
  type ChosenLogin,
  chosenIn,
  LOGIN_KINDS,
  type LoginKind,
  type LoginSource,
} from '../../acts/custom_order/saved-login.ts';
import { refuseStranger } from '../../orders/policy.ts';
import type { TeamId, UserId } from '../../values/ids.ts';
import type { Directory } from '../ports/directory.ts';
import type { SavedLogins } from './saved-logins.ts';
import { mayUse } from './take-login.ts';

export interface ChosenDeps {
  readonly savedLogins: SavedLogins;
  readonly directory: Directory;
  readonly teamId: TeamId;
}

/** Whose the chosen logins of a form are, and why one of them cannot be used as it was chosen. */
export interface CheckedLogins {
  readonly problems: readonly Problem[];
  readonly sources: Readonly<Partial<Record<LoginKind, LoginSource>>>;
}

/** The chosen logins that an order of the form would be made with. */
const chosenLogins = ({ source, hosting, sequencer, logins }: OrderDraft): [LoginKind, ChosenLogin][] =>
  LOGIN_KINDS.flatMap((kind) => {
    const isNeeded = kind === 'hosting' ? source === 'other' && hosting !== null : Boolean(sequencer);
    const chosen = isNeeded ? chosenIn(logins?.[kind]) : null;
    return chosen ? [[kind, chosen] as [LoginKind, ChosenLogin]] : [];
  });

/**
 * Looks at the saved logins that a form goes by once more: whether each is there and as it was when it was chosen, whether its
 * owner still lets its person use it, and is still here. Throws `SlackUnavailable`.
 */
export async function checkChosen(deps: ChosenDeps, draft: OrderDraft): Promise<CheckedLogins> {
  const problems: Problem[] = [];
  const sources: Partial<Record<LoginKind, LoginSource>> = {};
  for (const [kind, chosen] of chosenLogins(draft)) {
    const owner = await deps.directory.member(chosen.ownerId, 'within_a_minute');
    const isHere = chosen.ownerId === draft.ownerId || refuseStranger(owner, deps.teamId) === null;
    const trouble = isHere ? await troubleWith(deps.savedLogins, chosen, draft.ownerId) : 'owner_left';
    const { id, ownerId, name } = chosen;
    if (trouble) problems.push(troubleProblem(kind, name, trouble));
    else sources[kind] = { id, ownerId, name, owner: owner?.realName ?? ownerId };
  }
  return { problems, sources };
}

async function troubleWith(saved: SavedLogins, chosen: ChosenLogin, by: UserId): Promise<LoginTrouble | null> {
  const login = await saved.find(chosen);
  if (!login) return 'gone';
  if (!mayUse(login, by)) return 'not_shared';
  return login.version === chosen.version ? null : 'changed';
}

/** An order that says whose logins it is made with. */
export const withSources = (purchase: CustomOrder, { sources }: CheckedLogins): CustomOrder => ({
  ...purchase,
  ...(purchase.hosting && sources.hosting ? { hosting: { ...purchase.hosting, saved: sources.hosting } } : {}),
  ...(purchase.sequencer && sources.sequencer
    ? { sequencer: { ...purchase.sequencer, saved: sources.sequencer } }
    : {}),
});
