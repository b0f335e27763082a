import { isAskedAbout, isSought } from '../../../src/orders/decide/looks.ts';
import { targetText } from '../order-text.ts';
import { billingLink } from './billing.ts';
import { unconfirmedText } from './not-found.ts';
import { type StateTexts, whoApproved } from './state-parts.ts';
import { freeTexts } from './state-text-of-free.ts';

const { placed } = freeTexts('buy');

/** What is said otherwise of names that are bought than of acts that charge nothing. */
export const TEXTS_OF_BUYS: Pick<StateTexts, 'payment_pending' | 'placed'> = {
  payment_pending: (order, named) =>
    `${whoApproved(order, named)}. ScaledMail says that *the card was not charged*. Next step: somebody with access to ScaledMail’s ${billingLink()} confirms the card there. This app looks whether the domains were bought.`,
  placed: (order, named) => {
    const isAsked = isSought(order) && isAskedAbout(order);
    const ask = `\n${unconfirmedText(order.unread, 'buy')} *Please look into ScaledMail’s own pages* for ${targetText(order)}; ScaledMail’s support can say what holds them up. This app keeps looking.`;
    return `${placed(order, named)}${isAsked ? ask : ''}`;
  },
};
