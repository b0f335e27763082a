import { sumOf } from '../../src/spend/sum.ts';
import { formatCents } from '../../src/values/money.ts';
import type { About, AboutOrder, BoughtName, DearerName, FindingKind, SeenOrder } from '../../src/watch/finding.ts';
import { monthly } from '../words/price-text.ts';
import { counted, inPlain, localTime, shortDay } from '../words/text.ts';

/** Every kind of finding by its name: with this, the words of a kind are known to fit a finding of that kind. */
type Kinds = { [Each in About as Each['kind']]: Each };
type AboutOf<Kind extends keyof Kinds> = { [Each in Kind]: { readonly kind: Each } & Kinds[Each] }[Kind];

/** What one finding says: the heading and the notification in plain text, the sentence in mrkdwn. */
interface Words<Each> {
  readonly title: (about: Each) => string;
  /** The notification; the title, unless given. */
  readonly notice?: (about: Each) => string;
  readonly says: (about: Each) => string;
}

/** `$49.00 / month`, or that ScaledMail does not say it. */
export const amountOf = ({ amountCents }: Pick<SeenOrder, 'amountCents'>): string =>
  amountCents === null ? 'An unknown amount' : monthly(amountCents);

/** `7 domains with 14 mailboxes`, as far as it is known. */
export function sizeOf({ page, mailboxes }: Pick<SeenOrder, 'page' | 'mailboxes'>): string {
  const domains = page && page.names.length > 0 ? counted(page.names.length, 'domain') : null;
  const inboxes = mailboxes !== null && mailboxes > 0 ? counted(mailboxes, 'mailbox', 'mailboxes') : null;
  if (domains === null) return inboxes ?? '';
  return inboxes === null ? domains : `${domains} with ${inboxes}`;
}

/** `Order \`7f3k2q\``, or `ScaledMail’s order \`rec1\``: code, so nothing in it is marked up. */
const orderName = ({ reference, id }: SeenOrder): string =>
  reference === null ? `ScaledMail’s order \`${inPlain(id.replaceAll(/[`<>&]/g, ''))}\`` : `Order \`${reference}\``;

/** `ScaledMail calls it cancelled already.`; empty for one that runs. */
function standingText({ standing }: SeenOrder): string {
  if (standing === 'ended') return ' It is cancelled already.';
  return standing === 'unknown' ? ' ScaledMail does not call it Active.' : '';
}

const sinceText = ({ createdAt }: SeenOrder): string => (createdAt === null ? '' : `, since ${localTime(createdAt)}`);

const forgottenText = ({ page }: SeenOrder): string =>
  page?.unknownReference
    ? ` Its tag names order \`${page.unknownReference}\`, which is not kept here: was the store put back, or does another app order here?`
    : '';

/** Orders of ours that are named beside one that nobody explains. */
const MOST_NAMED = 3;

/** That it may be one of ours after all, whose call was not answered. */
function mayBeText(mayBe: readonly string[]): string {
  if (mayBe.length === 0) return '';
  const named = mayBe.slice(0, MOST_NAMED).map((reference) => `\`${reference}\``);
  const left = mayBe.length - named.length;
  const orders = left > 0 ? `${named.join(', ')} or one of ${left} more` : named.join(' or ');
  return ` It may be what order ${orders} made: this app still looks for that, and cannot tell.`;
}

/** `$2,100.00 / month and 2 orders without a known amount`: what is not known is never taken for nothing. */
function monthOf(orders: readonly SeenOrder[]): string {
  const { known, unknown } = sumOf(orders.map(({ amountCents }) => amountCents));
  const without = unknown === 0 ? [] : [`${counted(unknown, 'order')} without a known amount`];
  return [...(unknown === orders.length ? [] : [monthly(known)]), ...without].join(' and ');
}

/** What the renewals of names cost, as far as that is known: ` · $34.00 a year and 1 not known`. */
function yearlyOf(names: readonly BoughtName[]): string {
  const { known, unknown } = sumOf(names.map(({ renewalCents }) => renewalCents));
  if (unknown === names.length) return '';
  return ` · ${formatCents(known)} a year${unknown === 0 ? '' : ` and ${unknown} not known`}`;
}

/** Words of each kind of finding. */
const WORDS: { readonly [Kind in FindingKind]: Words<AboutOf<Kind>> } = {
  unapproved: {
    title: ({ order }) => `${amountOf(order)} that nobody approved here`,
    notice: ({ order }) =>
      `Nobody approved this: ${amountOf(order)}${sizeOf(order) === '' ? '' : `, ${sizeOf(order)}`}`,
    says: ({ order, mayBe = [] }) => {
      const size = sizeOf(order);
      const what = size === '' ? orderName(order) : `*${size}*`;
      return `A new order stands at ScaledMail: ${what}${sinceText(order)}.${standingText(order)}${forgottenText(order)}${mayBeText(mayBe)}`;
    },
  },
  amount: {
    title: ({ order, fromCents, isApproved }) =>
      `${amountOf(order)} ${isApproved ? 'where' : 'instead of'} ${monthly(fromCents)}${isApproved ? ' was approved' : ''}`,
    says: ({ order, fromCents, isApproved }) =>
      `${orderName(order)} costs *${amountOf(order)}* at ScaledMail now. ${isApproved ? `People approved ${monthly(fromCents)}.` : `It was ${monthly(fromCents)} before.`}`,
  },
  cancelled: {
    title: ({ order }) => `${amountOf(order)} was cancelled at ScaledMail`,
    says: ({ order }) => `${orderName(order)} ended at ScaledMail, and no order here ended it.`,
  },
  vanished: {
    title: ({ order }) => `${amountOf(order)} is not in ScaledMail’s list any more`,
    says: ({ order, since }) =>
      `${orderName(order)} is missing from ScaledMail’s list since ${localTime(since)}. No order here ended it; whether it is still charged, the list does not say.`,
  },
  status: {
    title: ({ order }) => `“${inPlain(order.status, 40)}”: a new word for ${amountOf(order)}`,
    says: ({ order }) =>
      `ScaledMail has a word for ${uncapitalOrder(order)} that this app does not know. Whether it goes on, only ScaledMail can say.`,
  },
  resumed: {
    title: ({ order }) => `${amountOf(order)} runs at ScaledMail again`,
    says: ({ order, was }) =>
      `${orderName(order)} ${was === 'ended' ? 'had ended at ScaledMail' : 'was not in ScaledMail’s list any more'}, and is Active again: it is charged from now on.`,
  },
  renewals: {
    title: ({ names }) => `${counted(names.length, 'domain')} ${names.length === 1 ? 'renews' : 'renew'} dearer`,
    says: ({ names }) =>
      `ScaledMail lists higher renewals than before: *${formatCents(names.reduce((sum, { fromCents, toCents }) => sum + toCents - fromCents, 0))} a year* more in all.`,
  },
  bought: {
    title: ({ names }) => `${counted(names.length, 'domain')} bought that nobody approved here${yearlyOf(names)}`,
    says: ({ names }) =>
      `ScaledMail lists ${names.length === 1 ? 'a new domain' : `${names.length} new domains`} that no order here bought. Each was charged once, and is charged again each year.`,
  },
  stood_before: {
    title: ({ orders }) => `${counted(orders.length, 'order')} stood at ScaledMail before · ${monthOf(orders)}`,
    says: ({ orders }) =>
      `From now on, this app tells here what nobody approved. ${orders.length === 1 ? 'This order was' : `These ${orders.length} orders were`} there before; the file in the thread has ${orders.length === 1 ? 'it' : 'them all'}.`,
  },
  many: {
    title: ({ found }) => `${found.length} changes at ScaledMail that nobody asked for here`,
    says: ({ found }) => `${manyText(found)}. The file in the thread has them all.`,
  },
};

const uncapitalOrder = (order: SeenOrder): string =>
  order.reference === null ? orderName(order) : `order \`${order.reference}\``;

/** What is counted in a message about many. */
const COUNTED: { readonly [Kind in AboutOrder['kind']]: (count: number) => string } = {
  unapproved: (count) => `${counted(count, 'order')} that nobody approved`,
  amount: (count) => `${counted(count, 'other amount')}`,
  cancelled: (count) => `${count} cancelled`,
  vanished: (count) => `${count} not in the list any more`,
  status: (count) => `${count} with a word that is not known`,
  resumed: (count) => `${count} that run again`,
};

function manyText(found: readonly AboutOrder[]): string {
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return kinds.map((kind) => COUNTED[kind](found.filter((each) => each.kind === kind).length)).join(', ');
}

/** What a finding says: its heading and notification in plain text, and its sentence in mrkdwn. */
export const wordsOf = <Kind extends keyof Kinds>(about: AboutOf<Kind>) => {
  const { title, notice, says } = WORDS[about.kind];
  return { title: title(about), notice: (notice ?? title)(about), says: says(about) };
};

/** A renewal that became dearer, in plain text: `acme.com · $19.00 a year, was $17.00 · renews Dec 12`. */
const dearerLine = ({ name, fromCents, toCents, renewsAt }: DearerName): string =>
  `${inPlain(name, 253)} · ${formatCents(toCents)} a year, was ${formatCents(fromCents)}${renewsAt === null ? '' : ` · renews ${shortDay(renewsAt)}`}`;

/** A name that was bought, in plain text: `acme.com · $17.00 a year · bought Dec 12 · Northwind`. */
const boughtLine = ({ name, renewalCents, boughtAt, workspace }: BoughtName): string =>
  [
    inPlain(name, 253),
    ...(renewalCents === null ? [] : [`${formatCents(renewalCents)} a year`]),
    ...(boughtAt === null ? [] : [`bought ${shortDay(boughtAt)}`]),
    inPlain(workspace.name),
  ].join(' · ');

/** The rows of what is about names; none for what is about orders. */
export function nameRows(about: About): readonly string[] {
  if (about.kind === 'renewals') return about.names.map(dearerLine);
  return about.kind === 'bought' ? about.names.map(boughtLine) : [];
}
