import { stringify } from 'csv-stringify/sync';
import { type BuyPrewarmed, type PrewarmedInbox, prewarmedWorth } from '../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { EMAIL_PROVIDERS } from '../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { amountText, beforeText, chargeText, onceAndMonthly } from '../words/price-text.ts';
import { counted, oneLine, truncate, type Words } from '../words/text.ts';
import { type ActPart, type ActView, NEVER_HALF_DONE } from './act-view.ts';
import { sequencerText } from './custom_order/sequencer-text.ts';

/** Most rows of one provider on a card. */
const MOST_SHOWN = 10;

/** `25 mailboxes`. */
export const mailboxesText = ({ mailboxes }: Pick<PrewarmedInbox, 'mailboxes'>): string =>
  counted(mailboxes, 'mailbox', 'mailboxes');

/** `outreach-nova.com · 12 weeks old`; without its age where ScaledMail does not say it. Plain text. */
export function inboxText({ name, weeks }: Pick<PrewarmedInbox, 'name' | 'weeks'>): string {
  const age = weeks === null ? [] : [`${counted(weeks, 'week')} old`];
  return [truncate(oneLine(name), 253), ...age].join(' · ');
}

/** `2 pre-warmed domains with 27 mailboxes`. */
export function prewarmedText({ inboxes }: Pick<BuyPrewarmed, 'inboxes'>): string {
  const mailboxes = inboxes.reduce((total, each) => total + each.mailboxes, 0);
  return `${counted(inboxes.length, 'pre-warmed domain')} with ${mailboxesText({ mailboxes })}`;
}

/** ` → acme.com`; empty without a redirect. */
const targetText = ({ redirect }: Pick<BuyPrewarmed, 'redirect'>): string =>
  redirect === undefined ? '' : ` → ${truncate(oneLine(redirect.replace(/^https:\/\//, '')), 60)}`;

const rowOf = (act: BuyPrewarmed, inbox: PrewarmedInbox, hasPrice: boolean): string =>
  [inboxText(inbox), mailboxesText(inbox), ...(hasPrice ? [onceAndMonthly(inbox)] : [])].join(' · ') + targetText(act);

/** The items of each provider, a row each. */
function partsOf(act: BuyPrewarmed, hasPrices: boolean): ActPart[] {
  return EMAIL_PROVIDERS.flatMap((provider) => {
    const own = act.inboxes.filter((inbox) => inbox.provider === provider);
    if (own.length === 0) return [];
    const worth = prewarmedWorth(own);
    const mailboxes = own.reduce((total, each) => total + each.mailboxes, 0);
    const size = `${counted(own.length, 'domain')}, ${mailboxesText({ mailboxes })}`;
    const rows = own.slice(0, MOST_SHOWN).map((inbox) => rowOf(act, inbox, hasPrices));
    const rest = own.length - rows.length;
    return [
      {
        heading: `*${PROVIDER_FACTS[provider].label} · ${onceAndMonthly(worth)}* · ${size}`,
        lines: rest > 0 ? [...rows, `and ${rest} more`] : rows,
        isCut: rest > 0,
      },
    ];
  });
}

const FROM_STOCK: Words = { words: 'pre-warmed, from ScaledMail’s stock' };

/** How people see an order of pre-warmed inboxes. */
export const buyPrewarmedView: ActView<BuyPrewarmed> = {
  heading: ({ label }, worth) => [amountText(worth) ?? 'No price', oneLine(label)].join(' · '),
  content: prewarmedText,
  asks: (act) => `for *${prewarmedText(act)}*`,
  reason: () => null,
  odd: () => null,
  hurry: () => 'stock goes fast',
  parts: (act, _worth, { hasUnitPrices }) => partsOf(act, hasUnitPrices),
  grey: ({ workspace, sequencer }) => [
    { words: workspace.name },
    FROM_STOCK,
    ...(sequencer ? [{ words: `Sending tool: ${sequencerText(sequencer)}` }] : []),
    beforeText({}),
  ],
  facts: ({ workspace, redirect, sequencer }) => [
    ['Workspace', { words: workspace.name }],
    ['Domains', FROM_STOCK],
    ...(redirect === undefined ? [] : [['Redirect', { words: redirect }] satisfies [string, Words]]),
    ...(sequencer ? [['Sending tool', { words: sequencerText(sequencer) }] satisfies [string, Words]] : []),
  ],
  button: (_act, worth) => `Approve ${amountText(worth) ?? 'this order'}`,
  confirm: (act, worth) => ({
    title: 'Approve this order?',
    does: `Charges the company card ${chargeText(worth)} for ${prewarmedText(act)}`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: (act) => [{ heading: null, lines: act.inboxes.map((inbox) => rowOf(act, inbox, true)) }],
  halfDone: NEVER_HALF_DONE,
  file: ({ inboxes, redirect }, reference) => ({
    name: `order-${reference}-domains.csv`,
    title: `Domains of order ${reference}`,
    content: stringify(
      [
        ['provider', 'domain', 'mailboxes', 'weeks', 'redirect'],
        ...inboxes.map(({ provider, name, mailboxes, weeks }) => [
          PROVIDER_FACTS[provider].label,
          name,
          mailboxes,
          weeks ?? '',
          redirect ?? '',
        ]),
      ],
      { escape_formulas: true },
    ),
  }),
};
