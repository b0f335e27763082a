import type { ModalView } from '@slack/types';
import type { OfferedLogin } from '../../../src/acts/custom_order/saved-login.ts';
import { button } from '../../blocks.ts';
import { ACTION, FORM } from '../../ids.ts';
import { plain } from '../../words/text.ts';
import { prewarmedMetadata } from '../metadata.ts';
import { toolFields } from '../ordering/options/sequencer-view.ts';
import { backRow } from '../page.ts';
import { PREWARMED_TITLE, type PrewarmedToDraw } from './picker-view.ts';

/** The page with the sending tool that ScaledMail connects to what is bought. Never draws a saved login. */
export const prewarmedToolView = (form: PrewarmedToDraw, offered: readonly OfferedLogin[]): ModalView => ({
  type: 'modal',
  callback_id: FORM.prewarmedTool,
  private_metadata: prewarmedMetadata(form.id),
  title: plain(PREWARMED_TITLE, 24),
  submit: plain('Save', 24),
  close: plain('Cancel', 24),
  blocks: [
    ...toolFields({ draft: form, fill: form.fill, offered }, { isLinkNeeded: true }),
    backRow(...(form.sequencer ? [button(ACTION.dropPrewarmedTool, 'Leave it out')] : [])),
  ],
});
