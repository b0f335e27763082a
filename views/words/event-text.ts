import type { AlsoFound, Intent, Moved, NotSentReason, OrderEvent } from '../../src/orders/event.ts';
import type { DomainChanged } from '../../src/orders/progress.ts';
import type { ChangeReason, UnknownReason } from '../../src/orders/reasons.ts';
import type { AnnounceFailure } from '../../src/orders/surface.ts';
import { keepsFromWorking, type Lacking } from '../../src/values/mail-record.ts';
import { type Effect, FREE_WORDS, NOTHING_DONE, TARGET_CHANGED, type WithoutOrder } from './effect.ts';
import { cancelledByText } from './order-text.ts';
import { amountText, chargedText, monthly } from './price-text.ts';
import { holdText } from './states/hold-words.ts';
import { notFoundText, unconfirmedText } from './states/not-found.ts';
import { channelMention, counted, inline, listed, type Naming, uncapital } from './text.ts';

const FAILURES: Readonly<Record<AnnounceFailure, string>> = {
  bot_not_in_channel: 'the bot is not in the channel',
  channel_not_found: 'the bot cannot see the channel',
  channel_archived: 'the channel is archived',
  posting_restricted: 'the channel’s settings let this app post nothing',
  scope_missing: 'this app lacks a permission',
  card_refused: 'Slack refuses it',
  card_late: 'Slack has not taken it for ten minutes',
};

const CHANGES: Readonly<
  Record<Exclude<ChangeReason, 'declared_absent' | 'target_changed' | 'step_turned_up'>, string>
> = {
  price_rose: 'the price rose',
  policy_changed: 'the rules for approvals changed',
  approver_not_entitled: 'an approver cannot decide any more',
  workspace_renamed: 'ScaledMail’s workspace was renamed',
  approval_too_old: 'the approval grew older than seven days',
  sender_not_entitled: 'whoever sent it may not do so without approval any more',
};

const UNCLEAR: Readonly<Record<UnknownReason, string>> = {
  no_answer: 'ScaledMail did not answer in time',
  odd_answer: 'ScaledMail gave an answer that this app cannot read',
  unfamiliar: 'ScaledMail gave an answer of an unfamiliar shape',
  server_error: 'ScaledMail reported an error',
  interrupted: 'the call was interrupted',
  rejected: 'ScaledMail said no',
};

const NOT_SENT: Readonly<Record<NotSentReason, string>> = {
  connection_failed: 'ScaledMail could not be reached',
  too_late: 'its moment had passed',
  rate_limited: 'ScaledMail takes no more calls for a moment',
};

/**
 * What an event was to an order whose act has that effect, as one line of mrkdwn. Every event has a text, also those that are
 * not posted anywhere.
 */
export function eventText(event: OrderEvent, effect: Effect, named: Naming): string {
  if (effect === 'spend') return textOf(event, effect, named);
  return freeText(event, effect, named) ?? textOf(event, effect, named);
}

/** What acts that make no order say otherwise: nothing is to be found but what ScaledMail’s lists say. */
function freeText(event: OrderEvent, effect: WithoutOrder, named: Naming): string | null {
  const { done, tells, unchanged, again } = FREE_WORDS[effect];
  const unconfirmed = unconfirmedText(undefined, effect).replace(/\.$/, '');
  switch (event.type) {
    case 'vendor_confirmed':
      return 'Accepted by ScaledMail';
    case 'vendor_could_not_charge':
      return `ScaledMail’s answer is not clear`;
    case 'vendor_order_found':
    case 'second_order_found':
      return `Found in ScaledMail’s list: ${done}`;
    case 'progress_seen':
      return event.isDone === false ? unconfirmed : `ScaledMail’s list ${tells}`;
    case 'vendor_order_absent':
      return unconfirmed;
    case 'look_incomplete':
      return unconfirmedText(event.unread, effect).replace(/\.$/, '');
    case 'declared_absent':
      return `${named(event.by)} looked at ScaledMail: ${unchanged}. ${event.again ? again.chosen : 'The order is given up'}`;
    case 'watch_failed':
      return 'ScaledMail’s list could not be read';
    case 'vendor_cancelled':
      return `It ended at ScaledMail${event.by === undefined ? '' : `: ${cancelledByText(event.by, named)}`}`;
    default:
      return null;
  }
}

function textOf(event: OrderEvent, effect: Effect, named: Naming): string {
  switch (event.type) {
    case 'requested':
      if (event.free) return `Sent by ${named(event.by)}, free by rule`;
      return `Requested by ${named(event.by)}${event.totalCents === 0 ? '' : `: ${chargedText(event.totalCents, event.nowCents)}`}`;
    case 'announced':
      return `Card posted in ${channelMention(event.card.channelId)}`;
    case 'announce_failed':
      return `Card could not be posted: ${FAILURES[event.failure]}${event.word ? `, \`${inline(event.word)}\`` : ''}`;
    case 'card_lost':
      return `Card is gone: \`${inline(event.word)}\`. It is posted anew`;
    case 'requester_told':
      return 'Who asked was told by direct message';
    case 'approved':
      return `Approved by ${named(event.by)}`;
    case 'declined':
      return `Declined by ${named(event.by)}`;
    case 'withdrawn':
      return `Withdrawn by ${named(event.by)}`;
    case 'expired':
      return 'Expired: nobody decided in time';
    default:
      return placingText(event, effect, named);
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
      | 'card_lost'
      | 'requester_told'
      | 'approved'
      | 'declined'
      | 'withdrawn'
      | 'expired';
  }
>;

function placingText(event: PlacingEvent, effect: Effect, named: Naming): string {
  switch (event.type) {
    case 'terms_changed':
      return `Needs a new approval${amountOf(event.to)}: ${event.reason === 'target_changed' ? uncapital(TARGET_CHANGED[effect]) : CHANGES[event.reason]}`;
    case 'approvals_insufficient':
      return `Needs a new approval: ${CHANGES[event.reason]}`;
    case 'asked_anew':
      return 'Who can decide has changed';
    case 'held':
      return `On hold: ${holdText(effect, event.reason, event.trouble)}`;
    case 'placing_started':
      return `Sent to ScaledMail${sentText(event.attempt)}`;
    case 'vendor_confirmed':
      return `Placed: ScaledMail took the order${event.vendorOrderId === null ? '' : `, number ${inline(event.vendorOrderId)}`}`;
    case 'vendor_could_not_charge':
      return `Subscription made, card not charged`;
    case 'outcome_unclear':
      if (event.isLate) return `Late answer to attempt ${event.attempt}: ${UNCLEAR[event.reason]}`;
      return `Outcome not known yet: ${UNCLEAR[event.reason]}`;
    case 'not_sent':
      return `Not sent: ${NOT_SENT[event.reason]}. ${NOTHING_DONE[effect]} The order goes on by itself`;
    case 'resembling_found':
      return `Is ScaledMail’s order ${inline(event.resembling.vendorOrderId)} this one? ${counted(event.resembling.names.length, 'domain')} in common`;
    case 'ruled_out':
      return `${named(event.by)} says that ScaledMail’s order ${inline(event.vendorOrderId)} is another one`;
    case 'vendor_order_found':
      return `Found at ScaledMail${event.namedBy ? ` by ${named(event.namedBy)}` : ''}: number ${inline(event.vendorOrderId)}${event.amountCents === null ? '' : `, ${monthly(event.amountCents)}`}${alsoText(event.also)}`;
    case 'second_order_found':
      return secondText(event, named);
    case 'vendor_order_absent':
      return 'Looked for at ScaledMail; not in the list';
    case 'look_incomplete':
      return event.unread === 'list'
        ? 'Looked for at ScaledMail; its list could not be read'
        : typeof event.unread === 'object'
          ? `Looked for at ScaledMail. ${notFoundText(event.unread).replace(/\.$/, '')}`
          : `Looked for at ScaledMail; not found so far, and ${counted(event.unread, 'order')} could not be read`;
    case 'declared_absent':
      return `${named(event.by)} looked at ScaledMail: it is not there. ${event.again ? 'Waits for a new approval, as a new attempt' : 'The order is given up'}`;
    case 'progress_seen':
      return `${counted(event.ready.length, 'domain')} ready${event.unread ? `, ${event.unread.length} not known yet` : ''}${dnsText(event.lacking)}`;
    case 'watch_failed':
      return 'How far it is could not be read at ScaledMail';
    case 'domains_changed':
      return `Changed by order \`${event.through}\`: ${changedText(event.changes)}`;
    case 'vendor_cancelled':
      return `Subscription ended at ScaledMail${event.by === undefined ? '' : `: ${cancelledByText(event.by, named)}`}`;
  }
}

/** Domains of one change that are named; more are counted. */
/** How many domains our own look held back, as the end of a sentence. */
function dnsText(lacking: readonly Lacking[] = []): string {
  const { length } = lacking.filter(keepsFromWorking);
  return length === 0 ? '' : `, ${length} ${length === 1 ? 'waits' : 'wait'} for DNS`;
}

const MOST_NAMED = 3;

/** `a.com is b.io now`, `a.com and b.com lead somewhere else now`: where to, the other order says. */
function changedText(changes: readonly DomainChanged[]): string {
  const renamed = changes.flatMap(({ domain, name }) =>
    name === undefined ? [] : [`${inline(domain, 253)} is ${inline(name, 253)} now`],
  );
  const senders = changes.filter(({ sender }) => sender !== undefined);
  const readdressed = senders.filter(({ sender }) => sender?.keepsAddresses === false);
  const resent = senders.filter(({ sender }) => sender?.keepsAddresses === true);
  const led = changes.filter(({ name, redirect }) => name === undefined && redirect !== undefined);
  const elsewhere = led.filter(({ redirect }) => redirect !== '');
  const nowhere = led.filter(({ redirect }) => redirect === '');
  return listed([
    ...renamed,
    ...together(elsewhere, { one: 'leads somewhere else now', more: 'lead somewhere else now' }),
    ...together(nowhere, { one: 'has no redirect now', more: 'have no redirect now' }),
    ...together(resent, { one: 'has another sender now', more: 'have another sender now' }),
    ...together(readdressed, {
      one: 'has another sender and other addresses now',
      more: 'have another sender and other addresses now',
    }),
  ]);
}

/** `a.com and b.com lead somewhere else now`, in one phrase; none for no domain. */
function together(
  changes: readonly DomainChanged[],
  { one, more }: { readonly one: string; readonly more: string },
): string[] {
  if (changes.length === 0) return [];
  const names =
    changes.length > MOST_NAMED
      ? counted(changes.length, 'domain')
      : listed(changes.map(({ domain }) => inline(domain, 253)));
  return [`${names} ${changes.length === 1 ? one : more}`];
}

function alsoText(also: readonly AlsoFound[] = []): string {
  if (also.length === 0) return '';
  return `. ⚠️ So is ${listed(also.map(({ vendorOrderId }) => inline(vendorOrderId)))}: this is ordered twice`;
}

/** ` at $149.00 / month`; empty when the amount stays, or there is none. */
function amountOf({ worth }: Moved): string {
  const amount = worth ? amountText(worth) : null;
  return amount === null ? '' : ` at ${amount}`;
}

/** ` at $149.00 / month, tag …`: as far as the act has both. */
function sentText({ quotedCents, nowCents, tag }: Intent): string {
  const price = quotedCents === null ? '' : ` at ${chargedText(quotedCents, nowCents)}`;
  return `${price}${tag === null ? '' : `, tag \`${inline(tag)}\``}`;
}

function secondText({ attempt, vendorOrderId, amountCents, message, namedBy }: SecondFound, named: Naming): string {
  const by = namedBy ? `, found by ${named(namedBy)}` : '';
  const number = vendorOrderId === null ? 'its number follows' : `number ${inline(vendorOrderId)}`;
  const amount = amountCents === null ? '' : `, ${monthly(amountCents)}`;
  const unpaid = message === undefined ? '' : ', card not charged';
  return `⚠️ Attempt ${attempt} stands at ScaledMail after all${by}: ${number}${amount}${unpaid}. It was sent again since: this may be ordered twice`;
}

/** What somebody said in an event: a reason of a person, or the vendor's words; null when nothing was said. Not escaped. */
export function saidIn(event: OrderEvent): string | null {
  switch (event.type) {
    case 'declined':
    case 'withdrawn':
      return spoken(event.reason);
    case 'vendor_could_not_charge':
    case 'outcome_unclear':
    case 'second_order_found':
      return spoken(event.message ?? '');
    default:
      return null;
  }
}

const spoken = (words: string): string | null => (words.trim() === '' ? null : words);
