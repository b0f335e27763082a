import type { KnownBlock } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { isKeptByPause, type Pause } from '../../src/orders/pause.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { context, divider } from '../blocks.ts';
import type { MessageView } from '../messages/message-view.ts';
import { pauseBlocks } from '../messages/pause.ts';
import { effectOfOrder } from '../words/effect.ts';
import { link } from '../words/text.ts';
import { cardButtons } from './order-buttons.ts';
import { headingBlocks } from './order-heading.ts';
import { decidersText, domainsBlocks, factFields, identityText, priceSection, summaryText } from './order-summary.ts';

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

const expanded = (block: KnownBlock): KnownBlock => (block.type === 'section' ? { ...block, expand: true } : block);

/** The card in the approvers' channel: a function of the order in every state, redrawn in place on each change. */
export function orderCard(order: Order, { pause, policy, isFirst, earlierLink = null }: CardSetting): MessageView {
  const isOpen = order.state === 'awaiting_approval';
  const isWaiting = isKeptByPause(order);
  const blocks: KnownBlock[] = [
    ...headingBlocks(order),
    ...(pause && isWaiting ? pauseBlocks(pause, effectOfOrder(order)) : []),
    divider(),
    factFields(order),
    priceSection(order),
    ...domainsBlocks(order),
    cardButtons(order),
    ...(surfaceOf(order, 'former_card') ? [context(earlierText(earlierLink))] : []),
    ...(isFirst && isWaiting ? [context(FIRST_ORDER)] : []),
    context(isOpen ? `${identityText(order)} · ${decidersText(order, policy)}` : identityText(order)),
  ];
  // Nobody approves what stands behind “see more”.
  return { text: summaryText(order), blocks: blocks.map(expanded) };
}

const earlierText = (earlierLink: string | null): string =>
  `Goes on from ${earlierLink === null ? 'an earlier card, which is gone' : link(earlierLink, 'an earlier card')}.`;
