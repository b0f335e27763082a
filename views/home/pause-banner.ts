import type { KnownBlock } from '@slack/types';
import type { Pause } from '../../src/orders/pause.ts';
import { section } from '../blocks.ts';
import { pauser, reasonQuotation, resumeButton } from '../messages/pause.ts';
import { localTime, mention } from '../words/text.ts';

/** That placing is paused, by whom, since when and why; with *Resume* for those who can decide. */
export function pauseBanner(pause: Pause, mayDecide: boolean): KnownBlock[] {
  const banner = section(
    `⏸️ *Placing is paused* by ${pauser(pause, mention)} since ${localTime(pause.at)}. Approvals still count; nothing is sent.`,
  );
  return [mayDecide ? { ...banner, accessory: resumeButton(pause) } : banner, reasonQuotation(pause.reason)];
}
