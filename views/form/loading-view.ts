import type { ModalView } from '@slack/types';
import { section } from '../blocks.ts';
import { VIEW } from '../ids.ts';
import { plain } from '../words/text.ts';
import type { BusyMetadata } from './metadata.ts';
import { backRow } from './page.ts';
import { waitingHintToClose, waitingHintToLook } from './waiting-hint.ts';

/**
 * What a modal shows until its content is there. With the page that was sent or pressed in, it has a way back to that. One that
 * was opened by a press in a message, or by a command, has none: before it was the message, and only its reader can close a
 * modal that is no form, so *Close* is the way back there. Source: docs/slack.md, "Timing and delivery".
 */
export function loadingView(title: string, before: BusyMetadata | null = null): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.busy,
    title: plain(title, 24),
    close: plain('Close', 24),
    ...(before === null ? {} : { private_metadata: JSON.stringify(before) }),
    blocks: [
      section('⏳ One moment…'),
      ...(before === null ? [waitingHintToClose()] : [backRow(), waitingHintToLook()]),
    ],
  };
}
