import type { Member } from '../../../orders/approval/policy.ts';
import type { UserGroupId, UserId } from '../../../values/ids.ts';

/**
 * How old an answer may be: decisions ask anew, so that a right that was taken away counts at once; what is only read may be
 * a minute old, so that reading takes no answers away from deciding.
 */
export type Freshness = 'now' | 'within_a_minute';

/** People as Slack knows them. */
export interface Directory {
  /** Null for somebody Slack does not show us. Throws `PersonUnreadable` for an answer that cannot be read, else `SlackUnavailable`. */
  member(userId: UserId, freshness: Freshness): Promise<Member | null>;
  /** Members of an enabled group; empty for a disabled or unknown one. Throws `SlackUnavailable`. */
  groupMembers(groupId: UserGroupId, freshness: Freshness): Promise<readonly UserId[]>;
}
