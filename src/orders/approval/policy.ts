import { z } from 'zod';
import { WRITE_KINDS } from '../../acts/act.ts';
import { type TeamId, UserGroupId, UserId } from '../../values/ids.ts';

/** Who can decide, how many have to agree, and what needs no approval. */
export const ApprovalPolicy = z.object({
  users: z.array(UserId),
  userGroups: z.array(UserGroupId),
  quorum: z.int().positive(),
  /** Kinds of acts that are free by rule; absent: none, everything needs approvals. */
  freeActs: z.array(z.enum(WRITE_KINDS)).exactOptional(),
});
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>;

/** People by their ids and by groups that they are in. */
export type People = Pick<ApprovalPolicy, 'users' | 'userGroups'>;

/** A person as Slack knows them now. */
export interface Member {
  readonly id: UserId;
  /** All workspaces that they belong to: in an organization these may be several, and none of them is their home. */
  readonly teamIds: readonly TeamId[];
  readonly realName: string;
  readonly isGuest: boolean;
  readonly isDeactivated: boolean;
  readonly isBot: boolean;
}

/** Why somebody may not use the app, or may not decide. */
export type AuthorityRefusal =
  | 'unknown_person'
  | 'other_team'
  | 'deactivated'
  | 'guest'
  | 'bot'
  | 'not_an_approver'
  | 'not_a_requester'
  | 'policy_outdated'
  | 'own_order';

/** Whether somebody belongs to the team that installed the app, as a full, active, human member. Null: yes. */
export function refuseStranger(member: Member | null, teamId: TeamId): AuthorityRefusal | null {
  if (!member) return 'unknown_person';
  if (!member.teamIds.includes(teamId)) return 'other_team';
  if (member.isDeactivated) return 'deactivated';
  if (member.isBot) return 'bot';
  if (member.isGuest) return 'guest';
  return null;
}
