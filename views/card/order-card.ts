import type { KnownBlock } from '@slack/types';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { approvalsOf, type Order, type OrderIn, termsOf } from '../../src/orders/order.ts';
import { isKeptByPause, type Pause } from '../../src/orders/pause.ts';
import type { UsualSetUp } from '../../src/orders/standing/set-up-times.ts';
import { stepsDone } from '../../src/orders/standing/steps.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { greyOf, halfDoneOf, reasonOf } from '../acts/act-views.ts';
import { actions, context, divider, greyLine, quotation, section } from '../blocks.ts';
import type { MessageView } from '../messages/message-view.ts';
import { pauseBlocks } from '../messages/pause.ts';
import { changedParts } from '../words/approval/free.ts';
import { quorumText, whoMayDecide } from '../words/approval/people.ts';
import { effectOfOrder } from '../words/effect.ts';
import { contentOf } from '../words/order-text.ts';
import { standingText } from '../words/states/standing.ts';
import { stateText } from '../words/states/state-text.ts';
import { untilText } from '../words/states/until.ts';
import { link, type Naming, type Words } from '../words/text.ts';
import { needsSomebody } from './needs-somebody.ts';
import { cardButtons, undoButtons } from './order-buttons.ts';
import { askingText, changeBlocks, headerBlock, oddBlocks, quotationBlocks, titleLine } from './order-heading.ts';
import { identityParts, summaryText } from './order-summary.ts';
import { orderedTwiceBlocks } from './ordered-twice.ts';
import { partBlocks } from './parts.ts';
import { questionBlocks } from './question.ts';

/** What a card is drawn with beside its order: what stops it, and the policy in force, which says who can decide. */
export interface CardSetting {
  readonly pause: Pause | null;
  readonly policy: ApprovalPolicy;
  /** Whether no order of the account was placed before. */
  readonly isFirst: boolean;
  /** How people are written: who can decide is always mentioned. */
  readonly named: Naming;
  /** Link of the card in whose place this one is, when Slack gives one. */
  readonly earlierLink?: string | null;
  /** How long earlier orders took; null or absent while too few are known. */
  readonly usual?: UsualSetUp | null;
}

/** What no real answer has shown yet, people know before they approve. */
const FIRST_ORDER =
  'First order of this workspace: how ScaledMail answers has only been seen in its documents. Who runs this app can check it with `npm run doctor`.';

const IN_THREAD = 'All of them stand in the file in the thread.';

/**
 * The card in the approvers' channel: a function of the order in every state, redrawn in place on each change. It is tall only
 * while somebody has to act; then what is unusual and the buttons come first, so that they stand on the first screen of a
 * phone, and lists below.
 */
export function orderCard(order: Order, setting: CardSetting): MessageView {
  const blocks = order.state === 'awaiting_approval' ? waitingCard(order, setting) : decidedCard(order, setting);
  // Nobody approves what stands behind “see more”.
  return { text: askedText(order, setting), blocks: blocks.map(expanded) };
}

/** While it waits, its notification says whom it waits for: a mention in it rings. */
function askedText(order: Order, { named, policy }: CardSetting): string {
  const text = summaryText(order, named);
  return order.state === 'awaiting_approval' ? `${text} ${whoMayDecide(policy, order.facts.requestedBy)}` : text;
}

const expanded = (block: KnownBlock): KnownBlock => (block.type === 'section' ? { ...block, expand: true } : block);

function waitingCard(order: OrderIn<'awaiting_approval'>, setting: CardSetting): KnownBlock[] {
  const { act, worth, at } = termsOf(order);
  const reason = reasonOf(act);
  return [
    headerBlock(order),
    section(askingText(order, setting.named)),
    ...(reason === null ? [] : [quotation(reason)]),
    section(`*Waiting for* ${whoMayDecide(setting.policy, order.facts.requestedBy)} · until ${untilText(order)}`),
    ...noteBlocks(order, setting),
    cardButtons(order, { isPaused: setting.pause !== null }),
    divider(),
    ...partBlocks(act, worth, { hasUnitPrices: false, where: IN_THREAD, stepsDone: stepsDone(order), at }),
    ...greyBlocks(order, setting, greyOf(act)),
  ];
}

/** What is unusual, above the buttons. */
function noteBlocks(order: OrderIn<'awaiting_approval'>, { pause, named }: CardSetting): KnownBlock[] {
  const isOneEnough = order.asked.need === 1 && approvalsOf(order).length === 0;
  const half = halfDoneOf(order);
  return [
    ...(half === null ? [] : [section(`*${half.sentence}*`)]),
    ...pausedBlocks(order, pause, named),
    ...changeBlocks(order, named),
    ...orderedTwiceBlocks(order),
    ...questionBlocks(order),
    ...oddBlocks(order),
    ...(isOneEnough ? [] : [section(quorumText(order, named))]),
  ];
}

function decidedCard(order: Order, setting: CardSetting): KnownBlock[] {
  const { pause, named, policy, usual = null } = setting;
  if (!needsSomebody(order)) {
    const standing = standingText(order, { named, policy, usual, isForRequester: false });
    const undo = undoButtons(order);
    return [
      titleLine(order),
      ...pausedBlocks(order, pause, named),
      ...greyBlocks(order, setting, [standing, ...changedParts(order)]),
      ...(undo.length > 0 ? [actions(...undo)] : []),
    ];
  }
  return [
    headerBlock(order),
    ...pausedBlocks(order, pause, named),
    ...orderedTwiceBlocks(order),
    ...questionBlocks(order),
    section(stateText(order, named, setting)),
    ...quotationBlocks(order),
    cardButtons(order),
    ...greyBlocks(order, setting, [contentOf(order), named(order.facts.requestedBy), ...changedParts(order)]),
  ];
}

const pausedBlocks = (order: Order, pause: Pause | null, named: Naming): KnownBlock[] =>
  pause && isKeptByPause(order) ? pauseBlocks(pause, effectOfOrder(order), named) : [];

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
