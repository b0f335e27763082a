import type { KnownBlock, SectionBlock } from '@slack/types';
import type { UsualSetUp } from '../../src/orders/standing/set-up-times.ts';
import type { RunningOrder } from '../../src/spend/running-order.ts';
import { sumOf } from '../../src/spend/sum.ts';
import { button, greyLine, plainSection, section } from '../blocks.ts';
import { ACTION, COMMAND } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { countText, NOT_KNOWN } from '../words/amounts.ts';
import { bar } from '../words/bar.ts';
import { monthly } from '../words/price-text.ts';
import { namesText, usualText } from '../words/states/set-up.ts';
import { capital, counted, dayInZone, escapeText, inPlain, localTime } from '../words/text.ts';
import { vendorSupportText } from '../words/vendor-support-text.ts';
import { labelOfOrder, listBlocks, MOST_ROWS } from './rows.ts';

/** A domain of it, as far as it is drawn. */
export interface DomainToDraw {
  readonly name: string;
  readonly status: string;
  readonly works: boolean;
  readonly redirect?: string;
}

/** An order that was not made here, as it is drawn. */
export interface VendorOrderParts {
  readonly order: RunningOrder;
  /** ScaledMail's own word, and whether it says that the order exists. */
  readonly status: string;
  readonly isActive: boolean;
  /** Null when they are not known. */
  readonly domains: readonly DomainToDraw[] | null;
  readonly late: readonly string[];
  readonly usual: UsualSetUp | null;
  readonly readAt: Date | null;
}

/** An order at ScaledMail that was not made here: its state, amount, domains, which of them are late, and how long set-up takes. */
export function vendorOrderMessage(parts: VendorOrderParts): MessageView {
  const { order, domains } = parts;
  const title = `${stateText(parts)} · ${amountText(order)} · ${labelOfOrder(order)}`;
  const made = order.madeAt ? [`made ${dayInZone(order.madeAt)}`] : [];
  const size = [sizeText(order), ...made, ...endText(order)];
  return {
    text: escapeText(`ScaledMail order ${order.vendorOrderId ?? NOT_KNOWN}: ${title}`),
    blocks: [
      titleBlock(title, parts),
      greyLine(...size, { words: order.workspace.name }, { words: order.vendorOrderId ?? NOT_KNOWN }),
      ...progressLines(parts).map(section),
      ...(domains === null ? [section('⚠️ ScaledMail did not answer its list of domains: they are not known.')] : []),
      ...listBlocks('Domains', domainRows(domains ?? [], parts)),
      ...supportBlocks(parts),
      greyLine(
        ...(parts.readAt ? [`ScaledMail’s lists, ${localTime(parts.readAt)}`] : []),
        'whether it is paid, ScaledMail’s lists do not say',
        ...(order.runs ? [`\`${COMMAND} cancel\` asks to end it`] : []),
      ),
    ],
  };
}

/** A text for ScaledMail's support, to copy, while domains are late. */
function supportBlocks({ order, domains, late }: VendorOrderParts): KnownBlock[] {
  if (late.length === 0) return [];
  const ready = (domains ?? []).filter(({ works }) => works).length;
  const text = vendorSupportText(order, { ready, total: domains?.length ?? 0, late });
  return [section('*Text for support*, to copy'), plainSection(text)];
}

/** With *Details* where domains work: there they can be changed. */
function titleBlock(title: string, { order, domains, isActive }: VendorOrderParts): SectionBlock {
  const { vendorOrderId } = order;
  const line = plainSection(title);
  if (vendorOrderId === null || !hasDetails({ isActive, domains })) return line;
  return { ...line, accessory: button(ACTION.showVendorOrder, 'Details', { value: vendorOrderId, about: title }) };
}

const hasDetails = ({ isActive, domains }: Pick<VendorOrderParts, 'isActive' | 'domains'>): boolean =>
  isActive && (domains ?? []).some(({ works }) => works);

/** Where all of its domains stand: names that were not bought through ScaledMail are in no list of those that are owned. */
function restText(parts: VendorOrderParts): string {
  if (hasDetails(parts)) return ', all in Details';
  return parts.order.runs ? `, all in the file of ${COMMAND} fleet` : '';
}

/** `ended between yesterday at 9:15 AM and yesterday at 9:30 AM`, or by when it had. */
function endText({ runs, endedAt, endedAfter }: RunningOrder): string[] {
  if (runs || !endedAt) return [];
  if (!endedAfter) return [`ended by ${localTime(endedAt)}`];
  return [`ended between ${localTime(endedAfter)} and ${localTime(endedAt)}`];
}

const amountText = ({ monthCents }: RunningOrder): string =>
  monthCents === null ? `amount ${NOT_KNOWN}` : monthly(monthCents);

function sizeText({ parts }: RunningOrder): string {
  const domains = countText(sumOf(parts.map((part) => part.domains)), 'domain');
  return `${domains}, ${countText(sumOf(parts.map(({ mailboxes }) => mailboxes)), 'mailbox', 'mailboxes')}`;
}

/** ScaledMail's word, with the sign of the state that it stands for; another word is looked at by people. */
function stateText({ order, status, isActive, domains }: VendorOrderParts): string {
  if (!order.runs) return '⚫ Cancelled';
  if (!isActive) return `⚠️ ${status.trim() === '' ? `State ${NOT_KNOWN}` : `“${inPlain(status, 40)}”`}`;
  const isWorking = domains !== null && domains.length > 0 && domains.every(({ works }) => works);
  return isWorking ? '✅ Domains work' : '🟢 Active';
}

/** `▰▰▰▰▰▰▱▱▱▱ 3 of 5 domains ready · late: …`, and how long it takes; nothing once all are ready. */
function progressLines({ order, domains, late, usual }: VendorOrderParts): string[] {
  const ready = (domains ?? []).filter(({ works }) => works).length;
  if (!order.runs || !domains || domains.length === 0 || ready === domains.length) return [];
  const lateText = late.length === 0 ? '' : ` · *late*: ${namesText(late, { namesAll: true })}`;
  return [
    `${bar(ready, domains.length)} ${ready} of ${counted(domains.length, 'domain')} ready${lateText}`,
    `${capital(usualText({ usual }))}.`,
  ];
}

function domainRows(domains: readonly DomainToDraw[], parts: VendorOrderParts): string[] {
  const rows = domains.slice(0, MOST_ROWS).map(({ name, status, redirect }) => {
    const leads =
      redirect === undefined || redirect === '' ? '' : ` → ${inPlain(redirect.replace(/^https:\/\//, ''), 100)}`;
    return `${inPlain(name, 260)} · ${status.trim() === '' ? `state ${NOT_KNOWN}` : inPlain(status, 40)}${leads}`;
  });
  const more = domains.length - rows.length;
  return more === 0 ? rows : [...rows, `and ${more} more${restText(parts)}`];
}
