import type { ModalView } from '@slack/types';
import { type FormsToDraw, formsMessage } from '../messages/lists/forms.ts';
import { noticeView } from './notice-view.ts';
import { FILLING_TITLE } from './page.ts';

/** All paid domains that wait for names, each form with *Fill in…*, which goes on in the same modal. */
export const formsView = (listed: FormsToDraw): ModalView => {
  const { blocks, text } = formsMessage(listed);
  return { ...noticeView(FILLING_TITLE, text), blocks: blocks.filter(({ type }) => type !== 'header') };
};
