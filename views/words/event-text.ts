import type { AlsoFound, AnnounceFailure, NotSentReason, OrderEvent } from '../../src/orders/event.ts';
import { shortFingerprint } from '../../src/orders/fingerprint.ts';
import type { TermsChangeReason, UnknownReason } from '../../src/orders/order.ts';
import { monthly } from './price-text.ts';
import { HOLD_WORDS } from './state-text.ts';
import { channelMention, counted, inline, listed, mention } from './text.ts';

const FAILURES: Readonly<Record<AnnounceFailure, string>> = {
  bot_not_in_channel: 'the bot is not in the channel',
  channel_not_found: 'the bot cannot see the channel',
  channel_archived: 'the channel is archived',
};

const CHANGES: Readonly<Record<TermsChangeReason, string>> = {
  price_rose: 'the price rose',
  policy_changed: 'the rules for approvals changed',
  approver_not_entitled: 'an approver may not decide any more',
  workspace_renamed: 'ScaledMail’s workspace was renamed',
  declared_absent: 'the attempt before was not found',
  approval_too_old: 'the approval grew older than seven days',
};

const UNCLEAR: Readonly<Record<UnknownReason, string>> = {
  no_answer: 'ScaledMail did not answer in time',
  odd_answer: 'ScaledMail gave an answer that we do not understand',
  unfamiliar: 'ScaledMail gave an answer of an unfamiliar shape',
  server_error: 'ScaledMail reported an error',
  interrupted: 'placing was interrupted',
  rejected: 'ScaledMail said no',
};

const NOT_SENT: Readonly<Record<NotSentReason, string>> = {
  connection_failed: 'ScaledMail could not be reached',
  too_late: 'its moment had passed',
  rate_limited: 'ScaledMail takes no more calls for a moment',
};

/** Most code points of what somebody said, in a line of history. */
const MAX_WORDS = 400;

/** What an event was, as one line of mrkdwn. Every event has a text, also those that are not posted anywhere. */
export function eventText(event: OrderEvent): string {
  switch (event.type) {
    case 'requested':
      return `Requested by ${mention(event.by)}: ${monthly(event.totalCents)}, fingerprint \`${shortFingerprint(event.fingerprint)}\``;
    case 'announced':
      return `Card posted in ${channelMention(event.card.channelId)}`;
    case 'announce_failed':
      return `Card could not be posted: ${FAILURES[event.failure]}`;
    case 'requester_told':
      return 'Requester told by direct message';
    case 'approved':
      return `Approved by ${mention(event.by)}, fingerprint \`${shortFingerprint(event.fingerprint)}\``;
    case 'declined':
      return `Declined by ${mention(event.by)}${said(event.reason)}`;
    case 'withdrawn':
      return `Withdrawn by ${mention(event.by)}${said(event.reason)}`;
    case 'expired':
      return 'Expired: nobody decided in time';
    default:
      return placingText(event);
  }
}

type SecondFound = Extract<OrderEvent, { type: 'second_order_found' }>;
type PlacingEvent = Exclude<
  OrderEvent,
  {
    type:
      | 'requested'
      | 'announced'
      | 'announce_failed'
      | 'requester_told'
      | 'approved'
      | 'declined'
      | 'withdrawn'
      | 'expired';
  }
>;

function placingText(event: PlacingEvent): string {
  switch (event.type) {
    case 'terms_changed':
      return `Needs a new approval at ${monthly(event.terms.quote.totalCents)}: ${CHANGES[event.reason]}`;
    case 'held':
      return `On hold: ${HOLD_WORDS[event.reason]}`;
    case 'placing_started':
      return `Sent to ScaledMail at ${monthly(event.attempt.quotedCents)}, tag \`${inline(event.attempt.tag)}\``;
    case 'vendor_confirmed':
      return `Placed: ScaledMail took the order${event.vendorOrderId === null ? '' : `, number ${inline(event.vendorOrderId)}`}`;
    case 'vendor_could_not_charge':
      return `Subscription made, card not charged${said(event.message)}`;
    case 'outcome_unclear':
      if (event.isLate)
        return `Late answer to attempt ${event.attempt}: ${UNCLEAR[event.reason]}${said(event.message ?? '')}`;
      return `Outcome not known yet: ${UNCLEAR[event.reason]}${said(event.message ?? '')}`;
    case 'not_sent':
      return `Not sent, nothing was ordered: ${NOT_SENT[event.reason]}. The order goes on by itself`;
    case 'resembling_found':
      return `Is ScaledMail’s order ${inline(event.resembling.vendorOrderId)} this one? ${counted(event.resembling.names.length, 'domain')} in common`;
    case 'ruled_out':
      return `${mention(event.by)} says that ScaledMail’s order ${inline(event.vendorOrderId)} is another one`;
    case 'vendor_order_found':
      return `Found at ScaledMail${event.namedBy ? ` by ${mention(event.namedBy)}` : ''}: number ${inline(event.vendorOrderId)}${event.amountCents === null ? '' : `, ${monthly(event.amountCents)}`}${alsoText(event.also)}`;
    case 'second_order_found':
      return secondText(event);
    case 'vendor_order_absent':
      return 'Looked for at ScaledMail; not in the list';
    case 'look_incomplete':
      return event.unread === 'list'
        ? 'Looked for at ScaledMail; its list could not be read'
        : `Looked for at ScaledMail; not found so far, and ${counted(event.unread, 'order')} could not be read`;
    case 'declared_absent':
      return `${mention(event.by)} looked at ScaledMail: it is not there. ${event.terms ? `Waits for a new approval, as attempt ${event.terms.attempt}` : 'The order is given up'}`;
    case 'progress_seen':
      return `${counted(event.ready.length, 'domain')} ready`;
    case 'watch_failed':
      return 'How far it is could not be read at ScaledMail';
    case 'vendor_cancelled':
      return 'Subscription ended at ScaledMail';
  }
}

function alsoText(also: readonly AlsoFound[] = []): string {
  if (also.length === 0) return '';
  return `. ⚠️ So is ${listed(also.map(({ vendorOrderId }) => inline(vendorOrderId)))}: this is ordered twice`;
}

function secondText({ attempt, vendorOrderId, amountCents, message, namedBy }: SecondFound): string {
  const by = namedBy ? `, found by ${mention(namedBy)}` : '';
  const number = vendorOrderId === null ? 'its number follows' : `number ${inline(vendorOrderId)}`;
  const amount = amountCents === null ? '' : `, ${monthly(amountCents)}`;
  const unpaid = message === undefined ? '' : `, card not charged${said(message)}`;
  return `⚠️ Attempt ${attempt} stands at ScaledMail after all${by}: ${number}${amount}${unpaid}. It was sent again since: this may be ordered twice`;
}

const said = (words: string): string => (words.trim() === '' ? '' : `: “${inline(words, MAX_WORDS)}”`);
