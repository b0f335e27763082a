import type { ApprovalPolicy, AuthorityRefusal } from '../../src/orders/approval/policy.ts';
import type { Reference } from '../../src/values/ids.ts';
import type { Finding } from '../../src/watch/finding.ts';
import { refusalMessage } from '../words/refusals/refusal.ts';
import { localTime, mention } from '../words/text.ts';

/** Why somebody cannot say what a finding was, or look at it. */
export type CannotSettle =
  | { readonly refusal: AuthorityRefusal | 'unknown_finding' }
  | { readonly refusal: 'turned_out'; readonly reference: Reference }
  | { readonly refusal: 'settled'; readonly settled: NonNullable<Finding['settled']> };

/** What happened, why, and the next step: mrkdwn. */
export function cannotSettleText(refused: CannotSettle, policy: ApprovalPolicy): string {
  switch (refused.refusal) {
    case 'settled':
      return `${mention(refused.settled.by)} said what it was ${localTime(refused.settled.at)}. Your click changed nothing.`;
    case 'turned_out':
      return `Order \`${refused.reference}\` made it, as turned out meanwhile: nobody has to say what it was. Your click changed nothing.`;
    case 'unknown_finding':
      return 'This app does not know this message any more, as after its store was put back. Nothing was changed.';
    default:
      return refusalMessage(refused.refusal, null, policy);
  }
}

/** That it counted. */
export const settledText = (): string => 'Kept, with your name. Nobody is asked about this again, unless it changes.';
