import type { KnownBlock } from '@slack/types';
import type { Pause } from '../../src/orders/pause.ts';
import { button, quotation, section } from '../blocks.ts';
import { ACTION } from '../ids.ts';
import { pauser } from '../messages/pause.ts';
import { localTime, plain } from '../words/text.ts';

/** Most code points of a reason that are shown. */
const MAX_REASON = 200;

/** That placing is paused, by whom, since when and why; with *Resume* for those who can decide. */
export function pauseBanner(pause: Pause, mayDecide: boolean): KnownBlock[] {
  const banner = section(
    `⏸️ *Placing is paused* by ${pauser(pause)} since ${localTime(pause.at)}. Approvals still count; nothing is sent.`,
  );
  return [mayDecide ? { ...banner, accessory: resumeButton() } : banner, quotation(pause.reason, MAX_REASON)];
}

/** Asks once more: what waits goes on at once. */
function resumeButton() {
  return {
    ...button(ACTION.resume, 'Resume'),
    confirm: {
      title: plain('Resume placing?', 100),
      text: plain('Orders that are approved go on at once, and charge the company card.', 300),
      confirm: plain('Yes, resume', 30),
      deny: plain('Not now', 30),
    },
  };
}
