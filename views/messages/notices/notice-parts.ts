import { openHoursOf } from '../../../src/acts/act.ts';
import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import type { Notice } from '../../../src/orders/effect.ts';
import { actOf, type Order } from '../../../src/orders/order.ts';
import type { AnnounceFailure } from '../../../src/orders/surface.ts';
import type { ChannelId } from '../../../src/values/ids.ts';
import { changeText } from '../../words/approval/change-of-terms.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { missingCardText } from '../../words/card-trouble.ts';
import { effectOfNextCall } from '../../words/effect.ts';
import { holdText } from '../../words/states/hold-words.ts';
import type { SetUpSetting } from '../../words/states/set-up.ts';
import { nothingDoneText } from '../../words/states/state-parts.ts';
import { capital, counted, localTime, type Naming } from '../../words/text.ts';
import { storeWentBackText } from '../store-went-back.ts';

/** What a notice is drawn with beside its order: the card's link, the policy in force, the channel of the cards, and how long earlier orders took. */
export interface NoticeSetting extends Pick<SetUpSetting, 'usual'> {
  readonly cardLink: string | null;
  readonly policy: ApprovalPolicy;
  readonly channelId: ChannelId;
  /** How people are written. */
  readonly named: Naming;
}

/** What each notice says of an order. */
export type NoticeTexts = Readonly<Record<Notice, (order: Order, setting: NoticeSetting) => string>>;

/** Those that say the same whatever the order does. */
export type CommonNotice =
  | 'requested'
  | 'declined'
  | 'expired'
  | 'terms_changed'
  | 'on_hold'
  | 'store_went_back'
  | AnnounceFailure;

const cardMissing =
  (failure: AnnounceFailure) =>
  (order: Order, { channelId }: NoticeSetting): string =>
    `⚠️ ${capital(nameIn(order))} cannot be shown to its approvers. ${missingCardText(failure, order.cardTrouble?.word ?? null, channelId)}`;

/** Why the card of an order is not where its approvers look. */
const NOTICES_OF_CARD: Pick<NoticeTexts, AnnounceFailure> = {
  bot_not_in_channel: cardMissing('bot_not_in_channel'),
  channel_not_found: cardMissing('channel_not_found'),
  channel_archived: cardMissing('channel_archived'),
  posting_restricted: cardMissing('posting_restricted'),
  scope_missing: cardMissing('scope_missing'),
  card_refused: cardMissing('card_refused'),
  card_late: cardMissing('card_late'),
};

/** See `CommonNotice`. */
export const COMMON_NOTICES: Pick<NoticeTexts, CommonNotice> = {
  requested: (order, { policy }) =>
    isFreeByRule(order)
      ? `🔵 ${capital(nameIn(order))} is sent without approval, because it is free by rule.`
      : `🟡 ${capital(nameIn(order))} waits for ${whoMayDecide(policy, order.facts.requestedBy)}.`,
  declined: (order, { named }) =>
    `🔴 ${capital(nameIn(order))} was declined${order.state === 'declined' ? ` by ${named(order.by)}` : ''}. ${nothingDoneText(order, named)}`,
  expired: (order, { named }) =>
    `⚪ Nobody decided on ${nameIn(order)} within ${openText(order)}, so it ended. ${nothingDoneText(order, named)} You can send it again.`,
  terms_changed: termsChangedText,
  on_hold: onHoldText,
  store_went_back: (order) => storeWentBackText(order.facts.reference),
  ...NOTICES_OF_CARD,
};

/** How long it waited: `a week`. */
function openText(order: Order): string {
  const days = Math.round(openHoursOf(actOf(order)) / 24);
  return days === 7 ? 'a week' : days === 1 ? 'a day' : counted(days, 'day');
}

/** What stands for the order in a sentence: its title, which people wrote, stands above. */
export const nameIn = (_order: Order): string => 'this order';

function termsChangedText(order: Order, { named }: NoticeSetting): string {
  const name = nameIn(order);
  const change = order.state === 'awaiting_approval' ? order.change : null;
  if (!change) return `⚠️ ${capital(name)} needs a new approval, because its terms changed. Nothing was sent yet.`;
  return changeText(order, change, named);
}

/** That an approved order waits, since when, and why. */
function onHoldText(order: Order): string {
  const name = capital(nameIn(order));
  if (order.state !== 'approved' || order.hold === null) return `🔵 ${name} is approved, and not on hold any more.`;
  const stands = isFreeByRule(order) ? 'is' : 'is approved, and';
  const since = order.heldSince === undefined ? '' : ` since ${localTime(order.heldSince)}`;
  return `🔵 ${name} ${stands} on hold${since}. ${holdText(effectOfNextCall(order), order.hold, order.trouble)}`;
}
