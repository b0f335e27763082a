import type { ModalView } from '@slack/types';
import { section } from '../../blocks.ts';
import { COMMAND, VIEW } from '../../ids.ts';
import { channelMention, plain } from '../../words/text.ts';

/** The end of the form: the order exists. `cardPending`: its card is not in the channel yet. */
export function sentView(reference: string, channelId: string, cardPending = true): ModalView {
  const card = cardPending ? 'Its card is being posted in' : 'Its card is in';
  return {
    type: 'modal',
    callback_id: VIEW.notice,
    title: plain('Sent for approval', 24),
    close: plain('Done', 24),
    blocks: [
      section(`🟡 *Order \`${reference}\` waits for approval.* ${card} ${channelMention(channelId)}.`),
      section(
        `You hear of every step by direct message, where you can also withdraw it. \`${COMMAND} status ${reference}\` shows where it stands.`,
      ),
    ],
  };
}
