import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import type { Order } from '../../../src/orders/order.ts';
import type { UsualSetUp } from '../../../src/orders/standing/set-up-times.ts';
import { actions, greyLine, section } from '../../blocks.ts';
import { needsSomebody } from '../../card/needs-somebody.ts';
import { cancelButtonsOf, openCardButton, supportButtons } from '../../card/order-buttons.ts';
import { changeBlocks, quotationBlocks, titleLine } from '../../card/order-heading.ts';
import { identityParts, summaryText } from '../../card/order-summary.ts';
import { orderedTwiceBlocks } from '../../card/ordered-twice.ts';
import { questionBlocks } from '../../card/question.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { contentOf } from '../../words/order-text.ts';
import { standingText } from '../../words/states/standing.ts';
import { stateText } from '../../words/states/state-text.ts';
import { mention } from '../../words/text.ts';
import { historyBlocks } from '../history/history-blocks.ts';
import type { MessageView } from '../message-view.ts';

/** Lines of history. */
const HISTORY_IN_STATUS = 5;

/** What a private answer about an order is drawn with beside it. */
export interface StatusSetting {
  readonly policy: ApprovalPolicy;
  readonly cardLink: string | null;
  readonly usual?: UsualSetUp | null;
}

/** One order as a private answer: its two lines, what is asked of people, and its newest entries. */
export function orderStatusMessage(
  order: Order,
  history: readonly HistoryEntry[],
  { policy, cardLink, usual = null }: StatusSetting,
): MessageView {
  const openCard = openCardButton(order, cardLink);
  const buttons = [...(openCard ? [openCard] : []), ...supportButtons(order), ...cancelButtonsOf(order)];
  const isAsking = needsSomebody(order);
  const standing = standingText(order, { named: mention, policy, usual, isForRequester: false });
  return {
    text: summaryText(order, mention),
    blocks: [
      titleLine(order),
      greyLine(isAsking ? contentOf(order) : standing, ...identityParts(order)),
      ...(isAsking && questionOf(order) === null
        ? [section(stateText(order, mention, { usual, lookers: whoMayDecide(policy, order.facts.requestedBy) }))]
        : []),
      ...orderedTwiceBlocks(order),
      ...changeBlocks(order, mention),
      ...questionBlocks(order),
      ...quotationBlocks(order),
      ...historyBlocks(order, history, { maxLines: HISTORY_IN_STATUS, maxBlocks: 2 }),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}
