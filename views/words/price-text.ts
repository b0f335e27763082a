import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import type { Quote, QuoteLine } from '../../src/acts/custom_order/quote.ts';
import { formatCents } from '../../src/values/money.ts';
import { counted } from './text.ts';

/** What every total is; said wherever a price is agreed to. */
export const TOTAL_IS = 'A monthly subscription, before tax and coupon.';

/** `$149.00 / month`. */
export const monthly = (totalCents: number): string => `${formatCents(totalCents)} / month`;

/** `$3.50 a mailbox`, or `≈ $3.33 a mailbox` when the rounded price times the count is not the line's amount. */
export function unitPriceText(line: QuoteLine): string {
  const units = line.pricedPer === 'mailbox' ? line.mailboxes : line.domains;
  const about = line.unitCents * units === line.monthlyCents ? '' : '≈ ';
  return `${about}${formatCents(line.unitCents)} a ${line.pricedPer}`;
}

/** `*Google* · 9 domains, 18 mailboxes · $3.50 a mailbox · *$63.00 / month*`. */
export function quoteLineText(line: QuoteLine): string {
  const { label } = PROVIDER_FACTS[line.provider];
  const size = `${counted(line.domains, 'domain')}, ${counted(line.mailboxes, 'mailbox', 'mailboxes')}`;
  return `*${label}* · ${size} · ${unitPriceText(line)} · *${monthly(line.monthlyCents)}*`;
}

/** The lines of a quote and its total. */
export function quoteText(quote: Quote): string {
  return [...quote.lines.map(quoteLineText), `*Total ${monthly(quote.totalCents)}* · before tax and coupon`].join('\n');
}
