import type { SectionBlock } from '@slack/types';
import { type Order, termsOf } from '../../src/orders/order.ts';
import type { Pause } from '../../src/orders/pause.ts';
import { quotation, section } from '../blocks.ts';
import { COMMAND } from '../ids.ts';
import { type ByEffect, type Effect, effectOfOrder } from '../words/effect.ts';
import { spendText } from '../words/price-text.ts';
import { counted, listed, localTime, mention } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** Most code points of a reason that are shown. */
const MAX_REASON = 200;

const message = (text: string): MessageView => ({ text, blocks: [section(text)] });

/** Who paused, as people read it. */
export const pauser = ({ by }: Pause): string => (by === null ? 'whoever runs this app' : mention(by));

/** Placing is switched off now; `before` is the pause that stood already, or null, `underWay` the orders that it came too late for. */
export function pausedMessage(reason: string, before: Pause | null, underWay: readonly Order[]): MessageView {
  const { text, blocks } = message(
    `⏸️ No order is placed from now on. Orders may still be approved; they wait, and all open cards say so. \`${COMMAND} resume\` lets them go on.${underWayText(underWay)}`,
  );
  return { text, blocks: [...pausedBefore(before), ...blocks, quotation(reason, MAX_REASON)] };
}

/** Whose pause stood already, and why; nothing when there was none. */
function pausedBefore(before: Pause | null): SectionBlock[] {
  if (!before) return [];
  const text = `It was paused already by ${pauser(before)} (${localTime(before.at)}). Your word stands in the place of theirs now:`;
  return [section(text), quotation(before.reason, MAX_REASON)];
}

/** The orders that a pause came too late for, with what they charge; empty when there is none. */
function underWayText(underWay: readonly Order[]): string {
  if (underWay.length === 0) return '';
  const amounts = { nowCents: 0, monthCents: 0, yearCents: 0 };
  for (const { worth } of underWay.map(termsOf)) {
    if (worth.effect !== 'spend') continue;
    amounts.nowCents += worth.nowCents;
    amounts.monthCents += worth.monthCents;
    amounts.yearCents += worth.yearCents;
  }
  const references = listed(underWay.map(({ facts }) => `\`${facts.reference}\``));
  const charged = underWay.some((order) => effectOfOrder(order) === 'spend') ? `, ${spendText(amounts)}` : '';
  return `\n⚠️ Already on its way: ${counted(underWay.length, 'order')}${charged} (${references}). What is on its way cannot be stopped here; its card says how it ends.`;
}

/** What does not happen while placing is paused. */
const NOTHING: ByEffect<string> = {
  spend: 'Nothing is charged',
  cancel: 'Nothing is cancelled',
  write: 'Nothing is changed',
};

/** What stands on the card of an order that a pause keeps, and why, as it was typed. */
export const pauseBlocks = (pause: Pause, effect: Effect): SectionBlock[] => [
  section(
    `⏸️ *Placing is paused* by ${pauser(pause)} (${localTime(pause.at)}). ${NOTHING[effect]} before \`${COMMAND} resume\`.`,
  ),
  quotation(pause.reason, MAX_REASON),
];

/** A pause needs a reason: the next approver will ask. */
export const pauseReasonMissing = (): MessageView =>
  message(`Please say why, for the others: \`${COMMAND} pause the card is being replaced\``);

/** Placing is switched on; `wasPaused` is false when it had been all along. */
export const resumedMessage = (wasPaused: boolean): MessageView =>
  message(
    wasPaused
      ? '▶️ Orders are placed again. Those that waited go on by themselves.'
      : 'Nothing was paused: orders are being placed.',
  );
