import type { Member } from '../../orders/policy.ts';
import type { UserGroupId, UserId } from '../../values/ids.ts';

/** People as Slack knows them at this moment. */
export interface Directory {
  /** Null for somebody Slack does not show us. Throws when Slack does not answer. */
  member(userId: UserId): Promise<Member | null>;
  /** Members of an enabled group; empty for a disabled or unknown one. Throws when Slack does not answer. */
  groupMembers(groupId: UserGroupId): Promise<UserId[]>;
}
