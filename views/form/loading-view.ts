import type { ModalView } from '@slack/types';
import { section } from '../blocks.ts';
import { VIEW } from '../ids.ts';
import { plain } from '../words/text.ts';
import type { BusyMetadata } from './metadata.ts';
import { backRow } from './page.ts';

/** What a modal shows until its content is there. With the form that was sent, it has a way back to that. */
export function loadingView(title: string, sent: BusyMetadata | null = null): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.busy,
    title: plain(title, 24),
    close: plain('Close', 24),
    ...(sent === null ? {} : { private_metadata: JSON.stringify(sent) }),
    blocks: [section('⏳ One moment…'), ...(sent === null ? [] : [backRow()])],
  };
}
