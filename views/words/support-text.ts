import { mailboxesOf, namesOf, targetOf, workspaceOf } from '../../src/acts/act.ts';
import type { ListedMailbox, MailboxList } from '../../src/acts/custom_order/mailbox-list.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { actOf, attemptOf, type OrderIn } from '../../src/orders/order.ts';
import { lateOf } from '../../src/orders/standing/late.ts';
import { detailsOf } from '../acts/act-views.ts';
import { type ByEffect, effectOfOrder } from './effect.ts';
import { counted, oneLine } from './text.ts';

/** What the vendor's lists say now of a late order's mailboxes; null when they could not be read, or there are none. */
export interface SeenNow {
  readonly list: MailboxList | null;
  readonly at: Date;
}

/** Most code points of the field that it stands in. Source: docs/slack.md, "Limits". */
const MAX_TEXT = 3_000;
/** Room for the line that counts what does not fit. */
const ROOM_FOR_REST = 40;

/** What an act that is late asks of the vendor's support. */
export const QUESTION: ByEffect<string> = {
  spend: 'The set-up of this order is not done yet. Could you please look what holds it up?',
  buy: 'You accepted an order of these domains, and they are not in your list yet. Could you please look what holds it up?',
  cancel:
    'You accepted the cancellation of this order, and your list does not say “Cancelled” yet. Could you please look what holds it up?',
  write: 'You accepted a change of this order, and it is not done yet. Could you please look what holds it up?',
};

/**
 * A text to send to the vendor's support about an order that is late, of plain facts: which order, since when, which domains,
 * and what the vendor's own lists say of them. No login, no name of a person, nothing that was not read. Not escaped.
 */
export function supportText(order: OrderIn<'placed'>, seen: SeenNow): string {
  const isChange = effectOfOrder(order) === 'write';
  const domains = isChange ? changeLines(order) : lateLines(order, seen.list);
  const above = isChange ? 'What is to change:' : 'Not working yet:';
  const facts = [
    'Hello,',
    '',
    QUESTION[effectOfOrder(order)],
    '',
    ...identityLines(order),
    ...progressLines(order, seen),
  ];
  return withinRoom([...facts, ...(domains.length > 0 ? ['', above] : [])].join('\n'), domains);
}

/** Which order it is, by the names that the vendor knows. */
function identityLines(order: OrderIn<'placed'>): string[] {
  const { vendorOrderId, tag, startedAt, sentHash } = attemptOf(order);
  return [
    ...namedLines(order, vendorOrderId),
    ...(tag === null ? [] : [`Tag: ${tag}`]),
    `Workspace: ${oneLine(workspaceOf(actOf(order)).name)}`,
    `${PLACED[effectOfOrder(order)]}: ${utc(sentHash === null ? order.placedAt : startedAt)}`,
  ];
}

const PLACED: ByEffect<string> = { spend: 'Placed', buy: 'Bought', cancel: 'Cancelled', write: 'Asked for' };

/** The number of the order that was made or ended; a change says what it changes instead. */
function namedLines(order: OrderIn<'placed'>, vendorOrderId: string | null): string[] {
  const number = vendorOrderId ?? targetOf(actOf(order));
  return number === null || effectOfOrder(order) === 'write' ? [] : [`Order: ${number}`];
}

/** What a change does, a line each. */
const changeLines = (order: OrderIn<'placed'>): string[] =>
  detailsOf(actOf(order)).flatMap(({ lines }) => lines.map((line) => `- ${line}`));

/** How many domains work, of how many nobody knows, and how many mailboxes the vendor lists. */
function progressLines(order: OrderIn<'placed'>, { list, at }: SeenNow): string[] {
  if (!mailboxesOf(actOf(order))) return [];
  const { ready, unread = [] } = order.progress;
  return [
    `Working: ${ready.length} of ${counted(namesOf(actOf(order)).length, 'domain')}`,
    ...(unread.length > 0 ? [`Could not be read: ${counted(unread.length, 'domain')}`] : []),
    ...(list ? [`Listed: ${list.listed} of ${counted(list.expected, 'mailbox', 'mailboxes')}, read ${utc(at)}`] : []),
  ];
}

/** A line for each late domain, but for those that work by what was read now. */
function lateLines(order: OrderIn<'placed'>, list: MailboxList | null): string[] {
  const names = lateOf(order)?.names ?? [];
  if (!list) return names.map((name) => `- ${name}`);
  return names.flatMap((name) => {
    const rows = list.mailboxes.filter(({ domain }) => domain === name);
    return isWorking(rows) ? [] : [`- ${name}${domainText(rows)}`];
  });
}

/** Whether everything that was late works by what was read now: then there is nothing to ask. */
export function worksByNow(order: OrderIn<'placed'>, { list }: SeenNow): boolean {
  const isAnyNamed = (lateOf(order)?.names ?? []).length > 0;
  return list !== null && isAnyNamed && lateLines(order, list).length === 0;
}

const isListed = ({ address }: ListedMailbox): boolean => address !== null;
const expectedOf = (rows: readonly ListedMailbox[]): number =>
  rows[0] ? PROVIDER_FACTS[rows[0].provider].mailboxesPerDomain : 0;

const isWorking = (rows: readonly ListedMailbox[]): boolean =>
  rows.length > 0 &&
  rows.length >= expectedOf(rows) &&
  rows.every((row) => isListed(row) && row.state?.trim().toLowerCase() === 'active');

/** ` (Google): 2 of 2 mailboxes listed, 1 Active, 1 In Progress`. */
function domainText(rows: readonly ListedMailbox[]): string {
  const [first] = rows;
  if (!first) return '';
  const listedRows = rows.filter(isListed);
  const size = `${listedRows.length} of ${counted(expectedOf(rows), 'mailbox', 'mailboxes')} listed`;
  const states = listedRows.length > 0 ? listedRows.map(({ state }) => state ?? 'not read') : [];
  const counts = [...new Set(states)].map((state) => `${states.filter((each) => each === state).length} ${state}`);
  return ` (${PROVIDER_FACTS[first.provider].label}): ${[size, ...counts].map(oneLine).join(', ')}`;
}

/** As many of the lines as there is room for; what does not fit is counted. */
export function withinRoom(text: string, lines: readonly string[]): string {
  let whole = text;
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    if (Array.from(whole).length + Array.from(line).length + 1 > MAX_TEXT - (isLast ? 0 : ROOM_FOR_REST)) {
      return `${whole}\nand ${counted(lines.length - index, 'more domain')}`;
    }
    whole = `${whole}\n${line}`;
  }
  return whole;
}

/** `Nov 23, 2026, 12:04 UTC`: for readers who are not in Slack. */
export const utc = (at: Date): string =>
  `${at.toLocaleString('en-US', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' })} UTC`;
