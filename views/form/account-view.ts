import type { ModalView } from '@slack/types';
import { VIEW } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { plain } from '../words/text.ts';

/** What a message says, as a page that cannot be sent. */
export const accountView = (title: string, { blocks }: MessageView): ModalView => ({
  type: 'modal',
  callback_id: VIEW.notice,
  title: plain(title, 24),
  close: plain('Close', 24),
  blocks,
});
