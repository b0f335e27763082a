import { chargedCents, paidOnce } from '../../../src/acts/worth.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { type HistoryEntry, nextEntry } from '../../../src/orders/history/history.ts';
import { type Order, termsOf } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { amir, bea, channel, noon, rita } from './orders.ts';
import { anAttempt } from './plain-orders.ts';

/** One event of each type; `words` stand wherever somebody says something. */
export function eventsOfEveryType(order: Order, words = 'no'): OrderEvent[] {
  const { asked } = order;
  const terms = termsOf(order);
  const { fingerprint, act, worth } = terms;
  return [
    { type: 'requested', by: rita, fingerprint, totalCents: chargedCents(worth), ...paidOnce(worth) },
    { type: 'announced', card: { channelId: channel, ts: '1.1' }, drawn: 'placed' },
    { type: 'announce_failed', failure: 'posting_restricted', word: 'restricted_action' },
    { type: 'card_lost', card: { channelId: channel, ts: '1.1' }, word: 'message_not_found' },
    { type: 'card_lost', card: { channelId: channel, ts: '1.1' }, word: 'edit_window_closed', isShown: true },
    { type: 'requester_told', message: { channelId: channel, ts: '1.2' } },
    { type: 'approved', by: amir, fingerprint },
    { type: 'declined', by: amir, reason: words },
    { type: 'withdrawn', by: rita, reason: words },
    { type: 'expired' },
    { type: 'terms_changed', reason: 'price_rose', to: { worth } },
    { type: 'terms_changed', reason: 'workspace_renamed', to: { act } },
    { type: 'approvals_insufficient', reason: 'policy_changed', asked, without: [amir, bea] },
    { type: 'approvals_insufficient', reason: 'approver_not_entitled', asked, without: [amir] },
    { type: 'approvals_insufficient', reason: 'approval_too_old', without: [] },
    { type: 'approvals_insufficient', reason: 'sender_not_entitled', asked, without: [] },
    { type: 'asked_anew', asked },
    { type: 'held', reason: 'vendor_unreachable' },
    { type: 'held', reason: 'vendor_unreachable', trouble: 'key_refused' },
    { type: 'placing_started', attempt: anAttempt(terms) },
    { type: 'vendor_confirmed', vendorOrderId: words },
    { type: 'vendor_could_not_charge', message: words },
    { type: 'outcome_unclear', reason: 'odd_answer', message: words },
    { type: 'vendor_order_found', vendorOrderId: words, amountCents: 14_900 },
    {
      type: 'vendor_order_found',
      vendorOrderId: words,
      amountCents: null,
      also: [{ vendorOrderId: words, amountCents: null, attempt: 2 }],
    },
    { type: 'not_sent', reason: 'connection_failed', attempt: 1, startedAt: noon },
    {
      type: 'resembling_found',
      resembling: { vendorOrderId: words, tag: words, amountCents: 14_900, createdAt: noon, names: [words] },
    },
    { type: 'ruled_out', by: amir, vendorOrderId: words },
    { type: 'outcome_unclear', reason: 'server_error', message: words, attempt: 1, isLate: true },
    { type: 'second_order_found', attempt: 1, vendorOrderId: words, amountCents: 14_900 },
    { type: 'second_order_found', attempt: 1, vendorOrderId: null, amountCents: null, message: words },
    { type: 'look_incomplete', unread: 'list' },
    { type: 'look_incomplete', unread: 2 },
    { type: 'watch_failed' },
    { type: 'vendor_order_absent' },
    { type: 'declared_absent', by: amir, fingerprint, again: { worth } },
    { type: 'declared_absent', by: amir, fingerprint },
    { type: 'progress_seen', ready: [words] },
    { type: 'progress_seen', ready: [], unread: [words], isToGoOn: true, readAgainAt: noon },
    { type: 'vendor_cancelled' },
    {
      type: 'domains_changed',
      through: Reference.parse('m4x8tp'),
      changes: [
        { domain: words, name: words },
        { domain: words, redirect: words },
        { domain: words, redirect: '' },
      ],
    },
    {
      type: 'vendor_cancelled',
      by: { reference: Reference.parse('m4x8tp'), requestedBy: rita, approvedBy: [amir, bea] },
    },
  ];
}

/** A history of all these events, one a minute. */
export function historyOf(order: Order, events: readonly OrderEvent[]): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (const [index, event] of events.entries()) {
    const at = new Date(noon.getTime() + index * 60_000);
    entries.push(
      nextEntry(entries.at(-1) ?? null, { event, fingerprint: termsOf(order).fingerprint, at, salt: 'salt' }),
    );
  }
  return entries;
}

/** Text that people with bad intent, or bad luck, put into a field. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<!channel> <@UEVIL> <!subteam^SEVIL>',
  '<https://evil.example|Approve> & *bold* _it_ ~no~ `code` > quote',
  '&lt;!here&gt; &amp;',
  '🚀'.repeat(60),
  'שלום עולם \u202e$0.01 a month',
  '*Approved by <@UCEO>*\n\n\n> $0.00',
  '"><script>alert(1)</script>',
  '&'.repeat(60),
];
