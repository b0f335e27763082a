import type { KnownBlock, ModalView } from '@slack/types';
import { mailboxesOf } from '../../../src/acts/act.ts';
import { type Asked, askedBy } from '../../../src/acts/asked-by-draft.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { askedHashOf } from '../../../src/orders/approval/fingerprint.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { contentOf, greyOf, headingOf, oddOf } from '../../acts/act-views.ts';
import { alert, button, context, greyLine, header } from '../../blocks.ts';
import { partBlocks } from '../../card/parts.ts';
import { ACTION, FORM } from '../../ids.ts';
import { NO_APPROVAL_SENTENCE, SENT_AT_ONCE } from '../../words/approval/free.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { followsText } from '../../words/order-text.ts';
import { beforeText } from '../../words/price-text.ts';
import { counted } from '../../words/text.ts';
import { noticeView } from '../notice-view.ts';
import { backRow, FORM_TITLE, formPage, stepIndicator } from '../page.ts';
import { readNotes } from './notes/read-notes.ts';
import { putBackButtons } from './put-back.ts';

/** The last page: exactly what will be sent for approval, and what it costs. */
export function reviewView(draft: OrderDraft, policy: ApprovalPolicy): ModalView {
  const asked = askedBy(draft);
  if (!asked) {
    return noticeView(FORM_TITLE, 'This order has no price yet.', { retry: true, back: true, draftId: draft.id });
  }
  const { act, worth } = asked;
  const isFree = worth.effect === 'write';
  const isSentAtOnce = draft.review?.isFree === true;
  // It stands once, beside what the price is of.
  const before = isFree ? 'costs nothing, paid already' : beforeText(mailboxesOf(act) ?? {});
  const coupon = mailboxesOf(act)?.coupon === undefined ? 'Add coupon…' : 'Change coupon…';
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Review'),
    header(headingOf(act, worth)),
    context(
      `${contentOf(act, worth)} · ${before} · ${isSentAtOnce ? SENT_AT_ONCE : `${isFree ? 'sent' : 'charged'} only after approval`}`,
      ...followed(draft),
    ),
    ...oddBlocks(act),
    ...partBlocks(act, worth, { hasUnitPrices: true, ...pricedAt(draft) }),
    ...readNotes(draft),
    greyLine(
      isSentAtOnce ? NO_APPROVAL_SENTENCE : `Asked: ${askedText(policy, draft.ownerId)}`,
      ...greyOf(act).filter((part) => part !== before),
    ),
    backRow(
      ...(isFree ? [] : [button(ACTION.changeCoupon, coupon)]),
      button(ACTION.moreOptions, 'More options…'),
      ...putBackButtons(draft),
    ),
  ];
  return formPage(
    draft,
    {
      callbackId: FORM.review,
      submit: isSentAtOnce ? 'Fill in without approval' : isFree ? 'Fill in' : 'Send for approval',
      blocks,
    },
    reviewToken(asked),
  );
}

/** When its prices were asked for. */
const pricedAt = ({ review }: OrderDraft): { at?: Date } => (review?.quote ? { at: review.quote.pricedAt } : {});

/** A question that blocks nothing. */
function oddBlocks(act: Asked['act']): KnownBlock[] {
  const odd = oddOf(act);
  return odd === null ? [] : [alert(`${odd} Is that meant?`)];
}

/** Tells a review from every other one that asks for something else, or at another price: what is sent is what was shown. */
export const reviewToken = (asked: Asked): string => askedHashOf(asked);

/** The order that it was filled in from. */
function followed({ follows }: OrderDraft): string[] {
  const text = followsText(follows);
  return text === null ? [] : [text];
}

/** `@approvers or @Amir, 1 approval`. */
const askedText = (policy: ApprovalPolicy, requester: string): string =>
  `${whoMayDecide(policy, requester)}, ${counted(policy.quorum, 'approval')}`;
