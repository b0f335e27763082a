import type { QuoteRefusal } from '../../../src/acts/custom_order/quote.ts';
import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import type { LimitName } from '../../../src/orders/approval/limits.ts';
import type { ApprovalPolicy, AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import type { Refusal } from '../../../src/orders/decide/decision.ts';
import { approvalsOf, type Order, termsOf } from '../../../src/orders/order.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { type Cents, formatCents } from '../../../src/values/money.ts';
import { approvedBy, whoMayDecide } from '../approval/people.ts';
import { amountText } from '../price-text.ts';
import { statusOf } from '../states/status.ts';
import { inline, listed, localTime, mention } from '../text.ts';

/** Every reason why somebody does not get what they asked for. */
export type AnyRefusal =
  | Refusal
  | AuthorityRefusal
  | 'unknown_order'
  | 'not_visible'
  | 'changed_meanwhile'
  | 'not_reviewed'
  | 'does_not_fit_form'
  | 'line_too_long'
  | 'no_mailboxes'
  | 'reading_already'
  | 'paused_anew'
  | 'not_late';

/**
 * A refusal in plain sentences (mrkdwn): what happened, why, and who may by the policy in force. `order` as it stands now,
 * when there is one.
 */
export function refusalMessage(refusal: AnyRefusal, order: null): string;
export function refusalMessage(refusal: AnyRefusal, order: Order | null, policy: ApprovalPolicy): string;
export function refusalMessage(refusal: AnyRefusal, order: Order | null, policy?: ApprovalPolicy): string {
  switch (refusal) {
    case 'own_order':
      return `This is your own order. ${ownOrderText(order, policy)}`;
    case 'not_an_approver':
      return `You cannot decide on ${order ? 'this order' : 'orders'}.${decidersSentence(order, policy)} Nothing was changed.`;
    case 'not_a_requester':
      return 'You cannot ask for orders here: who runs this app lets only some people do that (REQUESTERS). Please ask one of them, or who runs this app. Nothing was sent.';
    case 'policy_outdated':
      return 'The rules for approvals changed, and this part of the app still runs with the old ones, so it takes no decision. Nothing was changed. Please try again in a moment; if it stays so, who runs this app has to restart it.';
    case 'not_the_requester':
      return `Only ${order ? mention(order.facts.requestedBy) : 'who asked for it'} can withdraw this order.`;
    case 'terms_have_moved':
      return `${movedText(order)} Please decide on the card as it is now.`;
    case 'approved_by_you_already':
      return `You approved this. ${waitsForMoreText(order, policy)}`;
    case 'already_approved':
      return `${alreadyApprovedText(order)}${standing(order)}`;
    case 'already_declined':
      return order?.state === 'declined'
        ? `${mention(order.by)} declined it ${localTime(order.at)}.`
        : 'This order was declined meanwhile.';
    case 'already_withdrawn':
      return order?.state === 'withdrawn'
        ? `${mention(order.by)} withdrew it ${localTime(order.at)}.`
        : 'This order was withdrawn meanwhile.';
    case 'already_expired':
      return 'This order expired before anybody decided. It can be sent again as a new one.';
    case 'too_late_to_withdraw':
      if (order && isFreeByRule(order)) return `It is too late to withdraw: the order is on its way.${standing(order)}`;
      return `It is too late to withdraw: the order was approved${order && approvedBy(order, mention) !== '' ? ` by ${approvedBy(order, mention)}` : ''}.${standing(order)}`;
    case 'still_looking':
      return 'This app still looks for the order in ScaledMail’s list. After some twenty minutes you can say here what you see.';
    case 'not_expired_yet':
    case 'not_awaiting_placement':
    case 'does_not_apply':
      return `That does not fit this order any more.${standing(order)}`;
    default:
      return strangerMessage(refusal);
  }
}

type PersonOrOrder = Extract<
  AnyRefusal,
  | 'unknown_person'
  | 'other_team'
  | 'deactivated'
  | 'guest'
  | 'bot'
  | 'unknown_order'
  | 'not_visible'
  | 'changed_meanwhile'
  | 'not_reviewed'
  | 'does_not_fit_form'
  | 'line_too_long'
  | 'no_mailboxes'
  | 'reading_already'
  | 'paused_anew'
  | 'not_late'
>;

function strangerMessage(refusal: PersonOrOrder): string {
  switch (refusal) {
    case 'unknown_person':
      return 'Slack does not tell this app who you are, so this does not count. Nothing was changed.';
    case 'other_team':
      return 'You belong to another company’s workspace. Only members of the workspace that installed this app can use it.';
    case 'deactivated':
      return 'Your Slack account is deactivated, so this does not count. Nothing was changed.';
    case 'guest':
      return 'Guests cannot ask or decide. Please ask a full member.';
    case 'bot':
      return 'Bots cannot ask or decide.';
    case 'unknown_order':
      return 'There is no order with that reference. `/scaledmail orders` lists the recent ones.';
    case 'not_visible':
      return 'There is no such order, or it is not yours to see: an order is shown to who asked for it and to those who can decide.';
    case 'changed_meanwhile':
      return 'Somebody else changed this order at the same moment. Please look at it again.';
    case 'line_too_long':
      return 'That is more than one line of text can order. Nothing was kept of it. Type `/scaledmail order` alone, and paste the domains into the form.';
    case 'does_not_fit_form':
      return 'This order does not fit into the fields of the form. Please start a new one, and paste its lines from the file in the thread of its card.';
    case 'no_mailboxes':
      return 'This order has no mailboxes at ScaledMail now. They are listed from *Placed* on, until it is cancelled.';
    case 'reading_already':
      return 'The mailboxes of this order are being read for you already. One file comes to your direct messages with this app.';
    case 'paused_anew':
      return 'Placing was paused anew since this button was drawn, so nothing changed. Why stands on Home and on every card that waits; resume there, or with `/scaledmail resume`.';
    case 'not_late':
      return 'This order is not late any more, so there is nothing to ask ScaledMail’s support.';
    case 'not_reviewed':
      return 'This form has no price yet. Please go back and review it again. Nothing was sent.';
  }
}

/** Why no price can be shown, and what to do. */
export function quoteRefusalMessage(refusal: QuoteRefusal): string {
  switch (refusal) {
    case 'price_missing':
      return 'ScaledMail gave no price for a part of this order. Nothing was sent. Please try again in a moment.';
    case 'price_unit_unclear':
    case 'price_units_disagree':
      return 'ScaledMail’s price cannot be right: it is far from what mailboxes cost. A wrong price is worse than none, so nothing was sent. Please try again, or tell the operator.';
  }
}

/** That an amount is above a limit, who can raise it, and how. `cents` is what the order would charge. */
export function aboveLimitMessage(above: { cents: Cents; limitCents: Cents; limit: LimitName }): string {
  const what = above.limit === 'LIMIT_PER_ORDER' ? 'an order' : 'a day';
  return `${formatCents(above.cents)} is above the limit of ${formatCents(above.limitCents)} ${what}. Nothing was sent. Who runs this app can raise it (${above.limit}); or ask for less.`;
}

/** More names than this are counted. */
const MAX_NAMED = 5;

/** Which domain names stand in another open order already; none is named when it is not a name that is in the way. */
export function takenMessage(taken: ReadonlyMap<string, Reference>): string {
  if (taken.size === 0)
    return 'Meanwhile another open order works on something that this one needs. Nothing was sent. Please try again in a moment.';
  const names = [...taken].map(([name, reference]) => `${inline(name, 100)} (order \`${reference}\`)`);
  const shown = names.length > MAX_NAMED ? [...names.slice(0, MAX_NAMED), `${names.length - MAX_NAMED} more`] : names;
  const verb = names.length === 1 ? 'is' : 'are';
  return `Meanwhile ${listed(shown)} ${verb} in another open order. Nothing was sent. Go back, and take what is taken out.`;
}

/** Whom an own order waits for; where it waits for nobody's approval, who can say something about it. */
function ownOrderText(order: Order | null, policy: ApprovalPolicy | undefined): string {
  if (!order || !policy) return 'Somebody else has to decide.';
  const who = whoMayDecide(policy, order.facts.requestedBy);
  return order.state === 'awaiting_approval' ? `It waits for ${who}.` : `Somebody else has to decide: ${who}.`;
}

/** What is different from what the button was drawn for. */
function movedText(order: Order | null): string {
  const isDearer = order?.state === 'awaiting_approval' && order.change?.reason === 'price_rose';
  const amount = isDearer ? amountText(termsOf(order).worth) : null;
  return amount === null ? 'It changed since this button was drawn.' : `The price is now ${amount}.`;
}

function waitsForMoreText(order: Order | null, policy: ApprovalPolicy | undefined): string {
  if (order?.state !== 'awaiting_approval' || !policy) return 'It waits for somebody else.';
  const missing = Math.max(1, order.asked.need - approvalsOf(order).length);
  return `It waits for ${missing} more: ${whoMayDecide(policy, order.facts.requestedBy)}.`;
}

function alreadyApprovedText(order: Order | null): string {
  if (order && isFreeByRule(order)) return 'This order needs no approval: it is free by rule.';
  const last = order ? approvalsOf(order).at(-1) : undefined;
  if (!order || !last) return 'This order was approved meanwhile.';
  return `${approvedBy(order, mention)} approved it ${localTime(last.at)}.`;
}

function decidersSentence(order: Order | null, policy: ApprovalPolicy | undefined): string {
  return policy ? ` Who can: ${whoMayDecide(policy, order?.facts.requestedBy)}.` : '';
}

function standing(order: Order | null): string {
  if (!order) return '';
  const { emoji, words } = statusOf(order);
  return ` It now stands at: ${emoji} ${words}.`;
}
