import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import type { QuoteLine } from '../../src/acts/custom_order/quote.ts';
import type { SpendWorth, Worth } from '../../src/acts/worth.ts';
import { formatCents } from '../../src/values/money.ts';
import { counted, listed } from './text.ts';

/** What a price leaves out: a coupon is spoken of only where there is one. */
export const beforeText = ({ coupon }: { readonly coupon?: string | undefined }): string =>
  coupon === undefined ? 'before tax' : 'before tax and coupon';

/** `$149.00 / month`. */
export const monthly = (totalCents: number): string => `${formatCents(totalCents)} / month`;

/** The amounts of a spend, as a sentence has them or as a button. */
const FORMS = {
  short: { once: ' now', month: ' / month' },
  long: { once: ' now', month: ' a month' },
} as const;

type Amounts = Pick<SpendWorth, 'nowCents' | 'monthCents' | 'yearCents'>;

/** Each amount that is charged from the beginning; nothing at all is nothing a month. */
function amountsOf({ nowCents, monthCents, yearCents }: Amounts, form: keyof typeof FORMS): string[] {
  const { once, month } = FORMS[form];
  const isFree = nowCents + monthCents + yearCents === 0;
  return [
    ...(nowCents > 0 ? [`${formatCents(nowCents)}${once}`] : []),
    ...(monthCents > 0 || isFree ? [`${formatCents(monthCents)}${month}`] : []),
  ];
}

/** `, then $34.00 a year`: what renewals come to, after the rest; empty without any. */
const thenYearly = (yearCents: number): string => (yearCents > 0 ? `, then ${formatCents(yearCents)} a year` : '');

/** `$149.00 / month`, `$12.00 now + $149.00 / month`, or `$31.00 now, then $34.00 a year`. */
export const spendText = (amounts: Amounts): string =>
  `${amountsOf(amounts, 'short').join(' + ')}${thenYearly(amounts.yearCents)}`;

/** `$40.00 now, $50.00 / month`: the prices of one thing among others. */
export const onceAndMonthly = ({ nowCents, monthCents }: Pick<SpendWorth, 'nowCents' | 'monthCents'>): string =>
  amountsOf({ nowCents, monthCents, yearCents: 0 }, 'short').join(', ');

/** What was charged at once, as records of it have it: the first month is in it, and `nowCents` are what is paid once. */
export const chargedText = (totalCents: number, nowCents = 0): string =>
  spendText({ nowCents, monthCents: totalCents - nowCents, yearCents: 0 });

/** What an act charges or saves: `$149.00 / month`, `saves $121.00 / month`; null when there is no amount to say. */
export function amountText(worth: Worth): string | null {
  switch (worth.effect) {
    case 'spend':
      return spendText(worth);
    case 'cancel':
      return worth.endsMonthCents === null ? null : `saves ${monthly(worth.endsMonthCents)}`;
    case 'write':
      return null;
  }
}

/** What approving charges, in a sentence: `$149.00 a month`, `$12.00 now and $149.00 a month`, `nothing`. */
export const chargeText = (worth: Worth): string =>
  worth.effect === 'spend' ? `${listed(amountsOf(worth, 'long'))}${thenYearly(worth.yearCents)}` : 'nothing';

/** `$3.50`, or `≈ $3.33` when the rounded price times the count is not the line's amount. */
export function unitAmountText(line: QuoteLine): string {
  const units = line.pricedPer === 'mailbox' ? line.mailboxes : line.domains;
  const about = line.unitCents * units === line.monthlyCents ? '' : '≈ ';
  return `${about}${formatCents(line.unitCents)}`;
}

/** `$3.50 a mailbox`. */
export const unitPriceText = (line: QuoteLine): string => `${unitAmountText(line)} a ${line.pricedPer}`;

/** `*Google* · 9 domains, 18 mailboxes · $3.50 a mailbox · *$63.00 / month*`. */
export function quoteLineText(line: QuoteLine): string {
  const { label } = PROVIDER_FACTS[line.provider];
  const size = `${counted(line.domains, 'domain')}, ${counted(line.mailboxes, 'mailbox', 'mailboxes')}`;
  return `*${label}* · ${size} · ${unitPriceText(line)} · *${monthly(line.monthlyCents)}*`;
}

/**
 * What the amounts are made of, and their total; what is saved; or that it costs nothing. `before` is what `beforeText` says.
 */
export function worthText(worth: Worth, before: string): string {
  switch (worth.effect) {
    case 'spend':
      return [...worth.lines.map(quoteLineText), `*Total ${spendText(worth)}* · ${before}`].join('\n');
    case 'cancel': {
      const ends = counted(worth.endsDomains, 'domain');
      return worth.endsMonthCents === null
        ? `*Ends ${ends}.* ScaledMail does not say what they cost.`
        : `*Ends ${ends}, saves ${monthly(worth.endsMonthCents)}*`;
    }
    case 'write':
      return 'Costs nothing.';
  }
}
