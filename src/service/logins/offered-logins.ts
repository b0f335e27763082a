import type { LoginKind, OfferedLogin, SavedLogin } from '../../acts/custom_order/saved-login.ts';
import { refuseStranger } from '../../orders/approval/policy.ts';
import type { UserId } from '../../values/ids.ts';
import { SlackUnavailable } from '../errors.ts';
import type { ChosenDeps } from './check-chosen.ts';
import { mayUse } from './take-login.ts';

/**
 * The saved logins of a kind that somebody may choose: their own first, then those of others, each with what was used last
 * first. What belongs to somebody who left is no choice; nor is, for now, what belongs to somebody of whom Slack says nothing.
 */
export const offeredLogins =
  (deps: ChosenDeps) =>
  async (by: UserId, kind: LoginKind): Promise<readonly OfferedLogin[]> => {
    const usable = (await deps.savedLogins.all()).filter((login) => login.kind === kind && mayUse(login, by));
    const others = new Set(usable.map(({ ownerId }) => ownerId).filter((ownerId) => ownerId !== by));
    const names = new Map(
      await Promise.all([...others].map(async (ownerId) => [ownerId, await nameOf(deps, ownerId)] as const)),
    );
    const offered = usable.flatMap((login): OfferedLogin[] => {
      if (login.ownerId === by) return [{ login, owner: null }];
      const owner = names.get(login.ownerId) ?? null;
      return owner === null ? [] : [{ login, owner }];
    });
    return offered.toSorted(
      (one, other) =>
        Number(one.owner !== null) - Number(other.owner !== null) || usedMs(other.login) - usedMs(one.login),
    );
  };

const usedMs = ({ usedAt, savedAt }: SavedLogin): number => (usedAt ?? savedAt).getTime();

/** How somebody is called; null when they left, or Slack does not say who they are. */
async function nameOf({ directory, teamId }: ChosenDeps, ownerId: UserId): Promise<string | null> {
  try {
    const member = await directory.member(ownerId, 'within_a_minute');
    return refuseStranger(member, teamId) === null ? (member?.realName ?? ownerId) : null;
  } catch (error) {
    if (error instanceof SlackUnavailable) return null;
    throw error;
  }
}
