import type { KnownBlock, ModalView } from '@slack/types';
import type { HistoryEntry } from '../../src/orders/history.ts';
import type { Order } from '../../src/orders/order.ts';
import { actions, context, divider, paragraphs, section } from '../blocks.ts';
import { domainLines, LARGEST_LIST } from '../card/domain-lines.ts';
import { openCardButton, showButton } from '../card/order-buttons.ts';
import { headingBlocks } from '../card/order-heading.ts';
import { decidersText, factFields, identityText, priceSection, summaryText } from '../card/order-summary.ts';
import { questionButtons } from '../card/question.ts';
import { VIEW } from '../ids.ts';
import { quorumText } from '../words/people.ts';
import { localTime, mention, plain } from '../words/text.ts';
import { historyLine, withoutRepeats } from './history-note.ts';
import type { MessageView } from './message-view.ts';

/** Lines of history in the modal, and in the status message. */
const HISTORY_IN_MODAL = 30;
const HISTORY_IN_STATUS = 12;

/** Everything that is known of an order. What does not fit Slack's limits is cut, and the view says so. */
export function orderDetailsModal(order: Order, history: readonly HistoryEntry[]): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.notice,
    title: plain(`Order ${order.facts.reference}`, 24),
    close: plain('Close', 24),
    blocks: [
      ...headingBlocks(order),
      ...answerBlocks(order),
      factFields(order),
      priceSection(order),
      section(`*Approval*\n${decidersText(order)}. ${quorumText(order)}${approvalLines(order)}`),
      divider(),
      ...domainBlocks(order),
      divider(),
      ...historyBlocks(history, HISTORY_IN_MODAL, 4),
      context(`${identityText(order)} · priced ${localTime(order.terms.quote.pricedAt)}`),
    ],
  };
}

/** The answers to a question about a vendor order, when there is one. */
function answerBlocks(order: Order): KnownBlock[] {
  const buttons = questionButtons(order);
  return buttons.length > 0 ? [actions(...buttons)] : [];
}

/** One order with its history, as a private answer. */
export function orderStatusMessage(
  order: Order,
  history: readonly HistoryEntry[],
  cardLink: string | null,
): MessageView {
  const openCard = openCardButton(cardLink);
  return {
    text: summaryText(order),
    blocks: [
      ...headingBlocks(order),
      ...historyBlocks(history, HISTORY_IN_STATUS, 2),
      actions(...(openCard ? [openCard] : []), showButton(order)),
      context(identityText(order)),
    ],
  };
}

function approvalLines(order: Order): string {
  const approvals = 'approvals' in order ? order.approvals : [];
  return approvals.map(({ by, at }) => `\n✓ ${mention(by)}, ${localTime(at)}`).join('');
}

function domainBlocks(order: Order): KnownBlock[] {
  const lines = domainLines(order.facts.purchase);
  const { blocks, leftOut } = paragraphs(lines, LARGEST_LIST);
  const note =
    leftOut > 0 ? [context(`${leftOut} more lines do not fit here; the whole list is in the card’s thread.`)] : [];
  return [...blocks, ...note];
}

/** The newest lines that fit, oldest first; says how many entries are left out. */
function historyBlocks(history: readonly HistoryEntry[], maxLines: number, maxBlocks: number): KnownBlock[] {
  const telling = withoutRepeats(history);
  const lines = telling.slice(-maxLines).map(({ event, at }) => `• ${historyLine(event, at)}`);
  const { leftOut } = paragraphs(lines.toReversed(), { maxBlocks });
  const shown = lines.slice(leftOut);
  if (shown.length === 0) return [];
  const hidden = history.length - shown.length;
  const title = hidden > 0 ? `*History* (${hidden} of ${history.length} entries left out)` : '*History*';
  return [section(title), ...paragraphs(shown, { maxBlocks }).blocks];
}
