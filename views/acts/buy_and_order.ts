import {
  type BuyAndOrder,
  mailboxesOfBoth,
  namesHad,
  namesOfBoth,
} from '../../src/acts/buy_and_order/buy-and-order.ts';
import { buySteps, NAMES_A_CALL, namesAtStep } from '../../src/acts/buy_domains/buy-domains.ts';
import type { Worth } from '../../src/acts/worth.ts';
import { formatCents } from '../../src/values/money.ts';
import { monthly, spendText } from '../words/price-text.ts';
import { counted, inline, listed, monthOf, oneLine } from '../words/text.ts';
import type { ActPart, ActView, HalfDone, PartDrawing } from './act-view.ts';
import { nameLine, nameRows, nowText, thenText } from './buy_domains.ts';
import { boughtFirstCsv } from './custom_order/domain-list-csv.ts';
import { customOrderView, mailboxFacts, mailboxGrey } from './custom_order.ts';

/** So many names of one call are named. */
const MOST_NAMED = 5;

/** How many of its names are bought once so many steps are done. */
const boughtBy = ({ names }: BuyAndOrder, done: number): number => Math.min(done * NAMES_A_CALL, names.length);

/** Whether all of its names are bought once so many steps are done: then only the mailboxes are left. */
const areBought = (act: BuyAndOrder, done: number): boolean => done >= buySteps(act);

/** `2 domains`; `2 more domains` when others are bought already. */
function toBuyText(act: BuyAndOrder, done: number): string {
  const left = act.names.length - boughtBy(act, done);
  return done === 0 ? counted(left, 'domain') : counted(left, 'more domain');
}

/** `$31.00 now + $121.00 / month`: the renewals stand elsewhere. */
const amountsText = (worth: Worth): string => (worth.effect === 'spend' ? spendText({ ...worth, yearCents: 0 }) : '');

/** What is bought, and that the mailboxes come after it. A year later it is renewed. */
function boughtPart(act: BuyAndOrder, worth: Worth, { stepsDone = 0, at }: PartDrawing): ActPart {
  const all = counted(act.names.length, 'domain');
  if (areBought(act, stepsDone)) return { heading: `*1 · Buy ${all}*: done and paid`, lines: [], isCut: false };
  const from = at === undefined ? '' : ` from ${monthOf(at, { yearsLater: 1 })}`;
  const part = stepsDone === 0 ? '' : `; ${boughtBy(act, stepsDone)} are bought and paid`;
  return {
    heading: `*1 · Buy ${all} · ${nowText(worth)}*, ${thenText(worth)}${from}${part}`,
    lines: nameRows(act.names),
    isCut: false,
  };
}

/** Where its domains come from: true before they are bought, and after. */
function sourceOfBoth(act: BuyAndOrder): string {
  const had = namesHad(act).length;
  const first = 'bought first, by this order';
  return had === 0 ? first : `${act.names.length} of ${counted(act.names.length + had, 'domain')} ${first}`;
}

function orderedPart(act: BuyAndOrder, worth: Worth, { stepsDone = 0 }: PartDrawing): ActPart {
  const month = monthly(worth.effect === 'spend' ? worth.monthCents : 0);
  const when = areBought(act, stepsDone) ? '' : ', only when 1 is done';
  return { heading: `*2 · Order mailboxes · ${month}*${when}`, lines: [], isCut: false };
}

/** `Names bought and paid`, in the words of an order that goes on or of one that ended. */
function halfDone(act: BuyAndOrder, done: number, hasEnded = false): HalfDone {
  const bought = boughtBy(act, done);
  if (areBought(act, done)) {
    const paid = `${counted(bought, 'name')} bought and paid`;
    return hasEnded
      ? { status: 'Domains bought, no mailboxes', sentence: `${paid}: they stay. No mailboxes were ordered.` }
      : { status: 'Domains bought, mailboxes wait', sentence: `${paid}, mailboxes not yet.` };
  }
  const paid = `${bought} of ${counted(act.names.length, 'name')} bought and paid`;
  return hasEnded
    ? { status: 'Partly bought, no mailboxes', sentence: `${paid}: they stay. Nothing else was bought or ordered.` }
    : { status: 'Partly bought, mailboxes wait', sentence: `${paid}, the others and the mailboxes not yet.` };
}

/** How people see names that are bought, and mailboxes that are ordered on them in one go. */
export const buyAndOrderView: ActView<BuyAndOrder> = {
  heading: ({ label }, worth) => [amountsText(worth), oneLine(label)].join(' · '),
  content: (act, worth) => customOrderView.content(mailboxesOfBoth(act), worth),
  asks: (act, worth, done = 0) => {
    const then = customOrderView.asks(mailboxesOfBoth(act), worth);
    return areBought(act, done) ? then : `to *buy ${toBuyText(act, done)}*, then ${then}`;
  },
  reason: () => null,
  odd: (act) => customOrderView.odd(mailboxesOfBoth(act)),
  hurry: () => null,
  parts: (act, worth, drawing) => [
    boughtPart(act, worth, drawing),
    orderedPart(act, worth, drawing),
    ...customOrderView.parts(mailboxesOfBoth(act), worth, drawing),
  ],
  grey: (act) => mailboxGrey(mailboxesOfBoth(act), sourceOfBoth(act)),
  facts: (act) => [
    ...mailboxFacts(mailboxesOfBoth(act), sourceOfBoth(act)),
    ['Bought first', counted(act.names.length, 'domain')],
    ...(namesHad(act).length === 0
      ? []
      : [['Bought before', counted(namesHad(act).length, 'domain')] satisfies [string, string]]),
  ],
  button: (_act, worth) => `Approve ${amountsText(worth)}`,
  confirm: (act, worth, done = 0) => {
    const order = customOrderView.confirm(mailboxesOfBoth(act), worth);
    if (areBought(act, done) || worth.effect !== 'spend') return order;
    const content = customOrderView.content(mailboxesOfBoth(act), worth);
    const names = `${nowText(worth)} for ${toBuyText(act, done)}, ${thenText(worth)}`;
    const does = `A registration cannot be given back. Charges the company card ${names}, and once they are bought ${formatCents(worth.monthCents)} a month for ${content}`;
    return { ...order, does };
  },
  details: (act) => [
    { heading: '*Bought first*', lines: act.names.map(nameLine) },
    ...customOrderView.details(mailboxesOfBoth(act)),
  ],
  halfDone,
  atStep: (act, step) => {
    const names = namesAtStep(namesOfBoth(act), step).map(({ name }) => inline(name, 253));
    const rest = names.length - MOST_NAMED;
    return names.length === 0 ? null : listed(rest > 0 ? [...names.slice(0, MOST_NAMED), `${rest} more`] : names);
  },
  file: (act, reference) => ({
    ...customOrderView.file(mailboxesOfBoth(act), reference),
    content: boughtFirstCsv(act),
  }),
};
