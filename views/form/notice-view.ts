import type { Button, ModalView } from '@slack/types';
import { z } from 'zod';
import { actions, button, section } from '../blocks.ts';
import { ACTION, VIEW } from '../ids.ts';
import { plain } from '../words/text.ts';
import { type BusyMetadata, draftMetadata } from './metadata.ts';

interface NoticeOptions {
  readonly retry?: boolean;
  readonly back?: boolean;
  readonly draftId?: string;
  readonly before?: BusyMetadata | null;
}

/**
 * A short answer in a modal. `sentence` is mrkdwn, with user text escaped already. With `draftId` the form behind it is
 * kept: `retry` offers *Try again* (price once more), `back` offers *Back*. With `before`, *Back* leads to that page, and to
 * what was typed there.
 */
export function noticeView(
  title: string,
  sentence: string,
  { retry = false, back = false, draftId, before = null }: NoticeOptions = {},
): ModalView {
  const buttons: Button[] = [
    ...(retry ? [button(ACTION.retryPricing, 'Try again', { style: 'primary' })] : []),
    ...(back || before !== null ? [button(ACTION.back, '‹ Back')] : []),
  ];
  const kept = draftId === undefined ? '' : '\nEverything you typed is kept.';
  return {
    type: 'modal',
    callback_id: VIEW.notice,
    title: plain(title, 24),
    close: plain('Close', 24),
    ...(draftId === undefined ? {} : { private_metadata: draftMetadata(draftId) }),
    ...(before === null ? {} : { private_metadata: JSON.stringify(before) }),
    blocks: [section(`${sentence}${kept}`), ...(buttons.length > 0 ? [actions(...buttons)] : [])],
  };
}

const Notice = z.object({
  callback_id: z.literal(VIEW.notice),
  blocks: z.tuple([z.object({ text: z.object({ text: z.string() }) })]).rest(z.unknown()),
});

/** The sentence of a page that is a short answer; null for every other page. */
export const noticeIn = (view: ModalView): string | null => Notice.safeParse(view).data?.blocks[0].text.text ?? null;
