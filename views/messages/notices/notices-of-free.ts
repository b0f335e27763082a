import { isSought } from '../../../src/orders/decide/looks.ts';
import { hasAttempt, type Order, type OrderWithAttempt } from '../../../src/orders/order.ts';
import { type Effect, FREE_WORDS } from '../../words/effect.ts';
import { contentOf, givenUpBy, targetText } from '../../words/order-text.ts';
import { unconfirmedText } from '../../words/states/not-found.ts';
import { nothingDoneText } from '../../words/states/state-parts.ts';
import { howText, isAccepted } from '../../words/states/state-text-of-free.ts';
import { capital, type Naming } from '../../words/text.ts';
import { COMMON_NOTICES, type NoticeTexts, nameIn } from './notice-parts.ts';

/** What people are told of an order that charges nothing. Some of these no such order ever comes to; they say to look. */
export function freeNotices(effect: Exclude<Effect, 'spend'>): NoticeTexts {
  const { done, looking, tellsThen, doesNotTell, unchanged, unchangedButton } = FREE_WORDS[effect];
  const press = `_${unchangedButton.replace('…', '')}_`;
  const isDone = (order: Order, named: Naming) =>
    `${contentOf(order)}: ${done} at ScaledMail. ${howText(order, effect, named)}`;
  return {
    ...COMMON_NOTICES,
    placed: (order, { named }) =>
      isAnsweredYes(order)
        ? `🟢 ScaledMail accepted ${nameIn(order)}. You will hear when its list ${tellsThen}.`
        : `🟢 About ${nameIn(order)}: ScaledMail’s list ${tellsThen}. ${howText(order, effect, named)}`,
    refused: (order, { named }) => {
      const by = order.state === 'refused' ? givenUpBy(order) : undefined;
      return by === undefined
        ? `🔴 ScaledMail refused ${nameIn(order)}. ${nothingDoneText(order, named)}`
        : `⚪ ${capital(nameIn(order))} is given up: ${named(by)} looked at ScaledMail, and says that ${unchanged}.`;
    },
    payment_pending: (order) => `🟠 ScaledMail’s answer to ${nameIn(order)} is not clear. Please look at its card.`,
    payment_reminder: (order) =>
      `🟠 ScaledMail’s answer to ${nameIn(order)} is still not clear. Please look at its card.`,
    outcome_unknown: (order) =>
      `🟠 ScaledMail did not say what became of ${nameIn(order)}. ${looking} You need not do anything.`,
    cannot_find: (order) =>
      `🟠 ${capital(nameIn(order))} was sent to ScaledMail, and nobody knows what it did. ${unconfirmedText(isSought(order) ? order.unread : undefined, effect)} *Please look into ScaledMail’s own pages* for ${targetText(order)}, and when ${unchanged}, press on the card: ${press}. This app keeps looking, and nothing is sent again without a new approval.`,
    amount_differs: (order) => `⚠️ ScaledMail shows another amount for ${nameIn(order)}. Please look at it there.`,
    resembling_order: (order) =>
      `🟠 ScaledMail shows something that may belong to ${nameIn(order)}. Please look at it there.`,
    ordered_twice: (order) => `⚠️ ${capital(nameIn(order))} may have been sent twice. Please look at its card.`,
    active: (order, { named }) => `✅ ${capital(nameIn(order))} is done. ${capital(isDone(order, named))}`,
    stuck: (order) =>
      `🟠 ScaledMail accepted ${nameIn(order)} long ago, and its list ${doesNotTell} yet${unreadText(order)}. ScaledMail’s support can say what holds it up.`,
    progress_unknown: (order) =>
      `🟠 Whether ${nameIn(order)} is done cannot be told: ScaledMail’s list cannot be read. This app keeps looking.`,
    cancelled: (order) => `⚫ What ${nameIn(order)} was about has ended at ScaledMail.`,
  };
}

const isAnsweredYes = (order: Order): order is OrderWithAttempt => hasAttempt(order) && isAccepted(order);

const unreadText = (order: Order): string =>
  order.state === 'placed' && order.progress.isUnread ? ', as far as it could be read' : '';
