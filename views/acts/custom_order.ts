import { type CustomOrder, type DomainSource, domainNames } from '../../src/acts/custom_order/custom-order.ts';
import type { Worth } from '../../src/acts/worth.ts';
import { amountText, chargeText } from '../words/price-text.ts';
import { counted, inline, oneLine } from '../words/text.ts';
import type { ActView } from './act-view.ts';
import { domainLines } from './custom_order/domain-lines.ts';
import { domainListCsv } from './custom_order/domain-list-csv.ts';

/** Where the domains come from, in words. */
export const SOURCE_WORDS: Readonly<Record<DomainSource, string>> = {
  scaledmail: 'Bought through ScaledMail',
  other: 'Held elsewhere',
};

/** `Held elsewhere, at Namecheap`. */
export function sourceText({ source, hosting }: CustomOrder): string {
  return hosting ? `${SOURCE_WORDS[source]}, at ${inline(hosting.provider)}` : SOURCE_WORDS[source];
}

/** Sending tool and coupon, when there are any. Logins are never shown. */
export function accountFields({ sequencer, coupon }: CustomOrder): [string, string][] {
  const pairs: [string, string][] = [];
  if (sequencer) pairs.push(['Sending tool', inline(sequencer.provider)]);
  if (coupon !== undefined) pairs.push(['Coupon', inline(coupon)]);
  return pairs;
}

/** `9 domains with 18 mailboxes`. */
function sizeText(worth: Worth): string {
  const lines = worth.effect === 'spend' ? worth.lines : [];
  const domains = counted(sum(lines.map((line) => line.domains)), 'domain');
  const mailboxes = counted(sum(lines.map((line) => line.mailboxes)), 'mailbox', 'mailboxes');
  return `${domains} with ${mailboxes}`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** How people see an order of domains with mailboxes. */
export const customOrderView: ActView<CustomOrder> = {
  title: ({ label }) => `for ${inline(label)}`,
  name: ({ label }) => inline(label),
  heading: ({ label }, worth) => [amountText(worth) ?? 'No price', oneLine(label)].join(' · '),
  content: (_act, worth) => sizeText(worth),
  asks: ({ label }, worth) => `for *${sizeText(worth)}*, for ${inline(label)}`,
  reason: () => null,
  facts: (act) => [['Workspace', inline(act.workspace.name)], ['Domains', sourceText(act)], ...accountFields(act)],
  button: (_act, worth) => `Approve ${amountText(worth) ?? 'this order'}`,
  confirm: (act, worth) => ({
    title: 'Approve this order?',
    does: `Charges the company card ${chargeText(worth)}`,
    of: `for ${counted(domainNames(act).length, 'domain')}`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: domainLines,
  file: (act, reference) => ({
    name: `order-${reference}-domains.csv`,
    title: `Domains of order ${reference}`,
    content: domainListCsv(act),
  }),
};
