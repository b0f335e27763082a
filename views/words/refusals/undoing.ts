import type { AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import type { Order } from '../../../src/orders/order.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { statusOf } from '../states/status.ts';
import { mention } from '../text.ts';
import { refusalMessage } from './refusal.ts';

/** Why a change cannot be set back. */
export type CannotUndo =
  | { readonly refusal: AuthorityRefusal | 'unknown_order' | 'no_undo' | 'undone_already' | 'changed_since' }
  | { readonly refusal: 'not_applied'; readonly order: Order }
  | { readonly refusal: 'on_its_way' | 'claimed'; readonly by: Reference };

/** What happened, why, and the next step: mrkdwn. */
export function cannotUndoText(refused: CannotUndo): string {
  switch (refused.refusal) {
    case 'no_undo':
      return 'This change cannot be set back from here. Nothing was sent.';
    case 'not_applied':
      return notAppliedText(refused.order);
    case 'undone_already':
      return 'It was undone already: ScaledMail’s list shows what was there before. Nothing was sent.';
    case 'changed_since':
      return 'It was changed once more since, or ScaledMail’s list does not show it any more. Nothing was sent. Its domain’s menu, in *Details* of the order that has it, changes it from there.';
    case 'on_its_way':
      return `The undo is on its way: order \`${refused.by}\`, whose card says how far it is. Nothing more was sent.`;
    case 'claimed':
      return `Order \`${refused.by}\` already works on it; its card says how far that is. Nothing was sent.`;
    case 'unknown_order':
      return refusalMessage('not_visible', null);
    default:
      return refusalMessage(refused.refusal, null);
  }
}

/** ScaledMail refuses another change of what it applies, so nothing can be set back before. */
function notAppliedText(order: Order): string {
  const { emoji, words } = statusOf(order);
  const stands = `This change stands at: ${emoji} ${words}.`;
  if (order.state === 'approved') {
    return `${stands} It is not sent yet, and ${mention(order.facts.requestedBy)} can withdraw it while it waits. Nothing more was sent.`;
  }
  return `${stands} ScaledMail takes no other change of it before it is applied. It can be undone once its card says *Done*.`;
}
