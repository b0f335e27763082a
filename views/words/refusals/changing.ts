import type { AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import type { Order } from '../../../src/orders/order.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { statusOf } from '../states/status.ts';
import { inline } from '../text.ts';
import { refusalMessage } from './refusal.ts';

/** Why somebody cannot ask for a change of a domain. */
export type CannotChange =
  | { readonly refusal: AuthorityRefusal | 'unknown_order' | 'form_forgotten' | 'made_elsewhere' }
  | { readonly refusal: 'does_not_run'; readonly order: Order }
  | { readonly refusal: 'not_ready' | 'not_at_vendor' | 'redirect_not_said'; readonly name: string }
  | { readonly refusal: 'not_all_work' | 'senders_not_said'; readonly name: string }
  | { readonly refusal: 'claimed'; readonly name: string; readonly by: Reference | null };

/** What happened, why, and the next step: mrkdwn. */
export function cannotChangeText(refused: CannotChange): string {
  switch (refused.refusal) {
    case 'form_forgotten':
      return 'This form was left open too long and is forgotten. Nothing was sent. Please start again.';
    case 'made_elsewhere':
      return 'This order was not made here. People who can decide on orders can change names and redirects of its domains here, nobody else can. Nothing was sent.';
    case 'does_not_run': {
      const { emoji, words } = statusOf(refused.order);
      return `Order \`${refused.order.facts.reference}\` stands at: ${emoji} ${words}. Its domains can be changed while they work at ScaledMail, under a number that is known. Nothing was sent.`;
    }
    case 'not_ready':
      return `${nameIn(refused)} does not work yet. It can be changed once ScaledMail has set it up. Nothing was sent.`;
    case 'not_at_vendor':
      return `ScaledMail’s list does not show ${nameIn(refused)} in this order. Nothing was sent.`;
    case 'not_all_work':
      return `${nameIn(refused)} can be swapped once all domains of its order work. Nothing was sent.`;
    case 'redirect_not_said':
      return `ScaledMail does not say where ${nameIn(refused)} leads now, so nobody could tell when it is changed. Nothing was sent.`;
    case 'senders_not_said':
      return `ScaledMail does not say who sends from ${nameIn(refused)} now, so nobody could tell when it is changed. Nothing was sent.`;
    case 'claimed':
      return refused.by === null
        ? `Another order already works on ${nameIn(refused)}. Nothing was sent.`
        : `Order \`${refused.by}\` already works on ${nameIn(refused)}; its card says how far that is. Nothing was sent.`;
    case 'unknown_order':
      return refusalMessage('not_visible', null);
    default:
      return refusalMessage(refused.refusal, null);
  }
}

const nameIn = ({ name }: { readonly name: string }): string => inline(name, 253);

/** Above a page that is shown again, because the vendor shows something else than before. */
export const CHANGED_THERE =
  'ScaledMail shows something else than before. Please look at it once more; what you typed is still here.';

/** Above a page that is shown again, because its form was saved in another window since it was drawn. */
export const CHANGED_ELSEWHERE =
  'This form was changed in another window since you saw it here. Nothing was sent from here, and what you typed is still here. Look at it once more: sent now, it takes the place of what was typed there.';

/** The same above a page of a login: neither user name nor password is ever drawn. */
export const LOGIN_CHANGED_ELSEWHERE =
  'This form was changed in another window since you saw it here. Nothing was sent from here. What you typed is still here, but for user name and password. Look at it once more.';

/** Above a page that is shown again, because the vendor did not answer; `sentence` says what it did. */
export const unansweredText = (sentence: string): string =>
  `${sentence} Nothing was sent, and what you typed is still here. Please try again in a moment.`;

/** Above the page for a new name that a domain has by now. */
export const nameInUseText = (name: string): string =>
  `ScaledMail’s list of domains has ${inline(name, 253)} already. Nothing was sent. Please take another name.`;
