import type { KnownBlock, ModalView } from '@slack/types';
import type { ProviderLine } from '../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../src/acts/custom_order/draft.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { worthOfQuote } from '../../src/acts/worth.ts';
import { DOMAINS_ON_CARD } from '../../src/orders/decide/messages.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import { headingOf } from '../acts/act-views.ts';
import { senderText } from '../acts/custom_order/domain-lines.ts';
import { accountFields, sourceText } from '../acts/custom_order.ts';
import { context, divider, fields, header, section } from '../blocks.ts';
import { FORM } from '../ids.ts';
import { followsText } from '../words/order-text.ts';
import { whoMayDecide } from '../words/people.ts';
import { TOTAL_IS, worthText } from '../words/price-text.ts';
import { counted, inline, listed, plain } from '../words/text.ts';
import { noticeView } from './notice-view.ts';
import { backRow, FORM_TITLE, formPage, stepIndicator } from './page.ts';

/** The last page: exactly what will be sent for approval, and what it costs. */
export function reviewView(draft: OrderDraft, policy: ApprovalPolicy): ModalView {
  const { review } = draft;
  if (!review) {
    return noticeView(FORM_TITLE, 'This order has no price yet.', { retry: true, back: true, draftId: draft.id });
  }
  const { purchase, quote } = review;
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Review'),
    header(headingOf(purchase, worthOfQuote(quote))),
    context(`${TOTAL_IS} Charged only when it is approved.`, ...followed(draft)),
    section(worthText(worthOfQuote(quote))),
    divider(),
    fields([
      ['Workspace', { words: purchase.workspace.name }],
      ['Domains', sourceText(purchase)],
      ['Will be asked', askedText(policy, draft.ownerId)],
      ...accountFields(purchase),
    ]),
    ...purchase.lines.flatMap(lineBlocks),
    backRow(),
  ];
  return formPage(draft, { callbackId: FORM.review, submit: 'Send for approval', blocks });
}

/** The order that it was filled in from. */
function followed({ follows }: OrderDraft): string[] {
  const text = followsText(follows);
  return text === null ? [] : [text];
}

function askedText(policy: ApprovalPolicy, requester: string): string {
  const needed = policy.quorum > 1 ? ` (${counted(policy.quorum, 'approval')} needed)` : '';
  return `${whoMayDecide(policy, requester)}${needed}`;
}

/** Domains and senders of one provider, the first ones by name. */
function lineBlocks({ provider, domains }: ProviderLine): KnownBlock[] {
  const names = domains.map(({ name }) => inline(name, 253));
  const shown = names.slice(0, DOMAINS_ON_CARD);
  const rest = names.length - shown.length;
  const senders = [...new Set(domains.map(({ naming }) => senderText(naming)))];
  const listedNames = rest > 0 ? `${shown.join(', ')} _and ${rest} more_` : shown.join(', ');
  return [
    section(`*${PROVIDER_FACTS[provider].label}*\n${listedNames}`),
    { type: 'context', elements: [plain(`Sent by ${firstOf(senders)}`)] },
  ];
}

function firstOf(senders: readonly string[]): string {
  const shown = senders.slice(0, 3);
  const rest = senders.length - shown.length;
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}
