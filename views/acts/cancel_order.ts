import { stringify } from 'csv-stringify/sync';
import type { CancelOrder } from '../../src/acts/cancel_order/cancel-order.ts';
import type { Ending } from '../../src/acts/cancel_order/ending.ts';
import { monthly } from '../words/price-text.ts';
import { counted, inline, localTime, oneLine } from '../words/text.ts';
import { type ActView, NEVER_HALF_DONE } from './act-view.ts';

/** `5 domains with 10 mailboxes`; without mailboxes where ScaledMail does not say how many. */
export function endingText({ names, mailboxes }: Pick<Ending, 'names' | 'mailboxes'>): string {
  // Right after an order was made, ScaledMail may not show its domains yet.
  const domains = names.length === 0 ? 'all of its domains' : counted(names.length, 'domain');
  return mailboxes === null ? domains : `${domains} with ${counted(mailboxes, 'mailbox', 'mailboxes')}`;
}

/** `, saves $35.00 / month`; empty where ScaledMail names no amount. */
const savesText = ({ monthCents }: CancelOrder): string =>
  monthCents === null ? '' : `, saves ${monthly(monthCents)}`;

/** `Order qk53z7, made Oct 4`: which one ends. */
export function endedText({ ends, vendorOrderId, createdAt }: Ending): string {
  const number = `ScaledMail order ${inline(vendorOrderId)}`;
  const order = ends === undefined ? number : `Order \`${ends}\`, ${number}`;
  return createdAt === null ? order : `${order}, made ${localTime(createdAt)}`;
}

/** Names that stand on a card. */
const MOST_NAMED = 10;

function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}

/** How people see the end of an order. */
export const cancelOrderView: ActView<CancelOrder> = {
  heading: (act) => `Cancel${savesText(act)} · ${oneLine(act.label)}`,
  content: endingText,
  asks: (act) => `to end *${endingText(act)}*`,
  reason: ({ reason }) => reason,
  odd: () => null,
  hurry: () => null,
  parts: ({ names, monthCents }) => [
    {
      heading: `*Ends ${names.length === 0 ? 'all of its domains' : counted(names.length, 'domain')}*${monthCents === null ? ' · ScaledMail does not say what they cost.' : ''}`,
      lines: names.length === 0 ? [] : [firstNames(names)],
      isCut: names.length > MOST_NAMED,
    },
  ],
  grey: (act) => [endedText(act), { words: act.workspace.name }],
  facts: (act) => [
    ['Workspace', { words: act.workspace.name }],
    ['Ends', endedText(act)],
  ],
  button: (act) => `Approve cancelling${savesText(act)}`,
  confirm: (act) => ({
    title: 'Approve cancelling?',
    does: `Ends ${endingText(act)}. Cannot be undone.`,
    yes: 'Yes, cancel it',
    style: 'danger',
  }),
  details: ({ names }) => [{ heading: null, lines: names }],
  halfDone: NEVER_HALF_DONE,
  file: ({ names }, reference) => ({
    name: `order-${reference}-ends.csv`,
    title: `Domains that order ${reference} ends`,
    content: stringify([['domain'], ...names.map((name) => [name])], { escape_formulas: true }),
  }),
};
