import type { KnownBlock, ModalView } from '@slack/types';
import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import { actOf, approvalsOf, type Order, termsOf } from '../../../src/orders/order.ts';
import type { UsualSetUp } from '../../../src/orders/standing/set-up-times.ts';
import type { UserId } from '../../../src/values/ids.ts';
import { detailsOf } from '../../acts/act-views.ts';
import { actions, context, divider, paragraphs, plainSection, section } from '../../blocks.ts';
import {
  cancelButtonsOf,
  decidingButtons,
  mailboxesButtons,
  orderAgainButtons,
  settlingButtons,
  supportButtons,
  undoButtons,
  withdrawButtons,
} from '../../card/order-buttons.ts';
import { headingBlocks } from '../../card/order-heading.ts';
import { decidersText, factFields, fingerprintText, identityText, priceSection } from '../../card/order-summary.ts';
import { questionButtons } from '../../card/question.ts';
import { orderMetadata } from '../../form/metadata.ts';
import { howReadBlocks } from '../../form/ordering/notes/read-notes.ts';
import { VIEW } from '../../ids.ts';
import { quorumText, whoMayDecide } from '../../words/approval/people.ts';
import { localTime, mention, plain } from '../../words/text.ts';
import { historyBlocks } from '../history/history-blocks.ts';
import { domainRowBlocks, hasDomainRows } from './domain-rows.ts';
import { missingBlocks } from './missing.ts';

/** Room for the details of an act in a modal: within 100 blocks and, with other text, within 250 KB. */
const LARGEST_LIST = { maxCodePoints: 2_900, maxBlocks: 24, draw: plainSection };

/** Lines of history. */
const HISTORY_IN_MODAL = 30;

/** What *Details* shows: the order with its history, and who reads it. */
export interface DetailsOf {
  readonly order: Order;
  readonly history: readonly HistoryEntry[];
  readonly reader: { readonly by: UserId; readonly mayDecide: boolean };
}

/** What *Details* are drawn with beside that: `said` is what the reader did a moment ago, `usual` how long earlier orders took. */
export interface DetailsSetting {
  readonly policy: ApprovalPolicy;
  readonly said?: string;
  readonly usual?: UsualSetUp | null;
  /** Whether placing is paused: what is approved is not placed before a resume. */
  readonly isPaused?: boolean;
  /** Of many domains, the page with this one is shown: its number, from 0. */
  readonly from?: number;
}

/**
 * Everything that is known of an order, and what its reader can do with it now. What does not fit Slack's limits is cut, and
 * the view says so.
 */
export function orderDetailsModal(
  { order, history, reader }: DetailsOf,
  { policy, said, usual = null, isPaused = false, from = 0 }: DetailsSetting,
): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.details,
    private_metadata: metadataOf(order, from),
    title: plain(`Order ${order.facts.reference}`, 24),
    close: plain('Close', 24),
    blocks: [
      ...(said === undefined ? [] : [section(said)]),
      ...headingBlocks(order, mention, {
        usual,
        namesAll: true,
        ...(reader.mayDecide ? {} : { lookers: whoMayDecide(policy, order.facts.requestedBy) }),
      }),
      ...actionBlocks(order, reader, isPaused),
      ...missingBlocks(order),
      factFields(order),
      priceSection(order),
      section(`*Approval*\n${whoDecidesText(order, policy)}${quorumText(order, mention)}${approvalLines(order)}`),
      divider(),
      ...(hasDomainRows(order) ? domainRowBlocks(order, from) : detailBlocks(order)),
      ...howReadBlocks(order.facts),
      divider(),
      ...historyBlocks(order, history, { maxLines: HISTORY_IN_MODAL, maxBlocks: 4 }),
      context(`${identityText(order)} · ${fingerprintText(order)} · terms of ${localTime(termsOf(order).at)}`),
    ],
  };
}

/** What tells this page from others when somebody comes back to it. */
const metadataOf = (order: Order, from: number): string =>
  orderMetadata({
    reference: order.facts.reference,
    fingerprint: termsOf(order).fingerprint,
    ...(from > 0 ? { from } : {}),
  });

/** What the reader can do now: decide, take it back, answer a question about a vendor order, ask to end it, or order it again. */
function actionBlocks(order: Order, { by, mayDecide }: DetailsOf['reader'], isPaused: boolean): KnownBlock[] {
  const isOwn = order.facts.requestedBy === by;
  const isAsked = questionOf(order) !== null;
  const buttons = [
    ...(order.state === 'awaiting_approval' && mayDecide && !isOwn && !isAsked
      ? decidingButtons(order, { isPaused })
      : []),
    ...(mayDecide ? settlingButtons(order) : []),
    ...(isOwn ? withdrawButtons(order) : []),
    ...undoButtons(order),
    ...questionButtons(order),
    ...mailboxesButtons(order),
    ...orderAgainButtons(order),
    ...supportButtons(order),
    ...cancelButtonsOf(order),
  ];
  return buttons.length > 0 ? [actions(...buttons)] : [];
}

/** `Who can decide: … .`, before how many have to; nothing where nobody has to. */
const whoDecidesText = (order: Order, policy: ApprovalPolicy): string =>
  isFreeByRule(order) ? '' : `${decidersText(order, policy)}. `;

function approvalLines(order: Order): string {
  return approvalsOf(order)
    .map(({ by, at }) => `\n✓ ${mention(by)}, ${localTime(at)}`)
    .join('');
}

function detailBlocks(order: Order): KnownBlock[] {
  let leftOut = 0;
  let room = LARGEST_LIST.maxBlocks;
  const blocks = detailsOf(actOf(order)).flatMap(({ heading, lines }): KnownBlock[] => {
    const title = heading === null ? [] : [section(heading)];
    const drawn = paragraphs(room > title.length ? lines : [], { ...LARGEST_LIST, maxBlocks: room - title.length });
    room -= title.length + drawn.blocks.length;
    leftOut += room > 0 || drawn.blocks.length > 0 ? drawn.leftOut : lines.length;
    return [...title, ...drawn.blocks];
  });
  const note =
    leftOut > 0 ? [context(`${leftOut} more lines do not fit here; the whole list is in the card’s thread.`)] : [];
  return [...blocks, ...note];
}
