import type { KnownBlock, ModalView } from '@slack/types';
import type { BuyPrewarmed } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import type { SpendWorth } from '../../../src/acts/worth.ts';
import { askedHashOf } from '../../../src/orders/approval/fingerprint.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { contentOf, greyOf, headingOf } from '../../acts/act-views.ts';
import { context, greyLine, header, section } from '../../blocks.ts';
import { partBlocks } from '../../card/parts.ts';
import { FORM } from '../../ids.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { beforeText } from '../../words/price-text.ts';
import { counted, plain } from '../../words/text.ts';
import { prewarmedMetadata } from '../metadata.ts';
import { backRow } from '../page.ts';
import { PREWARMED_TITLE } from './picker-view.ts';

/** What is asked for, and by whom, as the review draws it. */
export interface PrewarmedReview {
  readonly formId: string;
  readonly ownerId: string;
  readonly act: BuyPrewarmed;
  readonly worth: SpendWorth;
}

/** Exactly what will be sent for approval, and what it costs now and each month. `problem` is mrkdwn. */
export function prewarmedReviewView(
  { formId, ownerId, act, worth }: PrewarmedReview,
  policy: ApprovalPolicy,
  problem: string | null = null,
): ModalView {
  const before = beforeText({});
  const blocks: KnownBlock[] = [
    ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
    header(headingOf(act, worth)),
    context(`${contentOf(act, worth)} · ${before} · charged only after approval`),
    ...partBlocks(act, worth, { hasUnitPrices: true }),
    greyLine(
      `Asked: ${whoMayDecide(policy, ownerId)}, ${counted(policy.quorum, 'approval')}, within a day: stock goes fast`,
      ...greyOf(act).filter((part) => part !== before),
    ),
    backRow(),
  ];
  return {
    type: 'modal',
    callback_id: FORM.prewarmedReview,
    private_metadata: prewarmedMetadata(formId, askedHashOf({ act, worth })),
    title: plain(PREWARMED_TITLE, 24),
    submit: plain('Send for approval', 24),
    close: plain('Cancel', 24),
    blocks,
  };
}
