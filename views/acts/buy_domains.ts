import { stringify } from 'csv-stringify/sync';
import { type BuyDomains, NAMES_A_CALL, type NameToBuy } from '../../src/acts/buy_domains/buy-domains.ts';
import type { Worth } from '../../src/acts/worth.ts';
import { formatCents } from '../../src/values/money.ts';
import { counted, inPlain, oneLine } from '../words/text.ts';
import type { ActView } from './act-view.ts';

/** Names that stand on a card. */
const MOST_NAMED = 10;

const contentText = ({ names }: BuyDomains): string => counted(names.length, 'domain');

/** `12 domains`; `2 more domains` when the first ten are bought already. */
const leftText = (act: BuyDomains, done: number): string =>
  done === 0 ? contentText(act) : counted(act.names.length - done * NAMES_A_CALL, 'more domain');

/** `$31.00 now`. */
export const nowText = (worth: Worth): string => `${formatCents(worth.effect === 'spend' ? worth.nowCents : 0)} now`;

/** `then $34.00 a year`: what the renewals come to. */
export const thenText = (worth: Worth): string =>
  `then ${formatCents(worth.effect === 'spend' ? worth.yearCents : 0)} a year`;

/** `acme.com · $15.50 the first year, then $17.00 a year`. */
export const nameLine = ({ name, priceCents, renewalCents }: NameToBuy): string =>
  `${inPlain(name, 253)} · ${formatCents(priceCents)} the first year, then ${formatCents(renewalCents)} a year`;

/** Ten of them, a row each, and how many more there are. */
export function nameRows(names: BuyDomains['names']): string[] {
  const rest = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED).map(nameLine), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** How people see names that are bought. */
export const buyDomainsView: ActView<BuyDomains> = {
  heading: (act, worth) => `${nowText(worth)} · ${contentText(act)}, ${oneLine(act.label)}`,
  content: contentText,
  asks: (act, _worth, done = 0) => `to *buy ${leftText(act, done)}*`,
  reason: () => null,
  odd: () => null,
  hurry: () => null,
  parts: (act, worth) => [
    {
      heading: `*Buy ${contentText(act)} · ${nowText(worth)}*, ${thenText(worth)}`,
      lines: nameRows(act.names),
      isCut: act.names.length > MOST_NAMED,
    },
  ],
  grey: (act) => [{ words: act.workspace.name }, 'through ScaledMail', 'before tax'],
  facts: (act) => [
    ['Workspace', { words: act.workspace.name }],
    ['Domains', contentText(act)],
  ],
  button: (_act, worth) => `Approve ${nowText(worth)}`,
  confirm: (act, worth, done = 0) => ({
    title: 'Approve this order?',
    does: `Charges the company card ${nowText(worth)} for ${leftText(act, done)}, ${thenText(worth)} for the renewals. A registration cannot be given back.`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: ({ names }) => [{ heading: null, lines: names.map(nameLine) }],
  halfDone: ({ names }, done) => {
    const bought = Math.min(done * NAMES_A_CALL, names.length);
    return {
      status: 'Partly bought',
      sentence: `${bought} of ${counted(names.length, 'domain')} are bought and paid, the rest is not.`,
    };
  },
  file: ({ names }, reference) => ({
    name: `order-${reference}-buys.csv`,
    title: `Domains that order ${reference} buys`,
    content: stringify(
      [
        ['domain', 'first_year', 'renewal'],
        ...names.map(({ name, priceCents, renewalCents }) => [
          name,
          formatCents(priceCents),
          formatCents(renewalCents),
        ]),
      ],
      { escape_formulas: true },
    ),
  }),
};
