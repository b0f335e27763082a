import { isSought } from '../../../src/orders/decide/looks.ts';
import type { Order } from '../../../src/orders/order.ts';
import { contentOf, targetText } from '../../words/order-text.ts';
import { billingLink } from '../../words/states/billing.ts';
import { unconfirmedText } from '../../words/states/not-found.ts';
import { howText } from '../../words/states/state-text-of-free.ts';
import { capital } from '../../words/text.ts';
import { type NoticeTexts, nameIn } from './notice-parts.ts';
import { freeNotices } from './notices-of-free.ts';

const { cannot_find: cannotFind } = freeNotices('buy');

/** What people are told otherwise of names that are bought than of acts that charge nothing. */
export const NOTICES_OF_BUYS: Pick<NoticeTexts, 'active' | 'cannot_find' | 'payment_pending' | 'payment_reminder'> = {
  active: (order, { named }) =>
    `✅ ${capital(nameIn(order))} is done: ${contentOf(order)} bought. They can be used in an order now. ${howText(order, 'buy', named)}`,
  cannot_find: (order, setting) => (order.state === 'outcome_unknown' ? cannotFind(order, setting) : notListed(order)),
  payment_pending: (order) =>
    `🟠 ScaledMail says about ${nameIn(order)} that the card was not charged. Somebody with access to ScaledMail’s ${billingLink()} has to confirm the card there.`,
  payment_reminder: (order) =>
    `🟠 The card of ${nameIn(order)} still needs confirming. Somebody with access to ScaledMail’s ${billingLink()} has to confirm the card there.`,
};

/** The vendor said yes, and its list does not show what that did. */
const notListed = (order: Order): string =>
  `🟠 ScaledMail accepted ${nameIn(order)}. ${unconfirmedText(isSought(order) ? order.unread : undefined, 'buy')} *Please look into ScaledMail’s own pages* for ${targetText(order)}; ScaledMail’s support can say what holds them up. This app keeps looking.`;
