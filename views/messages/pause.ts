import type { Button, SectionBlock } from '@slack/types';
import { type Order, termsOf } from '../../src/orders/order.ts';
import type { Pause, PausePost } from '../../src/orders/pause.ts';
import { button, quotation, section } from '../blocks.ts';
import { ACTION, COMMAND } from '../ids.ts';
import { type ByEffect, charges, type Effect, effectOfOrder } from '../words/effect.ts';
import { spendText } from '../words/price-text.ts';
import { counted, listed, localTime, mention, type Naming, plain } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** Why somebody paused or decided something for all, as they wrote it, cut where it is long. */
export const reasonQuotation = (reason: string): SectionBlock => quotation(reason, 200);

const message = (text: string): MessageView => ({ text, blocks: [section(text)] });

/** Who paused, as people read it. */
export const pauser = ({ by }: Pick<Pause, 'by'>, named: Naming): string =>
  by === null ? 'whoever runs this app' : named(by);

/** Lets placing go on, after the pause that it was drawn for. Asks once more: what waits goes on at once. */
export const resumeButton = ({ at }: Pick<Pause, 'at'>): Button => ({
  ...button(ACTION.resume, 'Resume', { value: at.toISOString() }),
  confirm: {
    title: plain('Resume placing?', 100),
    text: plain('Orders that are approved go on at once, and charge the company card.', 300),
    confirm: plain('Yes, resume', 30),
    deny: plain('Not now', 30),
  },
});

/** For the approvers’ channel: who paused placing, why, and what is on its way all the same. */
export function pausedPost({ by, at, reason }: Pause, underWay: readonly Order[], named: Naming): MessageView {
  const onItsWay = underWay.length === 0 ? '' : ` Already on its way: ${amountsOf(underWay)}.`;
  const text = `${pauser({ by }, named)} paused placing.${onItsWay}`;
  return {
    text,
    blocks: [{ ...section(`⏸️ ${text}`), accessory: resumeButton({ at }) }, reasonQuotation(reason)],
  };
}

/** The same once placing was resumed: who did that, null where it is not known, and nothing to press. */
export function endedPausePost({ by, reason }: PausePost, resumedBy: string | null, named: Naming): MessageView {
  const end = resumedBy === null ? 'It was resumed since.' : `${named(resumedBy)} resumed it.`;
  const text = `${pauser({ by }, named)} paused placing. ${end}`;
  return { text, blocks: [section(`⏸️ ${text}`), reasonQuotation(reason)] };
}

/** For the approvers’ channel: who resumed placing, and how many approved orders go on. */
export function resumedPost(by: string, goOn: number, named: Naming): MessageView {
  const orders =
    goOn === 0
      ? 'No approved order waited.'
      : `${counted(goOn, 'approved order')} ${goOn === 1 ? 'goes' : 'go'} on now.`;
  const text = `${named(by)} resumed placing. ${orders}`;
  return { text, blocks: [section(`▶️ ${text}`)] };
}

/**
 * Placing is switched off now; `before` is the pause that stood already, or null, `underWay` the orders that it came too late
 * for. `isTold`: the approvers’ channel was told.
 */
export function pausedMessage(
  reason: string,
  before: Pause | null,
  underWay: readonly Order[],
  isTold = true,
): MessageView {
  const { text, blocks } = message(
    `⏸️ No order is placed from now on. Orders may still be approved; they wait, and all open cards say so. \`${COMMAND} resume\` lets them go on.${underWayText(underWay)}${untoldText(isTold)}`,
  );
  return { text, blocks: [...pausedBefore(before), ...blocks, reasonQuotation(reason)] };
}

/** That the channel does not know. */
const untoldText = (isTold: boolean): string =>
  isTold ? '' : '\n⚠️ Slack did not let this app say so in the approvers’ channel. Please tell the others.';

/** Whose pause stood already, and why; nothing when there was none. */
function pausedBefore(before: Pause | null): SectionBlock[] {
  if (!before) return [];
  const text = `It was paused already by ${pauser(before, mention)} (${localTime(before.at)}). Your word stands in the place of theirs now:`;
  return [section(text), reasonQuotation(before.reason)];
}

/** `1 order, $121.00 / month`. */
function amountsOf(underWay: readonly Order[]): string {
  const amounts = { nowCents: 0, monthCents: 0, yearCents: 0 };
  for (const { worth } of underWay.map(termsOf)) {
    if (worth.effect !== 'spend') continue;
    amounts.nowCents += worth.nowCents;
    amounts.monthCents += worth.monthCents;
    amounts.yearCents += worth.yearCents;
  }
  const charged = underWay.some((order) => charges(effectOfOrder(order))) ? `, ${spendText(amounts)}` : '';
  return `${counted(underWay.length, 'order')}${charged}`;
}

/** The orders that a pause came too late for, with what they charge; empty when there is none. */
function underWayText(underWay: readonly Order[]): string {
  if (underWay.length === 0) return '';
  const references = listed(underWay.map(({ facts }) => `\`${facts.reference}\``));
  return `\n⚠️ Already on its way: ${amountsOf(underWay)} (${references}). What is on its way cannot be stopped here; its card says how it ends.`;
}

/** What does not happen while placing is paused. */
const NOTHING: ByEffect<string> = {
  spend: 'Nothing is charged',
  buy: 'Nothing is charged',
  cancel: 'Nothing is cancelled',
  write: 'Nothing is changed',
};

/** What stands on the card of an order that a pause keeps, and why, as it was typed. */
export const pauseBlocks = (pause: Pause, effect: Effect, named: Naming): SectionBlock[] => [
  section(
    `⏸️ *Placing is paused* by ${pauser(pause, named)} (${localTime(pause.at)}). ${NOTHING[effect]} before \`${COMMAND} resume\`.`,
  ),
  reasonQuotation(pause.reason),
];

/** A pause needs a reason: the next approver will ask. */
export const pauseReasonMissing = (): MessageView =>
  message(`Please say why, for the others: \`${COMMAND} pause the card is being replaced\``);

/** Placing is switched on; `wasPaused` is false when it had been all along. */
export const resumedMessage = (wasPaused: boolean, isTold = true): MessageView =>
  message(
    wasPaused
      ? `▶️ Orders are placed again. Those that waited go on by themselves.${untoldText(isTold)}`
      : 'Nothing was paused: orders are being placed.',
  );
