import { maySettleAbsent } from '../../../src/orders/decide/settle-absent.ts';
import { attemptOf, type Order, type OrderIn, type OrderWithAttempt } from '../../../src/orders/order.ts';
import { type Effect, FREE_WORDS } from '../effect.ts';
import { contentOf, givenUpBy, targetText } from '../order-text.ts';
import { capital, localTime, type Naming } from '../text.ts';
import { pleaseLook, unconfirmedText } from './not-found.ts';
import type { SetUpSetting } from './set-up.ts';
import { approvedText, nothingDoneText, type StateTexts, UNKNOWN_WORDS, whoApproved } from './state-parts.ts';

type Free = Exclude<Effect, 'spend'>;

/** What there is to say, from its approval on, of an order that charges nothing: it ends or changes what is there. */
export function freeTexts(effect: Free): Omit<StateTexts, 'awaiting_approval' | 'declined' | 'withdrawn' | 'expired'> {
  const words = FREE_WORDS[effect];
  return {
    approved: (order, named) => approvedText(order, 'It is being sent…', named),
    placing: (order, named) => `${whoApproved(order, named)}. ${words.asking}`,
    outcome_unknown: (order, named, setUp) => unknownText(order, effect, named, setUp),
    // No call that charges nothing ends here; the vendor's word is shown beside it.
    payment_pending: (order, named) => `${whoApproved(order, named)}. ScaledMail’s answer is not clear.`,
    placed: (order, named) => placedText(order, effect, named),
    active: (order, named) =>
      `*${capital(contentOf(order))}*: ${words.done}; seen ${localTime(order.activeAt)}. ${howText(order, effect, named)}`,
    cancelled: (order, named) =>
      `It ended at ScaledMail; noticed ${localTime(order.cancelledAt)}. ${howText(order, effect, named)}`,
    refused: (order, named) => refusedText(order, effect, named),
  };
}

function unknownText(order: OrderIn<'outcome_unknown'>, effect: Free, named: Naming, setUp: SetUpSetting = {}): string {
  const approved = `${whoApproved(order, named)}.`;
  const ask = `${unconfirmedText(order.unread, effect)} ${pleaseLook(targetText(order), setUp)} This app keeps looking, and nothing is sent again without a new approval.`;
  const isAsked = maySettleAbsent(order);
  if (order.reason === 'rejected') {
    const said = `${approved} ScaledMail said no.`;
    return isAsked ? `${said} ${ask}` : `${said} Before this is believed, ScaledMail’s list is looked at.`;
  }
  const looking = isAsked ? ask : FREE_WORDS[effect].looking;
  const why = order.reason === 'interrupted' ? 'The call was interrupted' : UNKNOWN_WORDS[order.reason];
  return `${approved} ${why}, so *it is not known yet ${FREE_WORDS[effect].whether}*. ${looking}`;
}

function placedText(order: OrderIn<'placed'>, effect: Free, named: Naming): string {
  const { done, tells, afterwards } = FREE_WORDS[effect];
  if (!isAccepted(order)) return `ScaledMail’s list ${tells}. ${howText(order, effect, named)}`;
  const unread = order.progress.isUnread ? ' Its list could not be read at the last try.' : '';
  const late = order.progress.isStuck
    ? `\nThat takes longer than usual: ScaledMail’s support can say what holds it up. When it will not come, say so here.${unread}`
    : order.progress.isUnknown
      ? `\nWhether it is ${done} already cannot be told: ScaledMail’s list cannot be read. This app keeps looking.`
      : '';
  return `${whoApproved(order, named)}, accepted by ScaledMail ${localTime(order.placedAt)}. ${afterwards}${late}`;
}

/** Whether the vendor answered the call with yes. */
export const isAccepted = (order: OrderWithAttempt): boolean => attemptOf(order).answer === 'confirmed';

/** Whether a call was begun at all: what was found done without one was somebody else's. */
const wasSent = (order: OrderWithAttempt): boolean => attemptOf(order).sentHash !== null;

/** By whom it was done, as far as that is known: an answer with yes is the only proof that it was this order. */
export function howText(order: Order, effect: Free, named: Naming): string {
  if (!('attempt' in order)) return nothingDoneText(order, named);
  if (isAccepted(order)) {
    return `${capital(FREE_WORDS[effect].done)} by this order: ${named(order.facts.requestedBy)} asked for it. ${whoApproved(order, named)}.`;
  }
  if (wasSent(order))
    return 'Whether this order did it is not known: it was sent once, and ScaledMail did not answer yes.';
  return 'Nothing was sent by this order.';
}

function refusedText(order: OrderIn<'refused'>, effect: Free, named: Naming): string {
  const approved = whoApproved(order, named);
  const by = givenUpBy(order);
  const at = localTime(order.refusedAt);
  if (by === undefined) return `${approved}, but ScaledMail refused it (${at}). ${nothingDoneText(order, named)}`;
  return `${approved}. ${named(by)} looked at ScaledMail, and says that ${FREE_WORDS[effect].unchanged} (${at}). It is given up.`;
}
