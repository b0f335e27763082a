import type { KnownBlock } from '@slack/types';
import { isAskedAbout, isSought } from '../../src/orders/decide/looks.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { approvalsOf, type Order, type OrderIn, termsOf } from '../../src/orders/order.ts';
import { isKeptByPause, type Pause } from '../../src/orders/pause.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { greyOf, reasonOf } from '../acts/act-views.ts';
import { context, divider, greyLine, plainSection, quotation, section } from '../blocks.ts';
import type { MessageView } from '../messages/message-view.ts';
import { pauseBlocks } from '../messages/pause.ts';
import { effectOfOrder } from '../words/effect.ts';
import { contentOf, titleText } from '../words/order-text.ts';
import { quorumText, whoMayDecide } from '../words/people.ts';
import { stateText, wordsOf } from '../words/state-text.ts';
import { statusOf } from '../words/status.ts';
import { link, localTime, mention, type Words } from '../words/text.ts';
import { cardButtons, detailsButton } from './order-buttons.ts';
import { askingText, changeBlocks, headerBlock, quotationBlocks } from './order-heading.ts';
import { identityParts, summaryText } from './order-summary.ts';
import { orderedTwice, orderedTwiceBlocks } from './ordered-twice.ts';
import { partBlocks } from './parts.ts';
import { questionBlocks } from './question.ts';

/** What a card is drawn with beside its order: what stops it, and the policy in force, which says who can decide. */
export interface CardSetting {
  readonly pause: Pause | null;
  readonly policy: ApprovalPolicy;
  /** Whether no order of the account was placed before. */
  readonly isFirst: boolean;
  /** Link of the card in whose place this one is, when Slack gives one. */
  readonly earlierLink?: string | null;
}

/** What no real answer has shown yet, people know before they approve. */
const FIRST_ORDER =
  'First order of this workspace: how ScaledMail answers has only been seen in its documents. `npm run doctor` says what was checked.';

const IN_THREAD = 'All of them stand in the file in the thread.';

/**
 * The card in the approvers' channel: a function of the order in every state, redrawn in place on each change. It is tall only
 * while somebody has to act; then what is unusual and the buttons come first, so that they stand on the first screen of a
 * phone, and lists below.
 */
export function orderCard(order: Order, setting: CardSetting): MessageView {
  const blocks = order.state === 'awaiting_approval' ? waitingCard(order, setting) : decidedCard(order, setting);
  // Nobody approves what stands behind “see more”.
  return { text: summaryText(order), blocks: blocks.map(expanded) };
}

const expanded = (block: KnownBlock): KnownBlock => (block.type === 'section' ? { ...block, expand: true } : block);

function waitingCard(order: OrderIn<'awaiting_approval'>, setting: CardSetting): KnownBlock[] {
  const { act, worth } = termsOf(order);
  const reason = reasonOf(act);
  return [
    headerBlock(order),
    section(askingText(order)),
    ...(reason === null ? [] : [quotation(reason)]),
    section(
      `*Waiting for* ${whoMayDecide(setting.policy, order.facts.requestedBy)} · until ${localTime(order.expiresAt)}`,
    ),
    ...noteBlocks(order, setting),
    cardButtons(order),
    divider(),
    ...partBlocks(act, worth, { hasUnitPrices: false, where: IN_THREAD }),
    ...greyBlocks(order, setting, greyOf(act)),
  ];
}

/** What is unusual, above the buttons. */
function noteBlocks(order: OrderIn<'awaiting_approval'>, { pause }: CardSetting): KnownBlock[] {
  const isOneEnough = order.asked.need === 1 && approvalsOf(order).length === 0;
  return [
    ...pausedBlocks(order, pause),
    ...changeBlocks(order),
    ...orderedTwiceBlocks(order),
    ...questionBlocks(order),
    ...(isOneEnough ? [] : [section(quorumText(order))]),
  ];
}

function decidedCard(order: Order, setting: CardSetting): KnownBlock[] {
  const { emoji, words } = statusOf(order);
  const about = [contentOf(order), mention(order.facts.requestedBy)];
  if (!needsSomebody(order)) {
    return [
      { ...plainSection(`${emoji} ${words} · ${titleText(order)}`), accessory: detailsButton(order) },
      ...pausedBlocks(order, setting.pause),
      context(`${stateText(order)}${saidText(order)}`),
      ...greyBlocks(order, setting, about),
    ];
  }
  return [
    headerBlock(order),
    ...pausedBlocks(order, setting.pause),
    ...orderedTwiceBlocks(order),
    ...questionBlocks(order),
    section(stateText(order)),
    ...quotationBlocks(order),
    cardButtons(order),
    ...greyBlocks(order, setting, about),
  ];
}

/** Where the reason or the vendor's words stand, when there are some. */
function saidText(order: Order): string {
  const said = wordsOf(order);
  return said ? ` ${said.by} in the thread.` : '';
}

/** Whether people are asked to do something about an order that was decided. */
function needsSomebody(order: Order): boolean {
  if (questionOf(order) !== null || orderedTwice(order) !== null || order.state === 'payment_pending') return true;
  if (isSought(order) && (order.state === 'outcome_unknown' || isAskedAbout(order))) return true;
  return order.state === 'placed' && order.progress.isStuck;
}

const pausedBlocks = (order: Order, pause: Pause | null): KnownBlock[] =>
  pause && isKeptByPause(order) ? pauseBlocks(pause, effectOfOrder(order)) : [];

function greyBlocks(
  order: Order,
  { isFirst, earlierLink = null }: CardSetting,
  parts: readonly (string | Words)[],
): KnownBlock[] {
  return [
    ...(surfaceOf(order, 'former_card') ? [context(earlierText(earlierLink))] : []),
    ...(isFirst && isKeptByPause(order) ? [context(FIRST_ORDER)] : []),
    greyLine(...parts, ...identityParts(order)),
  ];
}

const earlierText = (earlierLink: string | null): string =>
  `Goes on from ${earlierLink === null ? 'an earlier card, which is gone' : link(earlierLink, 'an earlier card')}.`;
