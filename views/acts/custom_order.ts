import type { CustomOrder, DomainSource, EmailProvider, Naming } from '../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import type { QuoteLine } from '../../src/acts/custom_order/quote.ts';
import type { Worth } from '../../src/acts/worth.ts';
import { formatCents } from '../../src/values/money.ts';
import { amountText, beforeText, chargeText, unitAmountText } from '../words/price-text.ts';
import { counted, oneLine, type Words } from '../words/text.ts';
import { type ActView, NEVER_HALF_DONE, type PartDrawing } from './act-view.ts';
import { domainLines } from './custom_order/domain-lines.ts';
import { domainListCsv } from './custom_order/domain-list-csv.ts';
import { areCut, domainRows } from './custom_order/domain-rows.ts';
import { oddText } from './custom_order/odd-text.ts';
import { picturesText } from './custom_order/pictures.ts';
import { loginText, sequencerText } from './custom_order/sequencer-text.ts';

/** Where the domains come from, in words. */
export const SOURCE_WORDS: Readonly<Record<DomainSource, string>> = {
  scaledmail: 'bought through ScaledMail',
  other: 'held elsewhere',
};

/** `held elsewhere, at Namecheap`; the registrar is what somebody typed. */
export function sourceText({ source, hosting }: Pick<CustomOrder, 'source' | 'hosting'>): Words {
  if (!hosting) return { words: SOURCE_WORDS[source] };
  return { words: [`${SOURCE_WORDS[source]}, at ${hosting.provider}`, ...loginText(hosting)].join(', ') };
}

const aliasCount = (naming: Naming): number => (naming.form === 'aliases' ? naming.aliases.length : 0);

/** Aliases, pictures, sending tool and coupon, when there are any. Logins are never shown. */
export function accountFields({
  lines,
  sequencer,
  coupon,
}: Pick<CustomOrder, 'lines' | 'sequencer' | 'coupon'>): [string, Words][] {
  const pairs: [string, Words][] = [];
  const own = lines.flatMap(({ domains }) => domains).reduce((count, { naming }) => count + aliasCount(naming), 0);
  if (own > 0) pairs.push(['Aliases', { words: `${own} named one by one` }]);
  const pictures = picturesText(lines.flatMap(({ domains }) => domains));
  if (pictures !== null) pairs.push(['Profile pictures', { words: pictures }]);
  if (sequencer) pairs.push(['Sending tool', { words: sequencerText(sequencer) }]);
  if (coupon !== undefined) pairs.push(['Coupon', { words: coupon }]);
  return pairs;
}

/** `9 domains with 18 mailboxes`. */
function sizeText(worth: Worth): string {
  const lines = worth.effect === 'spend' ? worth.lines : [];
  const domains = counted(sum(lines.map((line) => line.domains)), 'domain');
  const mailboxes = counted(sum(lines.map((line) => line.mailboxes)), 'mailbox', 'mailboxes');
  return `${domains} with ${mailboxes}`;
}

/** `*Google · $21.00* · 3 domains, 6 mailboxes`, with `at $3.50` behind what is priced when that is asked for. */
function partHeading(provider: EmailProvider, worth: Worth, { hasUnitPrices }: PartDrawing): string {
  const { label } = PROVIDER_FACTS[provider];
  const line = worth.effect === 'spend' ? worth.lines.find((each) => each.provider === provider) : undefined;
  if (!line) return `*${label}*`;
  const at = (unit: QuoteLine['pricedPer']) =>
    hasUnitPrices && line.pricedPer === unit ? ` at ${unitAmountText(line)}` : '';
  const size = `${counted(line.domains, 'domain')}${at('domain')}, ${counted(line.mailboxes, 'mailbox', 'mailboxes')}${at('mailbox')}`;
  return `*${label} · ${formatCents(line.monthlyCents)}* · ${size}`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The grey line of mailboxes; `source` says where their domains come from. */
export const mailboxGrey = (act: CustomOrder, source: string | Words): (string | Words)[] => [
  { words: act.workspace.name },
  source,
  ...accountFields(act).map(([title, { words }]) => ({ words: `${title}: ${words}` })),
  beforeText(act),
];

/** The same as pairs. */
export const mailboxFacts = (act: CustomOrder, source: string | Words): [string, string | Words][] => [
  ['Workspace', { words: act.workspace.name }],
  ['Domains', source],
  ...accountFields(act),
];

/** How people see an order of domains with mailboxes. */
export const customOrderView: ActView<CustomOrder> = {
  heading: ({ label }, worth) => [amountText(worth) ?? 'No price', oneLine(label)].join(' · '),
  content: (_act, worth) => sizeText(worth),
  asks: (_act, worth) => `for *${sizeText(worth)}*`,
  reason: () => null,
  odd: oddText,
  hurry: () => null,
  parts: ({ lines }, worth, drawing) =>
    lines.map(({ provider, domains }) => ({
      heading: partHeading(provider, worth, drawing),
      lines: domainRows(domains),
      isCut: areCut(domains),
    })),
  grey: (act) => mailboxGrey(act, sourceText(act)),
  facts: (act) => mailboxFacts(act, sourceText(act)),
  button: (_act, worth) => `Approve ${amountText(worth) ?? 'this order'}`,
  confirm: (_act, worth) => ({
    title: 'Approve this order?',
    does: `Charges the company card ${chargeText(worth)} for ${sizeText(worth)}`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: domainLines,
  halfDone: NEVER_HALF_DONE,
  file: (act, reference) => ({
    name: `order-${reference}-domains.csv`,
    title: `Domains of order ${reference}`,
    content: domainListCsv(act),
  }),
};
