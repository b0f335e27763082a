import type { ModalView } from '@slack/types';
import { section } from '../blocks.ts';
import { VIEW } from '../ids.ts';
import { plain } from '../words/text.ts';

/** What a modal shows until its content is there. */
export function loadingView(title: string): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.busy,
    title: plain(title, 24),
    close: plain('Close', 24),
    blocks: [section('⏳ One moment…')],
  };
}
