import type { Button, KnownBlock } from '@slack/types';
import { type Charge, type MonthSpend, spendOf } from '../../src/spend/charges.ts';
import { byProvider, groupsBy, totalOf } from '../../src/spend/groups.ts';
import { compareMonths, type Month, monthAfter, monthOf } from '../../src/spend/month.ts';
import type { OwnedName, PaidOnce, RunningOrder } from '../../src/spend/running-order.ts';
import { type Sum, sumOf } from '../../src/spend/sum.ts';
import { monthWhenApproved, type Waiting } from '../../src/spend/waiting.ts';
import { formatCents } from '../../src/values/money.ts';
import { actions, button, header, section } from '../blocks.ts';
import { ACTION } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { moneyText, monthKey, monthlyText, monthText } from '../words/amounts.ts';
import { counted, inPlain, shortDay } from '../words/text.ts';
import { type DataRead, dataNotes, unknownText } from './data-notes.ts';
import { groupRows, labelOfOrder, listBlocks, MOST_ROWS, providerText } from './rows.ts';

/** What money is drawn from. */
export interface SpendParts extends DataRead {
  readonly orders: readonly RunningOrder[];
  readonly paidOnce: readonly PaidOnce[];
  readonly names: readonly OwnedName[];
  readonly waiting: Waiting;
}

/**
 * What a month costs. The present one begins with what is charged each month from now on, and says what comes next; another one
 * says what it was charged, or will be, by what is known.
 */
export function spendMessage(parts: SpendParts, month: Month, now: Date): MessageView {
  const isPresent = compareMonths(month, monthOf(now)) === 0;
  const title = isPresent
    ? monthlyText(totalOf(runningIn(parts)).month)
    : `${moneyText(spendOf(month, parts, now).total)} in ${monthText(month)}`;
  const unknown = unknownText(parts);
  return {
    text: `${parts.isAll ? 'Spend at ScaledMail' : 'Spend on what you asked for'}: ${title}`,
    blocks: [
      header(title),
      ...(unknown === null ? [] : [section(unknown)]),
      ...(isPresent ? presentBlocks(parts, month, now) : otherBlocks(parts, month, now)),
      actions(...buttons(month, now)),
      dataNotes(parts, isOver(month, now) ? `${AT_PRESENT} · ${READING}` : READING),
    ],
  };
}

/** How days are told: by ScaledMail's clock, not by that of the reader; nobody documented what happens in shorter months. */
const READING =
  'before tax · days by UTC · charged on the day of the order, or on the last day of a shorter month: that is how this app reads it';

/** Nobody keeps what an order cost before its amount moved. */
const AT_PRESENT = 'at the amounts of now, also where they were others then';

const isOver = ({ year, month }: Month, now: Date): boolean =>
  year * 12 + month < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;

const runningIn = ({ orders }: SpendParts): RunningOrder[] => orders.filter(({ runs }) => runs);

function presentBlocks(parts: SpendParts, month: Month, now: Date): KnownBlock[] {
  const running = runningIn(parts);
  const present = spendOf(month, parts, now);
  const next = spendOf(monthAfter(month), parts, now);
  const ahead = [...present.charges, ...next.charges].filter(({ day }) => day !== null && day > now);
  return [
    section([...waitingLines(parts), monthsLine(present, next), ...unpaidLines(running)].join('\n')),
    ...listBlocks('By label', groupRows(groupsBy(running, labelOfOrder), String)),
    ...listBlocks('By provider', groupRows(byProvider(running), providerText)),
    ...listBlocks('Next charges', chargeRows(ahead.filter(({ what }) => what !== 'renewal'))),
    ...listBlocks('Domain renewals', renewalRows(ahead)),
  ];
}

/** `$1,325.00 / month when all that waits is approved, and $31.00 once`. */
function waitingLines({ orders, waiting }: SpendParts): string[] {
  if (waiting.orders === 0) return [];
  const { month } = totalOf(orders.filter(({ runs }) => runs));
  const once = waiting.nowCents > 0 ? `, and ${formatCents(waiting.nowCents)} once` : '';
  const all = counted(waiting.orders, 'order');
  return [`${monthlyText(monthWhenApproved(month, waiting))} when all that waits is approved (${all})${once}`];
}

function monthsLine(present: MonthSpend, next: MonthSpend): string {
  const { total, past } = present;
  return `${monthText(present.month)}: *${moneyText(total)}*, of it ${moneyText(past)} so far · ${monthText(next.month)}: *${moneyText(next.total)}*`;
}

function unpaidLines(running: readonly RunningOrder[]): string[] {
  const unpaid = running.filter(({ isUnpaid }) => isUnpaid);
  if (unpaid.length === 0) return [];
  const amount = moneyText(sumOf(unpaid.map(({ monthCents }) => monthCents)));
  return [`🟠 ${amount} / month is counted here and not charged yet: payment needs confirming.`];
}

function otherBlocks(parts: SpendParts, month: Month, now: Date): KnownBlock[] {
  const { charges, unknownEnds } = spendOf(month, parts, now);
  const gone =
    unknownEnds === 0
      ? []
      : [
          section(
            `${counted(unknownEnds, 'order')} ended at ScaledMail, nobody knows when: what they cost is not in it.`,
          ),
        ];
  if (charges.length === 0) {
    const what = parts.isAll ? 'Nothing' : 'Nothing that you asked for';
    return [section(`${what} is known to be charged in this month.`), ...gone];
  }
  const charged = new Set(charges.flatMap((charge) => (charge.what === 'month' ? [charge.order] : [])));
  // The groups add up to the title only where nothing else was charged.
  const monthly = charges.some(({ what }) => what !== 'month') ? ', each month' : '';
  return [
    ...gone,
    ...listBlocks(`By label${monthly}`, groupRows(groupsBy([...charged], labelOfOrder), String)),
    ...listBlocks(`By provider${monthly}`, groupRows(byProvider([...charged]), providerText)),
    ...listBlocks('Charges', chargeRows(charges.filter(({ what }) => what !== 'renewal'))),
    ...listBlocks('Domain renewals', renewalRows(charges)),
  ];
}

/** `Dec 4 · $350.00 · Globex pilot`. Plain text. */
export const chargeRows = (charges: readonly Charge[], where = IN_FILE): string[] =>
  withRest(
    charges.map((charge) => ({ charges: [charge], after: chargeLabel(charge) })),
    where,
  );

/** What charges come to. */
export const sumOfCharges = (charges: readonly Charge[]): Sum => sumOf(charges.map(({ cents }) => cents));

/** `Dec 12 · 3 domains · $51.00`: the renewals of a day are one row. */
export function renewalRows(all: readonly Charge[], where = IN_FILE): string[] {
  const renewals = all.filter(({ what }) => what === 'renewal');
  const days = [...new Set(renewals.map(({ day }) => day?.getTime()))];
  return withRest(
    days.map((day) => {
      const charges = renewals.filter((each) => each.day?.getTime() === day);
      return { charges, before: counted(charges.length, 'domain') };
    }),
    where,
  );
}

/** Charges of one day, and what stands before and after their amount. */
interface Row {
  readonly before?: string;
  readonly after?: string;
  readonly charges: readonly Charge[];
}

/** Where rows are that do not fit. */
const IN_FILE = 'all in the file';

/** Ten rows, and the rest as one with its amount and where it stands. */
function withRest(rows: readonly Row[], where: string): string[] {
  const amountOf = (some: readonly Row[]) =>
    moneyText(sumOf(some.flatMap(({ charges }) => charges.map(({ cents }) => cents))));
  const shown = rows.slice(0, MOST_ROWS).map((row) => {
    const [first] = row.charges;
    const parts = [first && dayText(first), row.before, amountOf([row]), row.after];
    return parts.filter((part) => part !== undefined).join(' · ');
  });
  const rest = rows.slice(MOST_ROWS);
  return rest.length === 0 ? shown : [...shown, `and ${rest.length} more, ${amountOf(rest)}, ${where}`];
}

const dayText = ({ day }: Charge): string => (day === null ? 'Day not known' : shortDay(day));

/** What is charged, as people call it. */
export function chargeLabel(charge: Charge): string {
  switch (charge.what) {
    case 'month':
      return labelOfOrder(charge.order);
    case 'once':
      return `${inPlain(charge.paid.own.label, 60)}, once`;
    case 'renewal':
      return charge.name;
  }
}

/** The file of the month, what is had, and the months beside it. */
function buttons(month: Month, now: Date): Button[] {
  const present = monthOf(now);
  const toMonth = (text: string, to: Month) => button(ACTION.showMonth, text, { value: monthKey(to) });
  const isPresent = compareMonths(month, present) === 0;
  return [
    button(ACTION.spendFile, 'Spend.csv', { value: monthKey(month) }),
    button(ACTION.showFleet, 'Fleet…'),
    ...(isPresent ? [toMonth('Last month', monthAfter(month, -1))] : [button(ACTION.showSpend, 'This month')]),
  ];
}
