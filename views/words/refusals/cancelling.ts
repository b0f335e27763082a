import type { AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import { canBeWithdrawn } from '../../../src/orders/decide/approval.ts';
import type { Order } from '../../../src/orders/order.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { COMMAND } from '../../ids.ts';
import { statusOf } from '../states/status.ts';
import { inline, mention } from '../text.ts';
import { refusalMessage } from './refusal.ts';

/** Why somebody cannot ask to end an order at the vendor. */
export type CannotCancel =
  | { readonly refusal: AuthorityRefusal | 'unknown_order' | 'form_forgotten' }
  | { readonly refusal: 'number_unknown' | 'nothing_to_cancel' | 'not_at_vendor' | 'cancelled_already' | 'one_left' }
  | { readonly refusal: 'not_active'; readonly status: string }
  | { readonly refusal: 'claimed'; readonly by: Reference | null }
  | { readonly refusal: 'does_not_run'; readonly order: Order };

/** What happened, why, and the next step: mrkdwn. */
export function cannotCancelText(refused: CannotCancel): string {
  switch (refused.refusal) {
    case 'form_forgotten':
      return 'This form was left open too long and is forgotten. Nothing was cancelled. Please start again.';
    case 'number_unknown':
      return 'ScaledMail’s number of this order is not known yet, so nobody can say there which one is to end. Please try again once its card shows the number.';
    case 'nothing_to_cancel':
      return 'ScaledMail shows no order that could be cancelled here: none runs, or another order is about each of them already.';
    case 'not_at_vendor':
      return 'ScaledMail shows no such order in this workspace. Nothing was sent.';
    case 'cancelled_already':
      return 'ScaledMail says that it is cancelled already. There is nothing left to end, and nothing was sent.';
    case 'one_left':
      return 'Only one of the two still runs at ScaledMail, so nothing has to be cancelled any more. To end that one, too, open *Details*.';
    case 'not_active':
      return `ScaledMail says “${inline(refused.status)}” of it, and only what is active can be cancelled. Nothing was sent.`;
    case 'claimed':
      return refused.by === null
        ? 'Another order already works on this one. Nothing was sent.'
        : `Order \`${refused.by}\` already works on this one; its card says how far that is. Nothing was sent.`;
    case 'does_not_run': {
      const { emoji, words } = statusOf(refused.order);
      return `Order \`${refused.order.facts.reference}\` stands at: ${emoji} ${words}. It does not run at ScaledMail, so there is nothing to cancel there.${withdrawText(refused.order)}`;
    }
    case 'not_an_approver':
      return `You cannot decide on orders, so you cannot choose from all that run at ScaledMail. To end one of your own, open its *Details* from \`${COMMAND} orders\`. Nothing was sent.`;
    case 'unknown_order':
      return refusalMessage('not_visible', null);
    default:
      return refusalMessage(refused.refusal, null);
  }
}

/** What does not run yet is taken back, not cancelled. */
const withdrawText = (order: Order): string =>
  canBeWithdrawn(order)
    ? ` ${mention(order.facts.requestedBy)} can take it back with *Withdraw*, in the direct messages of this app.`
    : '';

/** Above a page that is shown again, because the vendor shows something else than before. */
export const CHANGED_THERE =
  'ScaledMail shows something else than before. Please look at it once more; your reason is still here.';

/** Above a page that is shown again, because the vendor did not answer; `sentence` says what it did. */
export const unansweredText = (sentence: string): string =>
  `${sentence} Nothing was sent, and your reason is still here. Please try again in a moment.`;
