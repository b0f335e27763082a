import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { SENT_AT_ONCE } from '../../words/approval/free.ts';
import { whoMayDecide } from '../../words/approval/people.ts';

/** What of a form its note says. */
interface Noted {
  /** Null for an order that was not made here. */
  readonly reference: string | null;
  readonly ownerId: string;
  /** Whether it is sent without approval. */
  readonly isFree?: boolean;
}

/** Whose domain changes, that it costs nothing, who is asked, and who applies it: mrkdwn. */
export function changeNote({ reference, ownerId, isFree = false }: Noted, policy: ApprovalPolicy): string {
  const whose = reference === null ? 'Not made here' : `Order \`${reference}\``;
  const asked = `Will be asked: ${whoMayDecide(policy, ownerId)}. Once it is approved, it is sent;`;
  return `${whose} · costs nothing. ${isFree ? `${SENT_AT_ONCE}.` : asked} ScaledMail’s staff apply it.`;
}
