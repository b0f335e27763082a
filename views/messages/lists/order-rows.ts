import type { KnownBlock, SectionBlock } from '@slack/types';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { monthlyCents } from '../../../src/acts/worth.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import { approvalsOf, attemptOf, type Order, termsOf } from '../../../src/orders/order.ts';
import type { OrderList } from '../../../src/orders/standing/lists.ts';
import { hasNextStep } from '../../../src/orders/standing/steps.ts';
import { nextChargeAfter } from '../../../src/spend/charges.ts';
import { actions, context, divider, plainSection } from '../../blocks.ts';
import { decidingButtons, showButton } from '../../card/order-buttons.ts';
import { contentOf, titleText } from '../../words/order-text.ts';
import { progressBar, progressOf, statusOf } from '../../words/states/status.ts';
import { listed, localTime, mention, shortDay, timeAgo } from '../../words/text.ts';
import { labelFirstLine } from '../../words/title.ts';

/** What ends within a day is said in bold. */
const SOON_MS = 24 * 60 * 60 * 1_000;

/** How a row of a list is drawn: at most four blocks. A list without its row does not compile. */
const ROWS: Readonly<Record<OrderList, (order: Order, now: Date, isPaused: boolean) => KnownBlock[]>> = {
  to_decide: rowToDecide,
  mine: (order, now) => [
    titleSection(order),
    context(joined(endText(order, now), contentOf(order), barOf(order), ...tail(order))),
  ],
  running: (order, now) => [
    { ...plainSection(labelFirstLine(order)), accessory: showButton(order) },
    context(
      joined(
        statusText(order),
        contentOf(order),
        providersOf(order),
        barOf(order),
        chargedText(order, now),
        mention(order.facts.requestedBy),
        ...tail(order),
      ),
    ),
  ],
  all: (order) => [
    titleSection(order),
    context(
      joined(
        contentOf(order),
        barOf(order),
        mention(order.facts.requestedBy),
        timeAgo(order.facts.requestedAt),
        ...tail(order),
      ),
    ),
  ],
};

/** Rows of a list, as it is opened at `now`; `isPaused`: what is approved is not placed before a resume. */
export const orderRows = (list: OrderList, orders: readonly Order[], now: Date, isPaused = false): KnownBlock[] =>
  orders.flatMap((order) => ROWS[list](order, now, isPaused));

/** Title, who asks for what until when, and the buttons of the card. One that was decided meanwhile says so. */
function rowToDecide(order: Order, now: Date, isPaused: boolean): KnownBlock[] {
  const grey = (...parts: readonly string[]) =>
    context(joined(mention(order.facts.requestedBy), contentOf(order), ...parts, ...tail(order)));
  if (order.state !== 'awaiting_approval' || questionOf(order) !== null)
    return [titleSection(order), grey(), divider()];
  return [
    plainSection(titleText(order)),
    grey(approvalsText(order), endText(order, now)),
    actions(...decidingButtons(order, { inList: true, isPaused }), showButton(order)),
    divider(),
  ];
}

/** `🟢 Placed · $121.00 / month · Acme`, with *Details* beside it. */
function titleSection(order: Order): SectionBlock {
  const { emoji, words } = statusOf(order);
  return { ...plainSection(`${emoji} ${words} · ${titleText(order)}`), accessory: showButton(order) };
}

function statusText(order: Order): string {
  const { emoji, words } = statusOf(order);
  return `${emoji} ${words}`;
}

/** `1 of 2 approvals`; empty where one is enough, or none is needed. */
function approvalsText(order: Order): string {
  const { need } = order.asked;
  return need <= 1 ? '' : `${approvalsOf(order).length} of ${need} approvals`;
}

/** `ends tomorrow at 4:05 AM`, in bold when that is soon; empty for an order that does not wait. */
function endText(order: Order, now: Date): string {
  if (order.state !== 'awaiting_approval') return '';
  const text = `ends ${localTime(order.expiresAt)}`;
  return order.expiresAt.getTime() - now.getTime() <= SOON_MS ? `*${text}*` : text;
}

/** How many domains are ready, while not all of them are. */
function barOf(order: Order): string {
  const progress = progressOf(order);
  return progress && order.state === 'placed' ? progressBar(progress) : '';
}

/** `Google and Outlook`; empty for what has no mailboxes. */
function providersOf(order: Order): string {
  const { worth } = termsOf(order);
  return worth.effect === 'spend' ? listed(worth.lines.map(({ provider }) => PROVIDER_FACTS[provider].label)) : '';
}

/**
 * `charged Dec 4`: the next day on which an order is charged that stands at ScaledMail, by the day of its call; empty for another.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
function chargedText(order: Order, now: Date): string {
  if (order.state !== 'placed' && order.state !== 'active') return '';
  if (monthlyCents(termsOf(order).worth) === 0 || hasNextStep(order)) return '';
  return `charged ${shortDay(nextChargeAfter(attemptOf(order).startedAt, now))}`;
}

/** The reference comes last. */
const tail = ({ facts }: Order): string[] => [`\`${facts.reference}\``];

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
