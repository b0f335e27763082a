import type { ModalView } from '@slack/types';
import type { BuyDomains } from '../../../src/acts/buy_domains/buy-domains.ts';
import type { SpendWorth } from '../../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { greyOf, headingOf } from '../../acts/act-views.ts';
import { nameLine, thenText } from '../../acts/buy_domains.ts';
import { actions, button, context, greyLine, header, paragraphs, plainSection } from '../../blocks.ts';
import { ACTION, FORM } from '../../ids.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { ORDER_KEPT } from '../../words/refusals/buying.ts';
import { counted, plain } from '../../words/text.ts';
import { buyMetadata } from '../metadata.ts';
import { BUY_TITLE, type BuyFormToDraw } from './buy-view.ts';

/** Exactly what is sent for approval: names, what they cost now, and what they cost each year. */
export const buyReviewView = (
  { id, ownerId, isForOrder }: Pick<BuyFormToDraw, 'id' | 'ownerId' | 'isForOrder'>,
  { act, worth }: { readonly act: BuyDomains; readonly worth: SpendWorth },
  policy: ApprovalPolicy,
): ModalView => ({
  type: 'modal',
  callback_id: FORM.buyReview,
  private_metadata: buyMetadata(id),
  title: plain(BUY_TITLE, 24),
  submit: plain('Send for approval', 24),
  close: plain('Cancel', 24),
  blocks: [
    header(headingOf(act, worth)),
    context(`${thenText(worth)} · before tax · charged only after approval`),
    ...paragraphs(act.names.map(nameLine), { maxBlocks: 4, draw: plainSection }).blocks,
    greyLine(
      `Asked: ${whoMayDecide(policy, ownerId)}, ${counted(policy.quorum, 'approval')}`,
      ...greyOf(act).filter((part) => part !== 'before tax'),
    ),
    ...(isForOrder ? [context(ORDER_KEPT)] : []),
    actions(button(ACTION.back, '‹ Back')),
  ],
});
