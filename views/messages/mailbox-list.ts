import { stringify } from 'csv-stringify/sync';
import { labelOf } from '../../src/acts/act.ts';
import type { MailboxList } from '../../src/acts/custom_order/mailbox-list.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { actOf, type Order } from '../../src/orders/order.ts';
import type { ActFile } from '../acts/act-view.ts';
import { slugOf } from '../words/slug.ts';
import { counted } from '../words/text.ts';

/**
 * The mailboxes of an order as CSV with a heading: address, sender, domain, provider, state, and when that was read. Cells
 * that a spreadsheet would take for a formula are made text. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export function mailboxFile(order: Order, { mailboxes }: MailboxList): ActFile {
  const { reference } = order.facts;
  const rows = mailboxes.map(({ address, sender, domain, provider, state, readAt }) => [
    address ?? '',
    sender,
    domain,
    PROVIDER_FACTS[provider].label,
    state ?? (address === null ? 'not in ScaledMail’s list so far' : 'not read'),
    readAt?.toISOString() ?? '',
  ]);
  const heading = ['address', 'sender', 'domain', 'provider', 'state', 'read at (UTC)'];
  const slug = slugOf(labelOf(actOf(order)));
  return {
    name: `${slug === '' ? '' : `${slug}-`}${reference}-mailboxes.csv`,
    title: `Mailboxes of order ${reference}`,
    content: stringify([heading, ...rows], { escape_formulas: true }),
  };
}

/** What comes with the file: how many there are, and what is not as it should be. */
export function mailboxFileText({ listed, expected, mailboxes }: MailboxList): string {
  const unread = mailboxes.filter(({ address, state }) => address !== null && state === null).length;
  const number =
    listed === expected
      ? `${counted(listed, 'mailbox', 'mailboxes')}: address, sender, domain, provider, state; no passwords.`
      : `⚠️ ScaledMail lists ${listed} of ${counted(expected, 'mailbox', 'mailboxes')} so far.`;
  return unread === 0 ? number : `${number} The state of ${unread} was not read this time.`;
}
